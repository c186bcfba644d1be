// Labels before the packets of a route, other ones by each next hop. Changes routes: run it in a namespace (unshare -rn).
import { IPRoute, NetlinkError } from 'rtnl'

await using ip = new IPRoute()
await ip.link('add', { ifname: 'a', kind: 'veth', peer: 'b' })
await Promise.all([ip.linkUp('a'), ip.linkUp('b')])
await ip.addr('add', { dev: 'a', address: '192.0.2.1/24' })
try {
  await ip.route('add', { dst: '10.1.0.0/16', via: '192.0.2.9', encap: { type: 'mpls', labels: '100/200', ttl: 64 } })
  await ip.route('add', {
    dst: '10.2.0.0/16',
    multipath: [
      { via: '192.0.2.9', encap: { type: 'mpls', labels: 300 } },
      { via: '192.0.2.8', encap: { type: 'mpls', labels: 400 } },
    ],
  })
  for (const route of await ip.getRoutes({ family: 'inet', table: 'main' })) {
    if (route.encapType === 'mpls') console.log(route.dst, 'with', route.encap?.dst, 'by way of', route.gateway)
    for (const hop of route.multipath ?? [])
      if (hop.encapType === 'mpls') console.log(route.dst, 'with', hop.encap?.dst, 'by way of', hop.gateway)
  }
} catch (error) {
  if (!(error instanceof NetlinkError) || error.code !== 'EOPNOTSUPP') throw error
  console.log('this kernel does not have the module mpls_iptunnel')
}
