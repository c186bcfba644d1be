// Saves the routes of a table and puts them back: what you get is what you can put.
// Changes routes: run it in a namespace of its own (unshare -rn).
import { IPRoute } from 'rtnl'

await using ip = new IPRoute()
await ip.link('add', { ifname: 'a', kind: 'veth', peer: 'b' })
await Promise.all([ip.linkUp('a'), ip.linkUp('b')])
await ip.addr('add', { dev: 'a', address: '192.0.2.1/24' })
await ip.route('add', { dst: '10.1.0.0/16', via: '192.0.2.9', table: 100, mtu: 1400, lock: ['mtu'] })
await ip.route('add', { dst: '10.2.0.0/16', multipath: [{ via: '192.0.2.9', weight: 3 }, { dev: 'b' }], table: 100 })
await ip.route('add', { dst: '10.3.0.0/16', type: 'blackhole', table: 100, metric: 7 })

const saved = await ip.getRoutes({ family: 'inet', table: 100 })
console.log('flushed:', await ip.route('flush', { table: 100 }))

for (const route of saved) await ip.route('add', route)
const restored = await ip.getRoutes({ family: 'inet', table: 100 })
console.log('restored:', restored.map(({ dst, dstLen }) => `${dst}/${dstLen}`).join(', '))
