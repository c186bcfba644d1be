// What our printer says of the recorded answers, against what tc 6.1 itself printed of them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { iproute2Json } from '../../src/iproute2/index.ts'
import { plain } from './plain.ts'
import { type Area, type Vector, vectors } from './read.ts'

const ASKED = 'tc asks bpf(2) for the name of a loaded program, which no message tells'
/** Cases whose output is not that of tc, by id or its beginning, each with the reason. */
const OTHERWISE: Readonly<Record<string, string>> = { 'tc-filter/bpf-pinned/': ASKED, 'tc-action/bpf-pinned/': ASKED }

const printed = ({ show, links }: Vector): unknown => {
  const answers = (show?.exchange ?? []).filter(({ dir, protocol }) => dir === 'in' && protocol === undefined)
  const datagrams = answers.map(({ hex }) => new Uint8Array(Buffer.from(hex, 'hex')))
  return plain(iproute2Json(show?.argv ?? [], datagrams, { links: links[''] ?? {} }))
}

const areas: readonly Area[] = ['tc-qdisc', 'tc-class', 'tc-filter', 'tc-action']
for (const vector of areas.flatMap((area) => vectors(area))) {
  const { id, show } = vector
  if (show === undefined || show.json === null) continue
  const reason = Object.entries(OTHERWISE).find(([start]) => id.startsWith(start))?.[1]
  test(`${id}: printed as tc prints it`, () => {
    if (reason === undefined) assert.deepEqual(printed(vector), show.json)
    else assert.notDeepEqual(printed(vector), show.json, 'equal now: take it off the list')
  })
}
