/** What the types of next hops, address labels and settings say; compiled with the project, never run. */
import type { AddressLabel, Bucket, Dump, IPRoute, MadeNexthop, Netconf, Nexthop } from '../../src/index.ts'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const holds = <_ extends true>(): void => undefined

export const nexthops = async (ip: IPRoute): Promise<void> => {
  const { id } = await ip.nexthop('add', { via: '192.0.2.1', dev: 'eth0' })
  holds<Equal<typeof id, number>>()
  const made = await ip.nexthop('replace', { id: 9, group: [id, { id: 2, weight: 300 }], type: 'resilient', buckets: 8, idleTimer: '1m' })
  holds<Equal<typeof made, MadeNexthop>>()
  const found = await ip.nexthop('get', id)
  holds<Equal<typeof found, Nexthop>>()
  const ensured = await ip.nexthop('ensure', found)
  holds<Equal<typeof ensured, 'created' | 'changed' | 'unchanged'>>()
  const flushed = await ip.nexthop('flush', { dev: 'eth0' })
  holds<Equal<typeof flushed, number>>()
  const listed = ip.nexthop('show', { groups: true, stats: 'hw', protocol: 'bird', gateway: null })
  holds<Equal<typeof listed, Dump<Nexthop>>>()
  const bucket = await ip.nexthop('get-bucket', { id: 9, index: 0 })
  holds<Equal<typeof bucket, Bucket>>()
  const buckets = ip.nexthop('list-bucket', { nhid: 1 })
  holds<Equal<typeof buckets, Dump<Bucket>>>()
  if (found.encapType === 'mpls') found.encap?.dst
  await ip.route('add', { dst: '10.0.0.0/8', nhid: id })
  await ip.nexthop('add', { dev: 'eth0', encap: { type: 'mpls', labels: '100/200' } })
  // @ts-expect-error labels are of mpls
  await ip.nexthop('add', { dev: 'eth0', encap: { type: 'seg6', labels: 100 } })
  // @ts-expect-error a misspelt word
  await ip.nexthop('add', { via: '192.0.2.1', dve: 'eth0' })
  // @ts-expect-error no such type of groups
  await ip.nexthop('add', { id: 9, group: [1], type: 'resilent' })
  // @ts-expect-error a bucket has a place in its group
  await ip.nexthop('get-bucket', { id: 9 })
  // @ts-expect-error no such command
  await ip.nexthop('append', { id: 9, group: [1] })
  for await (const event of ip.events('nexthop')) {
    if (event.type === 'RTM_NEWNEXTHOPBUCKET') holds<Equal<typeof event.message, Bucket>>()
    // @ts-expect-error links were not asked for
    if (event.type === 'RTM_NEWLINK') break
  }
}

export const others = async (ip: IPRoute): Promise<void> => {
  await ip.addrlabel('add', { prefix: '2001:db8::/32', dev: 'eth0', label: 99 })
  const label = await ip.addrlabel('get', '2001:db8::1')
  holds<Equal<typeof label, AddressLabel>>()
  const removed = await ip.addrlabel('absent', label)
  holds<Equal<typeof removed, 'deleted' | 'absent'>>()
  // @ts-expect-error a label is a number
  await ip.addrlabel('add', { prefix: '2001:db8::/32', label: '99' })
  const settings = await ip.netconf('get', { family: 'inet6', dev: 'all' })
  holds<Equal<typeof settings, Netconf>>()
  holds<Equal<typeof settings.ifindex, number | 'all' | 'default' | undefined>>()
  const listed = ip.netconf('show', 'inet', { forwarding: 1 })
  holds<Equal<typeof listed, Dump<Netconf>>>()
  // @ts-expect-error settings are changed by sysctl
  await ip.netconf('set', { dev: 'eth0', forwarding: 1 })
  for await (const event of ip.events('netconf')) if (event.type === 'RTM_DELNETCONF') holds<Equal<typeof event.message, Netconf>>()
}
