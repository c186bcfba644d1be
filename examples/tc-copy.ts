// What you get is what you can put: the queueing disciplines and classes of one link, copied to another.
// Changes links: run it in a namespace of its own (unshare -rn).
import { IPRoute, NetlinkError, renderTcTree } from 'rtnl'

await using ip = new IPRoute()
const { index: from } = await ip.link('add', { ifname: 'from0', kind: 'veth', peer: 'from1' })
const { index: to } = await ip.link('add', { ifname: 'to0', kind: 'veth', peer: 'to1' })
await Promise.all([ip.linkUp('from0'), ip.linkUp('to0')])
try {
  await ip.tc('add', 'htb', from, '1:', { default: '20' })
  await ip.tc('add-class', 'htb', from, '1:1', { rate: '100mbit' })
  await ip.tc('add-class', 'htb', from, '1:10', { parent: '1:1', rate: '60mbit', ceil: '100mbit', prio: 1 })
  await ip.tc('add-class', 'htb', from, '1:20', { parent: '1:1', rate: '40mbit', ceil: '80mbit', prio: 2 })
  await ip.tc('add', 'bfifo', from, '10:', { parent: '1:10', limit: '64kb' })

  // Parents first; the kernel lists classes in an order of its own.
  const [root, ...leaves] = (await ip.getQdiscs(from)).sort((a, b) => Number(b.parent === 'root') - Number(a.parent === 'root'))
  const classes = (await ip.getClasses(from)).sort((a, b) => Number(b.parent === 'root') - Number(a.parent === 'root'))
  if (root !== undefined) await ip.tc('replace', { ...root, index: to })
  for (const one of classes) await ip.tc('add-class', { ...one, index: to })
  // A class whose queue nobody made has one of the kernel's, without a handle.
  for (const one of leaves) if (one.handle !== '0:') await ip.tc('add', { ...one, index: to })
} catch (error) {
  if (!(error instanceof NetlinkError && (error.code === 'ENOENT' || error.code === 'EOPNOTSUPP'))) throw error
  console.log(`not in this kernel: ${error.message}`)
}
for (const index of [from, to]) console.log(renderTcTree(await ip.tcTree(index)))
