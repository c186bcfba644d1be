// Which messages ask for a listing, and what stays of the answers.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decode } from '../../../../src/iproute/messages.ts'
import { Nouns } from '../../../../src/iproute/nouns.ts'
import type { ClassFilter } from '../../../../src/iproute/tc/types.ts'
import { vectors } from '../../../vectors/read.ts'
import { Recorder } from '../input-recorder.ts'
import { sameAsTc } from './wish.ts'

sameAsTc({
  'tc class show dev d0 parent 1:1': (ip) => ip.getClasses({ dev: 'd0', parent: '1:1' }),
  'tc filter show block 22': (ip) => ip.getFilters({ block: 22 }),
  'tc filter show dev d0 ingress chain 7': (ip) => ip.getFilters({ dev: 'd0', parent: 'ingress', chain: 7 }),
  'tc -br filter show dev d0 ingress': (ip) => ip.tc('show-filter', { dev: 'd0', parent: 'ingress', terse: true }),
  'tc chain show dev d0 ingress': (ip) => ip.getChains({ dev: 'd0', parent: 'ingress' }),
})

/** The handles of what stays of the classes of a tree of htb: 1:1 at the root, 1:2 below it. */
const handles = async (filter: ClassFilter): Promise<readonly string[]> => {
  const vector = vectors('tc-class').find(({ argv }) => argv.join(' ') === 'tc class show dev d0 parent 1:1')
  const told = (vector?.exchange ?? [])
    .filter(({ dir }) => dir === 'in')
    .flatMap(({ hex }) => decode(Buffer.from(hex, 'hex')))
    .filter(({ header }) => header.type === 'RTM_NEWTCLASS')
  assert.equal(told.length, 2)
  const ip = new Nouns(new Recorder({ d0: 2 }, () => told))
  return (await ip.getClasses({ dev: 'd0', ...filter })).map(({ handle }) => handle)
}

test('the classes of a queueing discipline, at the root, below a class', async () => {
  assert.deepEqual(await handles({}), ['1:1', '1:2'])
  assert.deepEqual(await handles({ parent: '1:' }), ['1:1', '1:2'])
  assert.deepEqual(await handles({ parent: 0x10000 }), ['1:1', '1:2'])
  assert.deepEqual(await handles({ parent: '2:' }), [])
  assert.deepEqual(await handles({ parent: 'root' }), ['1:1'])
  assert.deepEqual(await handles({ parent: '1:1' }), ['1:2'])
  assert.deepEqual(await handles({ handle: '1:2' }), ['1:2'])
})
