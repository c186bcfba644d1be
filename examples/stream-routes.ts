// Goes through a routing table of any size with bounded memory. Changes routes: run it in a namespace (unshare -rn).
import { IPRoute } from 'rtnl'

await using ip = new IPRoute()
const { index } = await ip.link('add', { ifname: 'v0', kind: 'veth', peer: 'v1' })
await Promise.all([ip.linkUp('v0'), ip.linkUp('v1')])
await ip.batch((batch) => {
  for (let i = 0; i < 5000; i++) batch.route('add', { dst: `10.${i >> 8}.${i & 255}.0/24`, dev: index })
})
let count = 0
for await (const route of ip.getRoutes({ family: 'inet', table: 'main' })) {
  if (count++ === 0) console.log('the first:', route.dst)
}
console.log(count, 'routes streamed')
for await (const routes of ip.getRoutes({ family: 'inet' }).batches()) {
  console.log('the first datagram of the kernel holds', routes.length)
  break
}
