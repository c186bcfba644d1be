// What links count: packets, and what bridges, bonds, MPLS and hardware count besides. Needs no root.
import { IPRoute } from 'rtnl'

await using ip = new IPRoute()
for (const { index, link64 } of await ip.getStats({ group: 'link' })) console.log(index, link64?.rxBytes, link64?.txBytes)
// Of ports of bridges alone, and of those what the spanning tree sent.
for (const { index, linkXstatsSlave } of await ip.getStats({ group: 'xstats_slave', subgroup: 'bridge', suite: 'stp' }))
  console.log(index, linkXstatsSlave?.bridge?.stp?.txBpdu)
const lo = await ip.stats('get', 'lo', { group: { link: true, offload: 'hw_stats_info' } })
console.log('counted by hardware:', lo.linkOffloadXstats?.hwSInfo?.l3Stats)
