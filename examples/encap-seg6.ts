// Segment routing over IPv6: packets travel by way of two routers; what one of them does at its segment; whether a route is
// there already. Changes routes: run it in a namespace (unshare -rn).
import { IPRoute, NetlinkError } from 'rtnl'

await using ip = new IPRoute()
await ip.link('add', { ifname: 'a', kind: 'veth', peer: 'b' })
await Promise.all([ip.linkUp('a'), ip.linkUp('b')])
await ip.addr('add', { dev: 'a', address: '2001:db8::1/64' })
const way = {
  ...{ dst: '2001:db8:1::/48', dev: 'a' },
  encap: { type: 'seg6', mode: 'encap', segs: ['2001:db8:f1::1', '2001:db8:f2::1'] },
} as const
try {
  console.log(await ip.route('ensure', way), await ip.route('ensure', way))
  await ip.route('add', {
    dst: '2001:db8:f3::1/128',
    dev: 'a',
    encap: { type: 'seg6local', action: 'End.DX6', nh6: '2001:db8::9', count: true },
  })
  for (const route of await ip.getRoutes({ family: 'inet6', table: 'main' })) {
    if (route.encapType === 'seg6') console.log(route.dst, 'by way of', route.encap?.segs)
    if (route.encapType === 'seg6_local') console.log(route.dst, route.encap?.action, route.encap?.counters?.packets, 'packets')
  }
} catch (error) {
  if (!(error instanceof NetlinkError) || error.code !== 'EOPNOTSUPP') throw error
  console.log('this kernel has no segment routing (CONFIG_IPV6_SEG6_LWTUNNEL)')
}
