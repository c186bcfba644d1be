// Trees of recorded machines, as data, as text and as SVG.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderTcTree } from '../../../../src/iproute/tc/render.ts'
import { buildTcTree, type TcTree, type TcTreeNode } from '../../../../src/iproute/tc/tree.ts'
import type { Class, Filter, Qdisc } from '../../../../src/iproute/tc/types.ts'
import { rtnetlink } from '../../../../src/schema/index.ts'
import { type Area, vectors } from '../../../vectors/read.ts'

/** What the kernel answered when the state of a recorded case was shown. */
const shown = (area: Area, id: string) => {
  const vector = vectors(area).find((one) => one.id === `${area}/${id}`)
  assert.ok(vector?.show, id)
  const answers = vector.show.exchange.filter(({ dir, protocol }) => dir === 'in' && protocol === undefined)
  return answers.flatMap(({ hex }) => rtnetlink.decode(new Uint8Array(Buffer.from(hex, 'hex')), { littleEndian: true }))
}
const of = <M>(type: string, area: Area, id: string): M[] => shown(area, id).filter(({ header }) => header.type === type) as unknown as M[]
const qdiscs = (id: string) => of<Qdisc>('RTM_NEWQDISC', 'tc-qdisc', id)
const classes = (id: string) => of<Class>('RTM_NEWTCLASS', 'tc-class', id)
const filters = (id: string) => of<Filter>('RTM_NEWTFILTER', 'tc-filter', id)
const link = { index: 2, name: 'd0' }

/** `htb 1:(htb 1:1(htb 1:10))` */
const outline = (nodes: readonly TcTreeNode[]): string =>
  nodes.map(({ children, handle, kind }) => `${kind} ${handle}${children.length === 0 ? '' : `(${outline(children)})`}`).join(' ')

const htb = buildTcTree(
  link,
  qdiscs('counted/s-qdisc-show-dev-d0~5'),
  classes('htb/class-add-dev-d0-parent-1.1-classid-1.10-htb-rate-50'),
  filters('place/filter-add-dev-d0-parent-1.-protocol-ip-prio-4-u32-m'),
)

test('classes hang below their queueing discipline, with rates and counters', () => {
  assert.equal(outline(htb.children), 'htb 1:(htb 1:1(htb 1:10))')
  const [root] = htb.children
  assert.deepEqual([root?.type, root?.parent, root?.bytes, root?.packets, root?.drops, root?.backlog], ['qdisc', 'root', 16_260n, 30, 0, 0])
  const [first] = root?.children ?? []
  const [second] = first?.children ?? []
  assert.deepEqual([first?.type, first?.rate, first?.ceil], ['class', 1_000_000, 1_000_000])
  assert.deepEqual([second?.parent, second?.rate, second?.ceil], ['1:1', 500_000, 1_000_000])
  const [counted] = buildTcTree(link, [], classes('counted/s-class-show-dev-d0~4'), []).children
  assert.deepEqual([counted?.bytes, counted?.packets, counted?.backlog, counted?.qlen], [2168n, 4, 14_092, 26])
})

test('filters stand where they hang and tell where they lead', () => {
  const [filter, ...more] = htb.children[0]?.filters ?? []
  // The priority as a whole and the hash table, which the kernel tells of too, pick nothing.
  assert.deepEqual(more, [])
  assert.deepEqual(
    [filter?.kind, filter?.prio, filter?.protocol, filter?.target, filter?.text],
    ['u32', 4, 'ip', '1:1', 'ip packets, to 1:1'],
  )
})

test('hfsc: curves are rates, and its own class is not a class', () => {
  const classesOf = classes('hfsc/sc-umax-1500-dmax-20ms-rate-1mbit-ul-rate-5mbit')
  const tree = buildTcTree(link, qdiscs('hfsc/plain'), classesOf, [])
  assert.equal(outline(tree.children), 'hfsc 1:(hfsc 1:1)')
  const [leaf] = tree.children[0]?.children ?? []
  assert.deepEqual([leaf?.rate, leaf?.ceil], [1_000_000, 5_000_000])
})

test('leaves without a number hang on what they name', () => {
  const tree = buildTcTree(link, qdiscs('mq/qdisc-add-dev-d0-root-mq'), [], [])
  assert.equal(tree.children.length, 1)
  assert.deepEqual(tree.children[0]?.children.map(({ handle, kind, parent }) => `${kind} ${handle} at ${parent}`).toSorted(), [
    ...Array.from({ length: 8 }, (_, i) => `fq_codel 0: at 8006:${i + 1}`),
  ])
  const prio = buildTcTree(link, qdiscs('prio/plain'), classes('prio/class-show-dev-d0'), [])
  assert.equal(outline(prio.children), 'prio 1:(prio 1:1 prio 1:2 prio 1:3)')
})

