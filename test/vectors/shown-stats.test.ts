// What `ip stats`, `ip -s link` and `ip link` printed of statistics, programs and links held down, against what we read.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rtnetlink } from '../../src/schema/index.ts'
import { type Vector, vectors } from './read.ts'

type Plain = Readonly<Record<string, unknown>>
type Message = Plain & { readonly header: { readonly type: string }; readonly index: number }
interface Row {
  readonly ifindex: number
  readonly group?: string
  readonly subgroup?: string
  readonly stats64?: Plain
  readonly mpls_stats?: Plain
  readonly info?: Plain
  readonly xdp?: { readonly mode: number; readonly prog: { readonly id: number } }
  readonly proto_down?: boolean
  readonly proto_down_reason?: readonly string[]
}

const answers = ({ show }: Vector, type: string): Message[] =>
  (show?.exchange ?? [])
    .filter(({ dir, protocol }) => dir === 'in' && protocol === undefined)
    .flatMap(({ hex }) => rtnetlink.decode(new Uint8Array(Buffer.from(hex, 'hex'))) as unknown as Message[])
    .filter(({ header }) => header.type === type)
const rows = ({ show }: Vector): readonly Row[] => (Array.isArray(show?.json) ? (show.json as Row[]) : [])

const camel = (words: string): string => words.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
/** `{ rx: { bytes } }` against `{ rxBytes }`; answers how many were compared. */
const sameCounters = (ours: unknown, theirs: Plain, what: string): number => {
  let compared = 0
  const counters = ours as Readonly<Record<string, bigint>>
  for (const [direction, values] of Object.entries(theirs)) {
    for (const [name, value] of Object.entries(values as Plain)) {
      const counter = counters[camel(`${direction}_${name}`)] ?? counters[camel(name)]
      if (counter === undefined) continue // carrier_changes stands in the link
      assert.equal(Number(counter), value, `${what}: ${direction} ${name}`)
      compared++
    }
  }
  return compared
}

const switches = (info: Plain): unknown => ({ request: Number(info['request']), used: Number(info['used']) })

test('ip stats', (t) => {
  let compared = 0
  for (const vector of vectors('link-kinds')) {
    for (const row of rows(vector).filter(
      ({ group, subgroup }) => group !== undefined && group !== 'default' && (subgroup !== undefined || group === 'link'),
    )) {
      const stats = answers(vector, 'RTM_NEWSTATS').find(({ index }) => index === row.ifindex) as
        | {
            readonly link64?: unknown
            readonly afSpec?: { readonly mpls?: { readonly link?: unknown } }
            readonly linkOffloadXstats?: Plain
          }
        | undefined
      if (stats === undefined) continue
      const offload = stats.linkOffloadXstats as
        | { readonly hwSInfo?: { readonly l3Stats?: unknown }; readonly l3Stats?: unknown }
        | undefined
      if (row.group === 'link' && row.stats64) compared += sameCounters(stats.link64, row.stats64, vector.id)
      if (row.mpls_stats) compared += sameCounters(stats.afSpec?.mpls?.link, row.mpls_stats, vector.id)
      if (row.subgroup === 'l3_stats' && row.stats64) compared += sameCounters(offload?.l3Stats, row.stats64, vector.id)
      const info = row.subgroup === 'hw_stats_info' ? (row.info?.['l3_stats'] as Plain) : row.info
      if (info === undefined) continue
      assert.deepEqual(offload?.hwSInfo?.l3Stats, switches(info), vector.id)
      compared++
    }
  }
  t.diagnostic(`${compared} values are the same`)
  assert.ok(compared >= 55, `only ${compared} values compared`)
})

test('ip -s link', () => {
  let compared = 0
  for (const vector of vectors('link-kinds')) {
    for (const row of rows(vector).filter(({ group, stats64 }) => stats64 !== undefined && group === 'default')) {
      const link = answers(vector, 'RTM_NEWLINK').find(({ index }) => index === row.ifindex)
      if (row.stats64) compared += sameCounters(link?.['stats64'], row.stats64, vector.id)
    }
  }
  assert.ok(compared >= 19, `only ${compared} values compared`)
})

test('programs, by the number of where they sit, and reasons by their bits', () => {
  const modes = ['none', 'drv', 'skb', 'hw', 'multi']
  let programs = 0
  let held = 0
  for (const vector of vectors('link-kinds')) {
    for (const row of rows(vector)) {
      const link = answers(vector, 'RTM_NEWLINK').find(({ index }) => index === row.ifindex) as
        | {
            readonly xdp?: { readonly attached: string; readonly progId?: number }
            readonly protoDown?: number
            readonly protoDownReason?: { readonly value: number }
          }
        | undefined
      if (row.xdp !== undefined) {
        assert.deepEqual([link?.xdp?.attached, link?.xdp?.progId], [modes[row.xdp.mode], row.xdp.prog.id], vector.id)
        programs++
      }
      if (row.proto_down === undefined) continue
      assert.equal(link?.protoDown, 1, vector.id)
      const bits = (row.proto_down_reason ?? []).reduce((sum, bit) => sum | (1 << Number(bit)), 0)
      assert.equal(link?.protoDownReason?.value ?? 0, bits, vector.id)
      held++
    }
  }
  assert.ok(programs >= 3 && held >= 2, `only ${programs} programs and ${held} links held down`)
})
