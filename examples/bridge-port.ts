// Options of a bridge's port, and its state in spanning trees. Changes links: run it in a namespace of its own (unshare -rn).
import { IPRoute, NetlinkError } from 'rtnl'

await using ip = new IPRoute()
await ip.link('add', { ifname: 'br0', kind: 'bridge', state: 'up' })
await ip.link('add', { ifname: 'port0', kind: 'veth', peer: 'host0', master: 'br0' })
await ip.brport('set', { dev: 'port0', hairpin: true, guard: true, cost: 4 })
for (const { ifname, protinfo } of await ip.getBrports({ master: 'br0' })) console.log(ifname, protinfo?.cost, protinfo?.mode === 1)
try {
  // Several spanning trees, each for some VLANs (Linux 5.18).
  await ip.link('add', { ifname: 'br1', kind: 'bridge', vlanDefaultPvid: 0, mstEnabled: true })
  await ip.link('set', { dev: 'port0', master: 'br1' })
  await ip.vlan('add', { dev: 'br1', vid: 10, self: true })
  await ip.vlan('add', { dev: 'port0', vid: 10 })
  await ip.vlan('set-global', { dev: 'br1', vid: 10, msti: 2 })
  await ip.mst('set', { dev: 'port0', msti: 2, state: 'blocking' })
  console.log(await ip.getMsts({ dev: 'port0' }))
  console.log((await ip.getGlobalVlans({ dev: 'br1' })).map(({ vid, msti }) => [vid, msti]))
  console.log('router ports:', await ip.getMdbRouterPorts({ dev: 'br1' }))
} catch (error) {
  if (!(error instanceof NetlinkError)) throw error
  console.log('this kernel does not do that:', error.message)
}
