// The reference page's example: two branches of a shared rate, a fair queue in each, a filter to each; then the tree drawn.
// Changes links: run it in a namespace of its own (unshare -rn).
import { AF, IPRoute, NetlinkError, renderTcTree } from 'rtnl'

await using ip = new IPRoute()
const { index: eth0 } = await ip.link('add', { ifname: 'eth0', kind: 'veth', peer: 'isp0' })
await Promise.all([ip.linkUp('eth0'), ip.linkUp('isp0')])

//          u32 -->    +--> htb 1:10 --> sfq 10:0
//          |          |
// eth0 -- htb 1:0 -- htb 1:1
//          |          |
//          u32 -->    +--> htb 1:20 --> sfq 20:0
try {
  // The root, 1:0. Handles are numbers, or text: '1:' is 0x10000.
  await ip.tc('add', 'htb', eth0, 0x10000, { default: 0x200000 })
  // The class that both branches borrow from. Bare numbers of a size are bytes.
  await ip.tc('add-class', 'htb', eth0, 0x10001, { parent: 0x10000, rate: '256kbit', burst: 1024 * 6 })
  await ip.tc('add-class', 'htb', eth0, 0x10010, { parent: 0x10001, rate: '192kbit', burst: 1024 * 6, prio: 1 })
  await ip.tc('add-class', 'htb', eth0, 0x10020, { parent: 0x10001, rate: '128kbit', burst: 1024 * 6, prio: 2 })

  // Short TCP packets go to 1:10, bare acknowledgements to 1:20. A key is value/mask+offset.
  const place = { parent: 0x10000, prio: 10, protocol: AF.INET }
  await ip.tc('add-filter', 'u32', eth0, { ...place, target: 0x10010, keys: ['0x0006/0x00ff+8', '0x0000/0xffc0+2'] })
  await ip.tc('add-filter', 'u32', eth0, { ...place, target: 0x10020, keys: ['0x5/0xf+0', '0x10/0xff+33'] })

  await ip.tc('add', 'sfq', eth0, 0x100000, { parent: 0x10010, perturb: 10 })
  await ip.tc('add', 'sfq', eth0, 0x200000, { parent: 0x10020, perturb: 10 })
} catch (error) {
  if (!(error instanceof NetlinkError && (error.code === 'ENOENT' || error.code === 'EOPNOTSUPP'))) throw error
  console.log(`not in this kernel: ${error.message}`)
}
console.log(renderTcTree(await ip.tcTree(eth0)))
