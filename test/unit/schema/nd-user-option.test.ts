import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { describe as text } from '../../../src/iproute/messages.ts'
import { rtnetlink } from '../../../src/schema/index.ts'
import { told, written } from './told.ts'

/** Behind the options in all of them: NDUSEROPT_SRCADDR. */
const source = '14000100fe80000000000000dcdb7afffe908947'
const head = { family: 'inet6', index: 2, icmpType: 134, icmpCode: 0, srcaddr: 'fe80::dcdb:7aff:fe90:8947' }
/** Length of the message and of its options, and these: as Linux 6.12 told of one router advertisement. */
const message = (length: string, size: string, option: string) =>
  `${length}000000440000000000000000000000 0a00${size}0002000000 8600000000000000 ${option} ${source}`
const optionOf = (hex: string) => {
  const { options, ...rest } = told(hex, 'RTM_NEWNDUSEROPT')
  assert.deepEqual(rest, head)
  return (options as unknown[])[0]
}
const rdnss = message('4c', '18', '1903000000000e1020010db8000000000000000000000053')

describe('options of router advertisements for user space', () => {
  it('are what the router said', () => {
    assert.deepEqual(optionOf(message('54', '20', '030440c000000e10000007080000000020010db8000500000000000000000000')), {
      ...{ type: 'prefix_info', prefix: '2001:db8:5::/64', flags: ['onlink', 'autoconf'], validTime: 3600, preferredTime: 1800 },
    })
    assert.deepEqual(optionOf(rdnss), { type: 'rdnss', lifetime: 3600, addresses: ['2001:db8::53'] })
    assert.deepEqual(optionOf(message('54', '20', '1f04000000000708076578616d706c65036f726700036c616e00000000000000')), {
      ...{ type: 'dnssl', lifetime: 1800, domains: ['example.org', 'lan'] },
    })
    assert.deepEqual(optionOf(message('44', '10', '260207080064ff9b0000000000000000')), {
      ...{ type: 'pref64', lifetime: 1800, prefix: '64:ff9b::/96' },
    })
    assert.deepEqual(optionOf(message('4c', '18', '250368747470733a2f2f782e6578616d706c652f00000000')), {
      ...{ type: 'captive_portal', uri: 'https://x.example/' },
    })
  })

  it('keep their bytes where they have no words, or say what words cannot', () => {
    const data = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
    assert.deepEqual(optionOf(message('3c', '08', '0501000000000578')), { type: 'mtu', data: data('000000000578') })
    assert.deepEqual(optionOf(message('3c', '08', 'c801000000000578')), { type: 200, data: data('000000000578') })
    // Reserved bytes that are not zero, a label that runs out of the option, a prefix with a code that there is not.
    const odd = [
      ['1903000100000e1020010db8000000000000000000000053', 25],
      ['1f030000000007083f6578616d706c65036f726700000000', 31],
      ['2602070f0064ff9b00000000000000002501000000000000', 38],
    ] as const
    for (const [hex, type] of odd) assert.equal((optionOf(message('4c', '18', hex)) as { type: unknown }).type, type)
  })

  it('that are cut off are not read', () => {
    const read = (hex: string) => rtnetlink.decode(Buffer.from(hex.replace(/\s/g, ''), 'hex'), { littleEndian: true })
    assert.throws(() => read(message('4c', '48', '1903000000000e1020010db8000000000000000000000053')), /options: 72 bytes of options in 44/)
    assert.throws(
      () => read(message('4c', '18', '1904000000000e1020010db8000000000000000000000053')),
      /options: an option of 32 bytes in 24/,
    )
    assert.throws(
      () => read(message('4c', '18', '1900000000000e1020010db8000000000000000000000053')),
      /options: an option of 0 bytes in 24/,
    )
    assert.throws(() => read('14000000440000000000000000000000 0a000800'), /the message's header has 4 bytes, 16 wanted/)
  })

  it('can be written', () => {
    const header = { type: 'RTM_NEWNDUSEROPT' }
    const again = { header, ...head, options: [{ type: 'rdnss', lifetime: 3600, addresses: ['2001:db8::53'] }] }
    assert.equal(written(again), rdnss.replace(/\s/g, ''))
    const wrong = (options: unknown) => () => written({ header, ...head, options })
    assert.throws(wrong([{ type: 'rdnss', lifetime: -1, addresses: [] }]), /RangeError: options\.0: lifetime: -1 is not within/)
    assert.throws(wrong([{ type: 'rdnss', lifetime: 1, addresses: ['192.0.2.1'] }]), /TypeError: options\.0: '192\.0\.2\.1' is not an IPv6/)
    assert.throws(wrong([{ type: 'dnssl', lifetime: 1, domains: ['a..b'] }]), /'a\.\.b' is not a domain/)
    assert.throws(wrong([{ type: 'pref64', lifetime: 12, prefix: '64:ff9b::/96' }]), /12 is not a multiple of 8/)
    assert.throws(wrong([{ type: 'pref64', lifetime: 16, prefix: '64:ff9b::/95' }]), /is not a prefix of 96, 64/)
    assert.throws(wrong([{ type: 'mtu', data: new Uint8Array(5) }]), /5 bytes of data/)
    assert.throws(wrong([{ type: 'rdns', lifetime: 1 }]), /did you mean 'rdnss'/)
  })

  it('are described', () => {
    const lines = text(Buffer.from(rdnss.replace(/\s/g, ''), 'hex'), { littleEndian: true })
    assert.match(lines, /icmpType|nduseropt_icmp_type/)
    assert.match(lines, /options/)
    assert.match(lines, /NDUSEROPT_SRCADDR/)
  })
})
