// What may be said of routes, rules and multicast routes, and what may not: compiled, not run.
import type { Dump, IPRoute, Mroute, MrouteTable, Route, Rule } from '../../src/index.ts'

declare const ip: IPRoute
declare const route: Route
declare const rule: Rule
declare const mroute: Mroute

export const said = [
  ip.route('add', { dst: '10.0.0.0/8', vrf: 'blue', lock: ['mtu', 'congctl'], quickack: true, rtt: '100ms', features: 'ecn' }),
  ip.route('add', { family: 'mpls', dst: 100, as: '200/300', via: '192.0.2.1', ttlPropagate: 'disabled' }),
  ip.route('replace', route),
  ip.route('flush', { root: '10.0.0.0/8', from: { match: '192.0.2.1' } }),
  ip.route('show', { match: '10.1.2.3', cached: true, from: '2001:db8::/32' }),
  ip.rule('add', { dscp: 'AF41', flowlabel: '1/2', sport: '1/2', dport: { start: 1, end: 2 }, tunId: 7, family: 'ipmr' }),
  ip.rule('delete', rule),
  ip.mroute('add', { group: '239.1.1.1', iif: 'eth0', oifs: ['eth1', 7, { dev: 'eth2', ttl: 8 }], table: 'default', proxy: true }),
  ip.mroute('replace', mroute),
  ip.mroute('absent', { family: 'ipmr', group: '239.1.1.1' }),
  ip.getMroutes('inet6', { table: null }),
] as const

export const answers = (): readonly [Promise<string | undefined>, Dump<Mroute>, Dump<MrouteTable>, Promise<Mroute>] => [
  ip.route('add', 'default', { via: '192.0.2.1' }),
  ip.mroute('show'),
  ip.mroute('tables'),
  ip.mroute('get', { group: '239.1.1.1' }),
]

// @ts-expect-error the kernel looks up no single rule
void ip.rule('get', { priority: 5 })
// @ts-expect-error a word of listings only
void ip.route('add', { root: '10.0.0.0/8' })
// @ts-expect-error no such metric to lock
void ip.route('add', { dst: 'default', lock: ['mtuu'] })
// @ts-expect-error a TTL is a number
void ip.mroute('add', { group: '239.1.1.1', oifs: [{ dev: 'eth0', ttl: '8' }] })
// @ts-expect-error multicast routes are not prepended
void ip.mroute('prepend', { group: '239.1.1.1' })

export async function reports(): Promise<void> {
  for await (const event of ip.events('cachereport')) {
    if (event.type === 'RTM_NEWCACHEREPORT') void (event.message.msgtype === 'nocache' && event.message.vifId)
    // @ts-expect-error no rules come of reports
    else if (event.type === 'RTM_NEWRULE') void event
  }
}
