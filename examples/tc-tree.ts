// A link's traffic control as a tree: as data, as text and as a drawing in a file.
// Changes links: run it in a namespace of its own (unshare -rn).
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { IPRoute, NetlinkError, renderTcTree, type TcTreeNode } from 'rtnl'

await using ip = new IPRoute()
const { index } = await ip.link('add', { ifname: 'v0', kind: 'veth', peer: 'v1' })
await Promise.all([ip.linkUp('v0'), ip.linkUp('v1')])
try {
  await ip.tc('add', 'htb', index, '1:', { default: '30' })
  for (const [minor, rate, ceil] of [
    ['10', '2mbit', '10mbit'],
    ['20', '5mbit', '10mbit'],
    ['30', '1mbit', '1mbit'],
  ])
    await ip.tc('add-class', 'htb', index, `1:${minor}`, { parent: '1:', rate: rate ?? 0, ceil })
  await ip.tc('add-filter', 'u32', index, { parent: '1:', protocol: 'ip', prio: 1, keys: ['tcp dst 22'], target: '1:10' })
  await ip.tc('add-filter', 'u32', index, { parent: '1:', protocol: 'ip', prio: 2, keys: ['ip dst 198.51.100.0/24'], target: '1:20' })
} catch (error) {
  if (!(error instanceof NetlinkError && (error.code === 'ENOENT' || error.code === 'EOPNOTSUPP'))) throw error
  console.log(`not in this kernel: ${error.message}`)
}

const tree = await ip.tcTree('v0')
const sum = (nodes: readonly TcTreeNode[]): number => nodes.reduce((total, node) => total + 1 + sum(node.children), 0)
console.log(`${tree.name} has ${sum(tree.children)} queueing disciplines and classes`)
console.log(renderTcTree(tree))
console.log(renderTcTree(tree, { unicode: false }))

const folder = await mkdtemp(join(tmpdir(), 'tc-tree-'))
try {
  const file = join(folder, 'v0.svg')
  await writeFile(file, renderTcTree(tree, { format: 'svg' }))
  console.log(`${(await stat(file)).size > 0 ? 'drawn' : 'empty'}: v0.svg`)
} finally {
  await rm(folder, { recursive: true })
}
