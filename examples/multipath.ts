// A route over several next hops, and which one the kernel takes. Changes routes: run it in a namespace (unshare -rn).
import { IPRoute } from 'rtnl'

await using ip = new IPRoute()
await ip.link('add', { ifname: 'a', kind: 'veth', peer: 'b' })
await Promise.all([ip.linkUp('a'), ip.linkUp('b')])
await ip.addr('add', { dev: 'a', address: '192.0.2.1/24' })
await ip.addr('add', { dev: 'b', address: '198.51.100.1/24' })
await ip.route('add', {
  dst: '10.0.0.0/8',
  multipath: [
    { via: '192.0.2.9', weight: 3 },
    { via: '198.51.100.9', dev: 'b', weight: 1 },
  ],
  mtu: 1400,
})
const [route] = await ip.getRoutes({ dst: '10.0.0.0/8' })
for (const { gateway, hops } of route?.multipath ?? []) console.log('via', gateway, 'weight', hops + 1)
for (const last of [1, 2, 3, 4]) console.log(`10.0.0.${last} goes via`, (await ip.route('get', `10.0.0.${last}`)).gateway)
