// Packets of one source take another default route. Changes routes: run it in a namespace of its own (unshare -rn).
import { IPRoute } from 'rtnl'

await using ip = new IPRoute()
await ip.link('add', { ifname: 'up0', kind: 'veth', peer: 'isp0' })
await Promise.all([ip.linkUp('up0'), ip.linkUp('isp0')])
await ip.addr('add', { dev: 'up0', address: '192.0.2.2/24' })

await ip.route('add', { dst: 'default', via: '192.0.2.1' })
await ip.route('add', { dst: 'default', via: '192.0.2.254', table: 100 })
await ip.rule('add', { from: '192.0.2.128/25', table: 100, priority: 1000 })

for (const { priority = 0, src = 'all', table } of await ip.getRules('inet')) console.log(`${priority}: from ${src} lookup ${table}`)
for (const { gateway, table } of await ip.getRoutes({ family: 'inet', dst: 'default' }))
  console.log(`table ${table}: default via ${gateway}`)
console.log('rules for table 100 deleted:', await ip.rule('flush', { table: 100 }))
