// A pair of links, an address, a route; what the kernel says when it refuses. Needs CAP_NET_ADMIN.
import { IPRoute, NetlinkError } from 'rtnl'

await using ip = new IPRoute()
const { index } = await ip.link('add', { ifname: 'v0', kind: 'veth', peer: 'v1' })
await ip.addr('add', { index, address: '10.0.0.1/24' })
await ip.link('set', { index, state: 'up' })
await ip.link('set', { dev: 'v1', state: 'up' })
await ip.route('add', { dst: '192.0.2.0/24', gateway: '10.0.0.2' })
for (const { dst, dstLen, oif } of await ip.getRoutes({ family: 'inet', table: 'main' })) console.log(`${dst}/${dstLen} out of link ${oif}`)

try {
  await ip.link('add', { ifname: 'v0', kind: 'bridge' })
} catch (error) {
  if (!(error instanceof NetlinkError)) throw error
  console.log(error.code, error.message)
}
await ip.link('del', { index })
