import assert from 'node:assert/strict'
import { it } from 'node:test'
import { rtnetlink } from '../../../src/schema/index.ts'
import { told } from './told.ts'

// Told by Linux 6.12 for an advertised prefix.
const advertised = `3c0000003400000000000000000000000a0000000200000003 40 c0 00
  1400010020010db8000500000000000000000000 0c00020008070000100e0000`

it('a prefix that a router advertised', () => {
  assert.deepEqual(told(advertised, 'RTM_NEWPREFIX'), {
    ...{ family: 'inet6', index: 2, type: 'prefix_info', len: 64, flags: ['onlink', 'autoconf'], address: '2001:db8:5::' },
    cacheinfo: { preferredTime: 1800, validTime: 3600 },
  })
})

it('flags as kernels before 6.8 have them', () => {
  const before = (flags: string) =>
    rtnetlink.decode(Buffer.from(advertised.replace(' c0 ', ` ${flags} `).replace(/\s/g, ''), 'hex'), { littleEndian: true })[0]
  assert.deepEqual(
    ['03', '01', '00', '02'].map((flags) => (before(flags) as { flags?: unknown }).flags),
    [['onlink', 'autoconf'], ['onlink'], [], ['autoconf']],
  )
})
