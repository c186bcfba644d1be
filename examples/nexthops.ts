// Next hops as objects of their own: routes refer to them by id, and all follow when one is replaced. A resilient group
// keeps flows where they are as members come and go. Changes routes: run it in a namespace of its own (unshare -rn).
import { IPRoute, NetlinkError } from 'rtnl'

await using ip = new IPRoute()
const { index } = await ip.link('add', { ifname: 'v0', kind: 'veth', peer: 'v1' })
await Promise.all([ip.linkUp('v0'), ip.linkUp('v1')])
await ip.addr('add', { index, address: '192.0.2.1/24' })
try {
  // The kernel chooses the id where none is given.
  const { id } = await ip.nexthop('add', { via: '192.0.2.11', dev: 'v0' })
  await ip.nexthop('ensure', { id: 12, via: '192.0.2.12', dev: 'v0' })
  await ip.nexthop('add', { id: 100, group: [{ id, weight: 2 }, 12], type: 'resilient', buckets: 6, idleTimer: '1m' })
  await ip.route('add', { dst: '198.51.100.0/24', nhid: 100 })
  const buckets = await ip.getBuckets({ id: 100 })
  console.log('buckets lead to', buckets.map(({ resBucket }) => resBucket?.nhId).join(' '))
  console.log(await ip.nexthop('get-bucket', { id: 100, index: 0 }))

  await ip.nexthop('replace', { id: 100, group: '12', type: 'resilient' })
  for (const one of await ip.getNexthops({ groups: true })) console.log('group', one.id, one.group, one.resGroup)
  console.log('by v0:', (await ip.getNexthops({ dev: 'v0' })).map(({ id, gateway }) => `${id} via ${gateway}`).join(', '))
  console.log('deleted:', await ip.nexthop('flush'))
} catch (error) {
  // Next hop objects came with Linux 5.3, resilient groups with 5.13.
  if (!(error instanceof NetlinkError) || !['EOPNOTSUPP', 'EINVAL'].includes(error.code)) throw error
  console.log('this kernel has no resilient groups of next hops:', error.message)
}
