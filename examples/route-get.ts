// Which way a packet goes, by all that it may have. Changes routes: run it in a namespace of its own (unshare -rn).
import { IPRoute } from 'rtnl'

await using ip = new IPRoute()
await ip.link('add', { ifname: 'a', kind: 'veth', peer: 'b' })
await Promise.all([ip.linkUp('a'), ip.linkUp('b')])
await ip.addr('add', { dev: 'a', address: '192.0.2.1/24' })
await ip.route('add', { dst: 'default', via: '192.0.2.254' })
await ip.route('add', { dst: 'default', via: '192.0.2.253', table: 100 })
await ip.rule('add', { fwmark: 7, table: 100 })
await ip.rule('add', { ipproto: 'tcp', dport: 80, table: 100 })

const plain = await ip.route('get', '198.51.100.9')
console.log('a packet:', plain.gateway, 'from', plain.prefsrc, 'by table', plain.table)
for (const packet of [{ mark: 7 }, { ipProto: 'tcp', dport: 80 }, { ipProto: 'tcp', dport: 443 }] as const) {
  const { gateway, table } = await ip.route('get', '198.51.100.9', packet)
  console.log(JSON.stringify(packet), 'goes via', gateway, 'by table', table)
}
// The route itself, not what is made of it for this address.
const { dst = 'default', dstLen } = await ip.route('get', { dst: '192.0.2.77', fibmatch: true })
console.log(`192.0.2.77 is reached by the route to ${dst}/${dstLen}`)

console.log('all routes that hold 192.0.2.77:')
for (const one of await ip.getRoutes({ match: '192.0.2.77', table: 'main' })) console.log(' ', one.dst ?? 'default', one.dstLen)
