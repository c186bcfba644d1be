// The multicast and anycast addresses that links listen to. Changes links: run it in a namespace of its own (unshare -rn).
import { IPRoute } from 'rtnl'

await using ip = new IPRoute()
await ip.link('add', { ifname: 'v0', kind: 'veth', peer: 'v1' })
await Promise.all([ip.linkUp('v0'), ip.linkUp('v1')])
// Of IPv4 the kernel tells since 6.15; an older one lists IPv6 alone.
for (const { index, multicast } of await ip.getMulticastAddresses()) console.log(index, multicast)
for (const { multicast } of await ip.maddr('show', { family: 'inet6', dev: 'v0' })) console.log('v0', multicast)
for (const { index, anycast } of await ip.getAnycastAddresses()) console.log(index, anycast)
