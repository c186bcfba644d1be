// What our printer says of the recorded answers, against what bridge 6.1 itself printed of ports, forwarding databases, VLANs and VNIs.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { printedAs } from './printed.ts'
import { vectors } from './read.ts'

let compared = 0
for (const vector of (['bridge', 'neigh', 'link-kinds'] as const).flatMap((area) => vectors(area))) {
  const { id, show } = vector
  if (show?.argv[0] !== 'bridge' || show.json === null) continue
  compared++
  test(`${id}: printed as bridge prints it`, () => assert.deepEqual(printedAs(vector), show.json))
}

test('they were compared', () => assert.ok(compared >= 75, `${compared}`))
