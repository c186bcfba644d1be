// What `ip -j -d` printed of each encapsulation, against what we read from the same answer.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rtnetlink } from '../../src/schema/index.ts'
import { printed, rowsOf, shownEncaps, type Wrapped } from './encap-shown.ts'
import { type Vector, vectors } from './read.ts'

const answers = ({ show }: Vector): Wrapped[] =>
  (show?.exchange ?? [])
    .filter(({ dir, protocol }) => dir === 'in' && protocol === undefined)
    .flatMap(({ hex }) => rtnetlink.decode(new Uint8Array(Buffer.from(hex, 'hex'))) as unknown as Wrapped[])

const seen = new Set<string>()
for (const area of ['route', 'nexthop'] as const) {
  for (const vector of vectors(area).filter(({ argv }) => argv.includes('encap'))) {
    test(vector.argv.join(' '), () => {
      const ours = answers(vector)
        .flatMap((message) => [message, ...(message.multipath ?? [])])
        .filter((one) => one.encapType !== undefined)
        .map(({ encapType = '', encap = {} }) => {
          seen.add(encapType)
          return printed(encapType, encap, vector.links[''] ?? {})
        })
      const theirs = shownEncaps(rowsOf(vector.show?.text ?? JSON.stringify(vector.show?.json)))
      assert.ok(theirs.length > 0, 'iproute2 showed none')
      assert.deepEqual(ours, theirs)
    })
  }
}

test('each that was recorded was compared', () => {
  assert.deepEqual([...seen].sort(), ['ila', 'ip', 'ip6', 'mpls', 'seg6', 'seg6_local', 'xfrm'])
})
