import { type Edge, type Graph, type Node, titleOf } from './graph.ts'

/** Text within quotes of Mermaid's, which has entities for what means something to it. */
const quoted = (text: string): string =>
  `"${[...text].map((one) => (/[\w .:/,@+-]/.test(one) ? one : `#${one.codePointAt(0)};`)).join('')}"`

const box = ({ id, lines, type }: Node): string => {
  // A break is the only mark-up.
  const text = quoted('').replace('""', `"${lines.map((line) => quoted(line).slice(1, -1)).join('<br/>')}"`)
  return type === 'link' ? `${id}[${text}]` : `${id}([${text}])`
}

const ARROWS: Readonly<Record<Edge['type'], string>> = { route: '-->', member: '==>', on: '-->', peer: '<-.->' }

/** The graph as a flow chart of Mermaid's, which GitHub and many editors draw. */
export function graphMermaid({ edges, groups }: Graph): string {
  const lines = ['flowchart LR']
  for (const [i, group] of groups.entries()) {
    if (group.nodes.length === 0) continue
    lines.push(`  subgraph n${i}[${quoted(titleOf(group))}]`)
    for (const node of group.nodes) lines.push(`    ${box(node)}`)
    lines.push('  end')
  }
  for (const { from, label, to, type } of edges) {
    lines.push(`  ${from} ${ARROWS[type]}${label === '' ? '' : `|${quoted(label)}|`} ${to}`)
  }
  const down = groups.flatMap(({ nodes }) => nodes.filter(({ up }) => !up).map(({ id }) => id))
  if (down.length > 0) lines.push('  classDef down stroke-dasharray: 3 3', `  class ${down.join(',')} down`)
  return `${lines.join('\n')}\n`
}
