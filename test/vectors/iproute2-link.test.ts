// What our printer says of the recorded answers, against what ip 6.1 itself printed of links, addresses and statistics.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { printedAs } from './printed.ts'
import { vectors } from './read.ts'

const ASKED = 'ip asks bpf(2) for the name of a loaded program, which no message tells'
/** Cases whose output is not that of ip, by id or its beginning, each with the reason. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'link-kinds/xdp/link-set-d0-xdpgeneric-pinned': ASKED,
  'link-kinds/xdp/link-set-x0-xdpdrv-pinned': ASKED,
  'link-kinds/xdp/force-link-set-d0-xdpgeneric-pinned': ASKED,
}

let compared = 0
for (const vector of (['link-kinds', 'addr', 'netns'] as const).flatMap((area) => vectors(area))) {
  const { id, show } = vector
  if (show?.argv[0] !== 'ip' || show.json === null) continue
  if (!show.argv.some((word) => ['link', 'addr', 'stats'].includes(word))) continue
  const reason = Object.entries(OTHERWISE).find(([start]) => id.startsWith(start))?.[1]
  compared++
  test(`${id}: printed as ip prints it`, () => {
    if (reason === undefined) assert.deepEqual(printedAs(vector), show.json)
    else assert.notDeepEqual(printedAs(vector), show.json, 'equal now: take it off the list')
  })
}

test('they were compared', () => assert.ok(compared >= 330, `${compared}`))
