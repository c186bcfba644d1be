// The VNIs that one vxlan takes. Changes links: run it in a namespace of its own (unshare -rn).
import { IPRoute, NetlinkError } from 'rtnl'

await using ip = new IPRoute()
try {
  await ip.link('add', { ifname: 'vx0', kind: 'vxlan', external: true, vnifilter: 1, dstport: 4789 })
  await ip.vni('add', { dev: 'vx0', vni: '100-110,200' })
  await ip.vni('add', { dev: 'vx0', vni: 300, remote: '192.0.2.9' })
  for (const { vni, end, group } of await ip.getVnis({ dev: 'vx0' })) console.log(end === undefined ? vni : `${vni}-${end}`, group ?? '')
  const [counted] = await ip.getVnis({ dev: 'vx0', vni: 200, stats: true })
  console.log('packets of VNI 200:', counted?.stats?.rxPkts)
} catch (error) {
  if (!(error instanceof NetlinkError) || error.code !== 'EOPNOTSUPP') throw error
  console.log('this kernel has no vxlan')
}
