// Options in people's words lose nothing: what was decoded is encoded again after it went through a copy that keeps
// only what can be seen, so that nothing hidden carries the bytes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rtnetlink } from '../../src/schema/index.ts'
import { type Area, datagramMessages, difference, hex, type RawMessage, vectors } from './read.ts'

const { decode, encode } = rtnetlink
/** RTM_NEWQDISC to RTM_GETTFILTER and chains: struct tcmsg. */
const isTc = (type: number): boolean => (type >= 36 && type <= 46) || (type >= 100 && type <= 102)
/** RTM_NEWACTION ...: a listing's answers number their actions from 0, which a copy does not know. */
const isAction = (type: number): boolean => type >= 48 && type <= 50

const areas: readonly Area[] = ['tc-qdisc', 'tc-class', 'tc-filter', 'tc-action']
for (const { id, exchange, show } of areas.flatMap((area) => vectors(area))) {
  test(`${id}: a plain copy is encoded to the same attributes`, () => {
    for (const { hex: datagram, protocol } of [...exchange, ...(show?.exchange ?? [])]) {
      if (protocol !== undefined) continue
      for (const raw of datagramMessages(datagram)) {
        if (!isTc(raw.type) && !isAction(raw.type)) continue
        const copy = structuredClone(decode(raw.bytes)[0])
        const bytes = encode(copy as never)
        const [again] = datagramMessages(bytes) as [RawMessage]
        if (isTc(raw.type)) assert.equal(difference(raw.payload, again.payload, [20]), undefined, hex(raw.bytes))
        else assert.deepEqual(decode(bytes)[0], copy, hex(raw.bytes))
      }
    }
  })
}

const NLA_F_NESTED = 0x8000
type Attributes = readonly (readonly [type: number, at: number, end: number])[]

/** Attributes as they lie in the bytes; undefined where these are none. */
const walk = (view: DataView, at: number, end: number): Attributes | undefined => {
  const found: [number, number, number][] = []
  while (end - at >= 4) {
    const length = view.getUint16(at, true)
    if (length < 4 || length > end - at) return undefined
    found.push([view.getUint16(at + 2, true), at + 4, at + length])
    at += (length + 3) & ~3
  }
  return at >= end ? found : undefined
}

/** Paths of attributes that are marked as nests in `theirs` and not in `ours`. */
const unmarked = (theirs: DataView, ours: DataView, from: readonly [number, number], to: readonly [number, number]): string[] => {
  const [left, right] = [walk(theirs, ...from), walk(ours, ...to)]
  return (left ?? []).flatMap(([type, at, end]) => {
    const number = type & 0x3fff
    const other = right?.find(([one]) => (one & 0x3fff) === number)
    if (other === undefined) return []
    const here = type & NLA_F_NESTED && !(other[0] & NLA_F_NESTED) ? [String(number)] : []
    return [...here, ...unmarked(theirs, ours, [at, end], [other[1], other[2]]).map((path) => `${number}/${path}`)]
  })
}

for (const area of areas) {
  test(`${area}: what tc marks as a nest is marked`, () => {
    const requests = vectors(area)
      .flatMap(({ exchange }) => exchange.filter(({ dir, protocol }) => dir === 'out' && protocol === undefined))
      .flatMap(({ hex: datagram }) => datagramMessages(datagram))
      .filter(({ type }) => isTc(type) || isAction(type))
    assert.ok(requests.length > 20, `${requests.length} requests`)
    for (const { bytes, type } of requests) {
      const again = encode(decode(bytes)[0] as never)
      const view = (of: Uint8Array) => new DataView(of.buffer, of.byteOffset, of.byteLength)
      const header = 16 + (isTc(type) ? 20 : 4)
      assert.deepEqual(unmarked(view(bytes), view(again), [header, bytes.length], [header, again.length]), [], hex(bytes))
    }
  })
}
