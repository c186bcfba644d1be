// What may be said of traffic control, and what may not: compiled, not run.
import type { IPRoute, Qdisc, TcTree } from '../../src/index.ts'

declare const ip: IPRoute
declare const qdisc: Qdisc

export const said = [
  ip.tc('add', 'htb', 2, '1:', { default: '20' }),
  ip.tc('add', 'htb', 'eth0', 0x10000, { default: 0x200000 }),
  ip.tc('add-class', 'htb', 2, '1:1', { parent: '1:', rate: '256kbit', burst: 6144, prio: 1 }),
  ip.tc('add', 'sfq', 2, { parent: '1:10', perturb: 10 }),
  ip.tc('add', 'sfq', 1),
  ip.tc('add', { kind: 'tbf', dev: 'eth0', rate: '1mbit', burst: '10k', latency: '50ms' }),
  ip.tc('add', { kind: 'tbf', dev: 'eth0', options: { rate: 1_000_000 } }),
  ip.tc('add-filter', 'u32', 2, { parent: '1:', prio: 10, protocol: 2, target: 0x10010, keys: ['0x0006/0x00ff+8'] }),
  ip.tc('add-filter', 'matchall', 'eth0', { parent: 'ingress', action: 'drop' }),
  ip.tc('add-filter', 'flower', 'eth0', { block: 22, actions: [{ kind: 'gact', action: 'drop' }, { kind: 'mirred' }] }),
  ip.tc('RTM_NEWQDISC', 'clsact', 'eth0'),
  ip.tc('add', 'a-kind-of-tomorrow', 'eth0', { options: new Uint8Array(4) }),
  ip.tc('replace', { ...qdisc, index: 3 }),
  ip.tc('add-action', 'gact', { action: 'pass', index: 5 }),
] as const

// @ts-expect-error no such option of htb
void ip.tc('add-class', 'htb', 2, '1:1', { rat: '1mbit' })
// @ts-expect-error a rate is no list
void ip.tc('add-class', 'htb', 2, '1:1', { rate: [] })
// @ts-expect-error no such command
void ip.tc('ad', 'htb', 2)
export const told = async (): Promise<TcTree> => {
  for (const one of await ip.getQdiscs(2)) {
    if (one.kind !== 'fq_codel') continue
    const limit: number | undefined = one.options?.limit
    // @ts-expect-error an option of another kind
    const rate = one.options?.burst
    void [limit, rate]
  }
  for await (const one of ip.getFilters({ dev: 'eth0', parent: 'ingress' })) {
    if (one.kind === 'u32') void (one.options?.keys satisfies readonly object[] | undefined)
  }
  const made = await ip.tc('add', 'sfq', 2, { echo: true })
  void (made?.handle satisfies string | undefined)
  return ip.tcTree('eth0')
}
