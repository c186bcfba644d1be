// VLANs of a bridge and its ports. Changes links: run it in a namespace of its own (unshare -rn).
import { IPRoute, NetlinkError } from 'rtnl'

await using ip = new IPRoute()
await ip.link('add', { ifname: 'br0', kind: 'bridge', state: 'up' })
await ip.link('add', { ifname: 'port0', kind: 'veth', peer: 'host0', master: 'br0' })
try {
  await ip.link('set', { dev: 'br0', kind: 'bridge', vlanFiltering: 1 })
  await ip.vlan('add', { dev: 'port0', vid: '10-20' })
  await ip.vlan('add', { dev: 'port0', vid: 30, pvid: true, untagged: true })
  await ip.vlan('add', { dev: 'br0', vid: 30, self: true })
  await ip.vlan('set', { dev: 'port0', vid: 10, state: 'blocking' })

  for (const { vid, range, flags, state } of await ip.getVlans({ dev: 'port0' }))
    console.log(range === undefined ? vid : `${vid}-${range}`, flags, state)
  // What a listing told is input again.
  const [trunk] = await ip.getVlans({ dev: 'port0', vid: 15 })
  if (trunk !== undefined) await ip.vlan('delete', trunk)
  console.log('left:', (await ip.getVlans({ dev: 'port0' })).length)
} catch (error) {
  if (!(error instanceof NetlinkError) || error.code !== 'EOPNOTSUPP') throw error
  console.log('this kernel was built without VLANs in bridges')
}
