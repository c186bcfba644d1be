// What our printer says of the recorded answers, against what ip 6.1 itself printed of them; links, addresses and bridges have their own file.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { iproute2Json } from '../../src/iproute2/index.ts'
import { plain } from './plain.ts'
import { type Area, type Vector, vectors } from './read.ts'

// iproute2 writes times of day as the clock of the machine shows them, which was UTC where it was recorded.
process.env['TZ'] = 'UTC'

/** What rtnetlink has no part in. */
const GENERIC = new Set(['ioam'])
/** Listings of links, which are another test's. */
const OTHERS = new Set(['link', 'address', 'addr'])

const printed = ({ show, links }: Vector): unknown => {
  const answers = (show?.exchange ?? []).filter(({ dir, protocol }) => dir === 'in' && protocol === undefined)
  const datagrams = answers.map(({ hex }) => new Uint8Array(Buffer.from(hex, 'hex')))
  return plain(iproute2Json(show?.argv ?? [], datagrams, { links }))
}

const areas: readonly Area[] = ['route', 'rule', 'neigh', 'nexthop', 'netconf', 'netns']
for (const vector of areas.flatMap((area) => vectors(area))) {
  const { id, show } = vector
  if (show === undefined || show.json === null || show.argv[0] !== 'ip') continue
  if (show.argv.some((word) => GENERIC.has(word) || OTHERS.has(word))) continue
  test(`${id}: printed as ip prints it`, (t) => {
    if (show.exchange.length === 0) return t.skip('the dump of all links was left out of the recording')
    assert.deepEqual(printed(vector), show.json)
  })
}