test('sentences of filters', () => {
  const sentence = (id: string): string | undefined => {
    const tree = buildTcTree(link, qdiscs('clsact/qdisc-add-dev-d0-clsact'), [], filters(id))
    return [...tree.children.flatMap((child) => child.filters), ...tree.filters][0]?.text
  }
  assert.equal(sentence('u32/match-ip-src-192.0.2.0_24-flowid-1.1'), 'incoming ip: src 192.0.2.0/24, to 1:1')
  assert.equal(sentence('u32/match-ip-protocol-6-0xff-flowid-1.1'), 'incoming ip: proto tcp, to 1:1')
  assert.equal(sentence('u32/match-tcp-dst-80-0xffff-flowid-1.1'), 'incoming ip: dport 80, to 1:1')
  assert.equal(sentence('matchall/action-drop'), 'incoming packets, drop')
  assert.equal(sentence('fw/handle-9-fw-action-drop'), 'incoming ip: mark 0x9, drop')
  // It hangs on 1:, which is not there.
  assert.equal(sentence('route/to-11-classid-1.3-police-rate-1mbit-burst-10k-drop'), 'ip: to 11, to 1:3, police')
})

test('text: the root at the left, classes to the right', () => {
  assert.equal(
    renderTcTree(htb),
    `d0 ─── htb 1: ─────────── htb 1:1 ─── htb 1:10
       16.3 kB 30 pkt     1mbit       500kbit ceil 1mbit
                          <─ u32

filters of 1:
  prio 4 u32  ip packets ─> 1:1
`,
  )
  assert.match(renderTcTree(htb, { unicode: false }), /^d0 --- htb 1: -+ htb 1:1 --- htb 1:10\n[\x20-\x7e\n]+$/)
  const prio = buildTcTree(link, qdiscs('prio/plain'), classes('prio/class-show-dev-d0'), [])
  assert.equal(
    renderTcTree(prio),
    [
      'd0 ─── prio 1: ─┬─ prio 1:1',
      '                │',
      '                ├─ prio 1:2',
      '                │',
      '                └─ prio 1:3',
      '',
    ].join('\n'),
  )
})

/** A chain of `depth` classes, each with a counter too wide for a drawing to the right. */
const chain = (depth: number): TcTree => {
  const node = (at: number): TcTreeNode => ({
    ...{ type: 'class', kind: 'htb', handle: `1:${at}`, parent: `1:${at - 1}`, rate: 1_250_000, ceil: 2_500_000, bytes: 123_456n },
    ...{ packets: 99, drops: 7, backlog: 1500, qlen: 1, filters: [], children: at < depth ? [node(at + 1)] : [] },
  })
  return { ...link, children: [node(1)], filters: [] }
}

test('text: never wider than 80 columns', () => {
  for (const depth of [1, 2, 3, 4, 5, 9]) {
    for (const line of renderTcTree(chain(depth)).split('\n')) assert.ok(line.length <= 80, line)
  }
  // To the right as long as there is room, and below then.
  assert.match(renderTcTree(chain(3)), /^d0 ─── htb 1:1 ─+ htb 1:2 ─+ htb 1:3\n/)
  assert.match(renderTcTree(chain(9)), /^d0\n└─ htb 1:1 .*\n {3}└─ htb 1:2 /)
})

test('svg: a document of its own, everything in it escaped', () => {
  const named = { ...htb, name: '<d0 & "more">\u0007' }
  const svg = renderTcTree(named, { format: 'svg' })
  assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="\d+" viewBox="0 0 \d+ \d+"/)
  assert.ok(svg.includes('&#60;d0 &#38; &#34;more&#34;&#62;</text>'))
  assert.doesNotMatch(svg, /<script|href=|url\((?!#)|@import|NaN|undefined/)
  assert.ok(!svg.includes('\u0007'))
  // Every tag that is opened is closed, in order.
  const open: string[] = []
  for (const [, close, name, self] of svg.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/g)) {
    if (close) assert.equal(open.pop(), name)
    else if (!self) open.push(name ?? '')
  }
  assert.deepEqual(open, [])
  assert.equal(svg.match(/<rect class="(qdisc|class|link)"/g)?.length, 4)
  assert.equal(svg.match(/class="filter"/g)?.length, 1)
  assert.match(svg, /prefers-color-scheme: dark/)
})

test('a link with nothing, and a format that is none', () => {
  assert.equal(renderTcTree(buildTcTree(link, [], [], [])), 'd0\n')
  assert.throws(() => renderTcTree(htb, { format: 'png' as 'svg' }), /^TypeError: renderTcTree: format: 'png' is not 'text' or 'svg'$/)
})
