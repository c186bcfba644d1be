// A bridge, its port and its forwarding database. Changes links: run it in a namespace of its own (unshare -rn).
import { IPRoute } from 'rtnl'

await using ip = new IPRoute()
await ip.link('add', { ifname: 'br0', kind: 'bridge', state: 'up', ageingTime: 6000, priority: 4096 })
const { index } = await ip.link('add', { ifname: 'port0', kind: 'veth', peer: 'host0' })
await ip.link('set', { index, master: 'br0', state: 'up' })
await ip.linkUp('host0')
// What the bridge keeps of a port, as `ip link set dev port0 type bridge_slave cost 77 isolated on`.
await ip.link('set', { index, kind: 'bridge_slave', cost: 77, isolated: 1 })
await ip.fdb('add', { index, lladdr: '02:00:00:00:00:41', master: true, state: 'static' })

const port = await ip.link('get', index)
if (port.linkinfo?.slaveKind === 'bridge') console.log('cost', port.linkinfo.slaveData?.cost, port.linkinfo.slaveData?.state)
for (const { lladdr, state } of await ip.fdb('dump', { bridge: 'br0' })) console.log(lladdr, state)
console.log(
  'ports:',
  (await ip.getLinks({ master: 'br0' })).map((link) => link.ifname),
)
