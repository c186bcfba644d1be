// A network over a network: a vxlan as port of a bridge. Changes links: run it in a namespace of its own (unshare -rn).
import { IPRoute, NetlinkError } from 'rtnl'

await using ip = new IPRoute()
try {
  await ip.link('add', { ifname: 'br0', kind: 'bridge', state: 'up', vlanFiltering: true, mcastSnooping: false })
  await ip.link('add', {
    ifname: 'vx0',
    kind: 'vxlan',
    // VNI 42, over UDP port 4789 from 192.0.2.1 to 192.0.2.2; what is behind it is not learnt but told.
    ...{ id: 42, dstport: 4789, local: '192.0.2.1', remote: '192.0.2.2', nolearning: true, srcport: '50000-60000' },
    ...{ master: 'br0', state: 'up' },
  })
  await ip.link('set', { dev: 'vx0', kind: 'bridge_slave', isolated: true, mcastFlood: false })
  for (const { ifname, linkinfo } of await ip.getLinks({ kind: 'vxlan', data: { vni: 42 } })) {
    if (linkinfo?.kind === 'vxlan') console.log(ifname, 'VNI', linkinfo.data?.id, 'ports', linkinfo.data?.portRange)
  }
} catch (error) {
  if (!(error instanceof NetlinkError && error.code === 'EOPNOTSUPP')) throw error
  console.log('this kernel has no vxlan or no bridge')
}
