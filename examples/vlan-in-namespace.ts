// A VLAN over one end of a cable whose other end is in another namespace. Needs root; makes the namespace itself.
import { IPRoute, NetlinkError, netns } from 'rtnl'

await netns.create('blue')
try {
  await using ip = new IPRoute({ netns: 'blue' })
  const trunk = await ip.link('add', { ifname: 'trunk0', kind: 'veth', peer: 'trunk1' })
  await ip.link('add', { ifname: 'office', kind: 'vlan', link: trunk.index, id: 101, state: 'up' })
  await ip.link('set', { index: trunk.index, state: 'up' })
  await ip.addr('add', { dev: 'office', address: '10.1.1.1/24' })
  const vlan = await ip.link('get', 'office')
  // Where `kind` is 'vlan', `data` is exactly the data of a vlan.
  if (vlan.linkinfo?.kind === 'vlan') console.log('VLAN', vlan.linkinfo.data?.id, 'on', trunk.ifname, vlan.linkinfo.data?.flags?.flags)
} catch (error) {
  if (!(error instanceof NetlinkError && error.code === 'EOPNOTSUPP')) throw error
  console.log('this kernel has no VLANs')
} finally {
  await netns.remove('blue')
}
