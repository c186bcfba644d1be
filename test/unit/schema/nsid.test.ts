import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { NsidMessage } from '../../../src/schema/nsid.ts'
import { compareShown } from './shown.ts'
import { told } from './told.ts'

// Told by Linux 6.18 to the group nsid.
it('ids of namespaces as the kernel tells of them', () => {
  assert.deepEqual(told('1c00000058000000010000006f30b6d0 00000000 0800010007000000', 'RTM_NEWNSID'), { family: 'unspec', nsid: 7 })
  assert.deepEqual(told('1c000000590000000000000000000000 00000000 0800010000000000', 'RTM_DELNSID'), { family: 'unspec', nsid: 0 })
  assert.deepEqual(told('1c00000058000000010000006f30b6d0 00000000 08000100ffffffff', 'RTM_NEWNSID'), { family: 'unspec', nsid: -1 })
})

it('ids as ip(8) showed them', () => {
  const compared = compareShown('netns', ({ show }) => show?.argv.includes('list-id') ?? false, 'RTM_NEWNSID', {
    nsid: (one: NsidMessage) => one.nsid,
  })
  assert.ok((compared.get('nsid') ?? 0) >= 3)
})
