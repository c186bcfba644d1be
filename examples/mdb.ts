// Who gets which multicast group behind a bridge. Changes links: run it in a namespace of its own (unshare -rn).
import { IPRoute, NetlinkError } from 'rtnl'

await using ip = new IPRoute()
await ip.link('add', { ifname: 'br0', kind: 'bridge', state: 'up' })
await ip.link('add', { ifname: 'port0', kind: 'veth', peer: 'host0', master: 'br0', state: 'up' })
await ip.linkUp('host0')
try {
  await ip.mdb('add', { dev: 'br0', port: 'port0', grp: '239.1.1.1', permanent: true })
  await ip.mdb('ensure', { dev: 'br0', port: 'port0', grp: 'ff0e::1', permanent: true })
  for await (const { grp, port, state, rtprot } of ip.getMdb({ dev: 'br0', permanent: true })) console.log(grp, 'to', port, state, rtprot)
  await ip.mdb('delete', { dev: 'br0', port: 'port0', grp: '239.1.1.1' })
  // Linux 6.8 deletes all that fit at once.
  await ip.mdb('flush', { dev: 'br0', port: 'port0' })
} catch (error) {
  if (!(error instanceof NetlinkError)) throw error
  console.log('this kernel does not do that:', error.message)
}
