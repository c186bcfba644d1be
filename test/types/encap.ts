// What may be said of encapsulations, and what may not: compiled, not run.
import type { EncapOptions, IPRoute, Route, RouteOptions } from '../../src/index.ts'

declare const ip: IPRoute

export const said = [
  ip.route('add', { dst: '10.0.0.0/8', via: '192.0.2.1', encap: { type: 'mpls', labels: '100/200', ttl: 5 } }),
  ip.route('add', '10.0.0.0/8', { dev: 'gre0', encap: { type: 'ip', id: 7, dst: '192.0.2.2', key: true, tos: 4 } }),
  ip.route('add', { dst: 'default', encapType: 'seg6', encap: { mode: 'encap', segs: ['2001:db8::1'] } }),
  ip.route('add', { dst: 'default', dev: 2, encap: { type: 'seg6', mode: 'l2encap.red', segs: '2001:db8::1,2001:db8::2', hmac: 3 } }),
  ip.route('replace', { dst: '2001:db8::1', encap: { type: 'seg6local', action: 'End.DX6', nh6: '2001:db8::2' } }),
  ip.route('replace', { dst: '2001:db8::1', encap: { type: 'seg6_local', action: 'end_dt46', vrftable: 'blue', count: true } }),
  ip.route('add', {
    dst: '10.0.0.0/8',
    multipath: [
      { via: '192.0.2.1', encap: { type: 'mpls', labels: [100] } },
      { via: '192.0.2.2', encapType: 'mpls', encap: { dst: '200' } },
    ],
  }),
  ip.route('add', { dst: '::/0', encap: { type: 'ioam6', freq: '1/10', trace: { type: 0x800000, ns: 1, size: 12 } } }),
  ip.route('add', { dst: '::/0', encap: { type: 'xfrm', ifId: 7, link: 'eth0' } }),
  ip.route('add', { dst: '::/0', encap: { type: 'bpf', xmit: { fd: 3, name: 'p' }, headroom: 14 } }),
  ip.route('add', { dst: '::/0', encapType: 99, encap: new Uint8Array(4) }),
  ip.nexthop('add', { id: 5, dev: 2, encap: { type: 'ip', id: 7, dst: '192.0.2.9' } }),
  ip.getRoutes({ encap: { type: 'mpls', labels: '100' } }),
] as const

export const back = (got: Route): RouteOptions => got

// @ts-expect-error no such type
export const type: EncapOptions = { type: 'mpsl', labels: '1' }
// @ts-expect-error a word of another type
export const word: EncapOptions = { type: 'mpls', segs: [] }
// @ts-expect-error misspelt
export const misspelt: EncapOptions = { type: 'seg6', mode: 'encapp', segs: [] }
// @ts-expect-error no such action
export const action: EncapOptions = { type: 'seg6local', action: 'End.DX7' }
// @ts-expect-error in a next hop as well
void ip.route('add', { dst: '::/0', multipath: [{ dev: 2, encap: { type: 'mpls', lables: '1' } }] })

export const told = async (): Promise<readonly string[] | undefined> => {
  for (const one of await ip.getRoutes()) {
    if (one.encapType === 'mpls') void (one.encap?.dst satisfies string | undefined)
    if (one.encapType === 'ip') void (one.encap?.id satisfies bigint | undefined)
    if (one.encapType === 'seg6_local') void (one.encap?.counters?.packets satisfies bigint | undefined)
    // @ts-expect-error segments are of another type
    if (one.encapType === 'mpls') void one.encap?.segs
    if (one.encapType === 'seg6') return one.encap?.segs
    for (const hop of one.multipath ?? []) if (hop.encapType === 'mpls') void (hop.encap?.ttl satisfies number | undefined)
  }
  return undefined
}
