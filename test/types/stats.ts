// What may be said of statistics, data center bridging and virtual functions, and what may not: compiled, not run.
import type { IPRoute, Link, LinkOptions, Stats } from '../../src/index.ts'

declare const ip: IPRoute
declare const options: LinkOptions

export const said = [
  ip.stats('get', 'eth0'),
  ip.stats('show', { group: 'xstats', subgroup: 'bridge', suite: ['stp', 'mcast'] }),
  ip.getStats({ group: { link: true, offload: ['l3_stats'], xstats: { bridge: 'stp', bond: true }, xstats_slave: 'bond' } }),
  ip.getStats((one) => one.index > 1),
  ip.stats('set', 2, { l3Stats: true }),
  ip.link('set', { dev: 'eth0', vf: 0, mac: '02:00:00:00:00:01', vlan: 5, qos: 3, proto: '802.1ad', state: 'auto', trust: true }),
  ip.link('set', {
    dev: 'eth0',
    vf: [
      { vf: 0, maxTxRate: 100, minTxRate: 10 },
      { vf: 1, spoofchk: false },
    ],
  }),
  ip.link('set', { dev: 'eth0', xdp: { fd: 5, mode: 'driver', expectedFd: 4 } }),
  ip.link('set', { dev: 'eth0', xdp: null, addrgenmode: 'stable_secret', protodown: true, protodownReason: { mlag: true } }),
  ip.link('set', options),
  ip.dcb('set', 'eth0', { ets: { tcTsa: { all: 'strict', 0: 'ets' }, tcTxBw: [100] }, dcbx: ['host'] }),
  ip.dcb('add', { dev: 'eth0', app: [{ selector: 'dscp', protocol: 24, priority: 3 }] }),
] as const
export const told: readonly [Promise<Stats>, Promise<void>, PromiseLike<Stats[]>] = [
  ip.stats('get', 2, { group: 'link' }),
  ip.stats('set', { dev: 2, l3Stats: 'off' }),
  ip.stats('dump'),
]
export const attached = (link: Link): number | undefined => (link.xdp?.attached === 'drv' ? link.xdp.drvProgId : link.xdp?.skbProgId)

// @ts-expect-error no such group
void ip.getStats({ group: 'ofload' })
// @ts-expect-error the groups of bridges have suites, hardware has none
void ip.getStats({ group: { offload: { l3_stats: true } } })
// @ts-expect-error what to set is no word of listings
void ip.getStats({ l3Stats: true })
// @ts-expect-error no such word of a function
void ip.link('set', { dev: 'eth0', vf: [{ vf: 0, spoofcheck: true }] })
// @ts-expect-error no such mode
void ip.link('set', { dev: 'eth0', xdp: { fd: 5, mode: 'genric' } })
// @ts-expect-error entries are added, not set
void ip.dcb('set', 'eth0', { app: [] })
