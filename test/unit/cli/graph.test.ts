import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { graphOf } from '../../../src/cli/graph/graph.ts'
import { graphMermaid } from '../../../src/cli/graph/mermaid.ts'
import type { NamespaceState } from '../../../src/cli/graph/state.ts'
import { graphSvg } from '../../../src/cli/graph/svg.ts'
import { rtnetlink } from '../../../src/schema/index.ts'

type Recorded = Readonly<Record<'links' | 'addresses' | 'routes', readonly string[]>>
const recorded = JSON.parse(readFileSync(join(process.cwd(), 'test/unit/cli/captures/graph.json'), 'utf8')) as Record<
  'red' | 'blue',
  Recorded
>

const decoded = (messages: readonly string[]): never =>
  messages.flatMap((one) => rtnetlink.decode(Uint8Array.from(Buffer.from(one, 'hex')), { littleEndian: true })) as never
const state = (name: 'red' | 'blue', ids: Readonly<Record<number, string>>): NamespaceState => ({
  name,
  links: decoded(recorded[name].links),
  addresses: decoded(recorded[name].addresses),
  routes: decoded(recorded[name].routes),
  ids: new Map(Object.entries(ids).map(([id, other]) => [Number(id), other])),
})

const graph = graphOf([state('red', { 0: 'blue' }), state('blue', { 0: 'red' })])
const names = new Map(graph.groups.flatMap(({ name, nodes }) => nodes.map(({ id, lines }) => [id, `${name} ${lines[0]}`])))
const edges = (type: string) =>
  graph.edges.filter((edge) => edge.type === type).map((edge) => [names.get(edge.from), names.get(edge.to), edge.label])

describe('graph', () => {
  it('masters and their members', () => {
    assert.deepEqual(edges('member'), [
      ['red bond0', 'red eth0', ''],
      ['red bond0', 'red eth1', ''],
      ['red br0', 'red bond0.10', ''],
      ['red br0', 'red vx9', ''],
      ['red br0', 'red v0', ''],
    ])
  })

  it('what links stand on: vlan, vxlan, macvlan', () => {
    assert.deepEqual(edges('on'), [
      ['red bond0.10', 'red bond0', ''],
      ['red vx9', 'red bond0', ''],
      ['red mv0', 'red eth2', ''],
    ])
  })

  it('a pair over two namespaces is one edge, known from either side', () => {
    assert.deepEqual(edges('peer'), [['red v0', 'blue v1', '']])
    for (const [here, there] of [[{ 0: 'blue' }, {}] as const, [{}, { 0: 'red' }] as const, [{}, {}] as const]) {
      const known = Object.keys({ ...here, ...there }).length > 0
      const { edges } = graphOf([state('red', here), state('blue', there)])
      assert.equal(edges.filter(({ type }) => type === 'peer').length, known ? 1 : 0)
    }
  })

  it('routes that lead the same way share a box, several hops are several arrows, many are counted', () => {
    assert.deepEqual(edges('route'), [
      ['red default', 'red bond0', 'via 192.0.2.1'],
      ['red 100.64.0.0/10', 'red bond0', 'via 192.0.2.1'],
      ['red 100.64.0.0/10', 'red eth2', 'via 198.51.100.1'],
      ['red 172.16.1.0/24', 'red eth2', 'via 198.51.100.1'],
      ['blue default', 'blue v1', 'via 10.0.0.1'],
    ])
    const boxes = graph.groups.flatMap(({ nodes }) => nodes.filter(({ type }) => type === 'route').map(({ lines }) => lines))
    assert.deepEqual(boxes[0], ['default', '203.0.113.0/24'])
    assert.equal(boxes[2]?.at(-1), 'and 4 more')
  })

  it('links with kind, state and addresses', () => {
    const red = graph.groups[0]?.nodes ?? []
    assert.deepEqual(red.find(({ lines }) => lines[0] === 'bond0')?.lines.slice(0, 4), [
      'bond0',
      'bond up',
      '192.0.2.2/24',
      '2001:db8::2/64',
    ])
    assert.deepEqual(
      red.filter(({ up }) => !up).map(({ lines }) => lines),
      [['mv0', 'macvlan down']],
    )
  })
})

describe('drawings', () => {
  it('Mermaid: each box once, each arrow between boxes', () => {
    const lines = graphMermaid(graph).split('\n')
    assert.equal(lines[0], 'flowchart LR')
    assert.ok(lines.includes('    n1l2["v1<br/>veth up<br/>10.0.0.2/24"]'), lines.join('\n'))
    assert.ok(lines.includes('  n0r0 -->|"via 192.0.2.1"| n0l2'))
    assert.equal(lines.filter((line) => line.includes(' <-.-> ')).length, 1)
  })

  it('names that mean something to Mermaid or XML are escaped', () => {
    const strange = `a"<&];--`
    const red = state('red', {})
    const one = graphOf([{ ...red, name: strange, links: red.links.map((link) => ({ ...link, ifname: strange })) }])
    assert.ok(!graphMermaid(one).includes(strange))
    assert.ok(graphMermaid(one).includes('a#34;#60;#38;#93;#59;--'))
    assert.ok(graphSvg(one).includes('a&#34;&#60;&#38;];--'))
  })

  it('SVG: boxes lie within the sheet and not upon each other; arrows run to the right', () => {
    const svg = graphSvg(graph)
    const [, width = '', height = ''] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []
    const boxes = [...svg.matchAll(/<rect class="(?:link|route)[^"]*" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g)].map(
      (match) => match.slice(1).map(Number),
    ) as [number, number, number, number][]
    assert.equal(boxes.length, graph.groups.flatMap(({ nodes }) => nodes).length)
    for (const [i, [x, y, w, h]] of boxes.entries()) {
      assert.ok(x > 0 && y > 0 && x + w < Number(width) && y + h < Number(height))
      for (const [x2, y2, w2, h2] of boxes.slice(i + 1))
        assert.ok(x + w <= x2 || x2 + w2 <= x || y + h <= y2 || y2 + h2 <= y, `${x} ${y} and ${x2} ${y2}`)
    }
    for (const [, from, to] of svg.matchAll(/class="arrow" d="M([\d.]+) .* ([\d.]+) [\d.]+" marker/g)) assert.ok(Number(from) < Number(to))
  })

  it('a namespace with nothing makes no box', () => {
    assert.equal(graphMermaid(graphOf([{ name: '', links: [], addresses: [], routes: [], ids: new Map() }])), 'flowchart LR\n')
  })
})
