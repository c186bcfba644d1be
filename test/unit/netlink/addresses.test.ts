import assert from 'node:assert/strict'
import { isIP, SocketAddress } from 'node:net'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseIpv4, parseIpv6, parseLinkAddress } from '../../../src/netlink/address-text.ts'
import { ipAddress, ipv6, linkAddress, macAddress, mplsLabels, via } from '../../../src/netlink/addresses.ts'
import { type AnyCodec, scope } from '../../../src/netlink/codec.ts'
import { withInputErrors } from '../../../src/netlink/errors.ts'
import { Writer } from '../../../src/netlink/writer.ts'

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
const read = (codec: AnyCodec, hex: string, family = 0) => codec.read(new DataView(bytes(hex).buffer), 0, hex.length / 2, scope(family))
const write = (codec: AnyCodec, value: unknown, family = 0) => {
  const out = new Writer(4)
  withInputErrors(() => codec.write(out, value as never, scope(family)))
  return Buffer.from(out.finish()).toString('hex')
}

describe('IPv6 text', () => {
  // RFC 5952, sections 4 and 5, and RFC 4291, section 2.2.
  const canonical: [hex: string, text: string][] = [
    ['00000000000000000000000000000000', '::'],
    ['00000000000000000000000000000001', '::1'],
    ['20010db8000000000000000000000001', '2001:db8::1'],
    ['20010db8000000010000000000000001', '2001:db8:0:1::1'],
    ['20010db8000000000001000000000001', '2001:db8::1:0:0:1'],
    ['20010db8000100010001000100010001', '2001:db8:1:1:1:1:1:1'],
    ['20010db8000000010001000100010001', '2001:db8:0:1:1:1:1:1'],
    ['fe800000000000000000000000000000', 'fe80::'],
    ['00000000000000000000ffffc0000201', '::ffff:192.0.2.1'],
    ['000000000000000000000000c0000201', '::c000:201'],
    ['0064ff9b0000000000000000c0000201', '64:ff9b::c000:201'],
    ['00010000000000000000000000000000', '1::'],
    ['00000001000200030004000500060007', '0:1:2:3:4:5:6:7'],
  ]
  for (const [hex, text] of canonical) {
    it(`${text}`, () => {
      assert.equal(read(ipv6, hex), text)
      assert.equal(write(ipv6, text), hex)
    })
  }
  it('agrees with the system for any address', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff })), { minLength: 8, maxLength: 8 }), (groups) => {
        const hex = groups.map((group) => group.toString(16).padStart(4, '0')).join('')
        const text = read(ipv6, hex) as string
        const system = new SocketAddress({ address: groups.map((group) => group.toString(16)).join(':'), family: 'ipv6' }).address
        // inet_ntop writes dots after ::/96 too, where RFC 5952 does not ask for them.
        if (!/^::\d+\.\d+/.test(system)) assert.equal(text, system)
        assert.equal(write(ipv6, system), hex)
      }),
    )
  })
  it('takes what inet_pton takes and nothing else', () => {
    const character = fc.constantFrom(...'0123456789abcfF:::.%')
    fc.assert(
      fc.property(fc.oneof(fc.ipV6(), fc.ipV4(), fc.string({ unit: character, maxLength: 20 })), (text) => {
        const kind = text.includes('%') ? 0 : isIP(text)
        assert.equal(parseIpv6(text) !== undefined, kind === 6, text)
        assert.equal(parseIpv4(text) !== undefined, kind === 4, text)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('addresses', () => {
  it('are of the family their length tells', () => {
    assert.equal(read(ipAddress, 'c0000201'), '192.0.2.1')
    assert.equal(read(ipAddress, '020000000001'), '02:00:00:00:00:01')
    assert.equal(write(ipAddress, '192.0.2.1'), 'c0000201')
    assert.throws(() => write(ipAddress, '192.0.2.256'), { name: 'TypeError', message: "'192.0.2.256' is not an address" })
    assert.throws(() => write(ipAddress, '192.0.2.01'), TypeError)
  })
  it('are labels in an MPLS message', () => {
    // RFC 3032: label 100 (0x00064), bottom of stack; then 100 over 200.
    assert.equal(read(ipAddress, '00064100', 28), '100')
    assert.equal(read(ipAddress, '00064000000c8100', 28), '100/200')
    assert.equal(write(ipAddress, '100/200', 28), '00064000000c8100')
    assert.equal(read(mplsLabels, '00064740'), '100:tc=3:ttl=64')
    assert.equal(write(mplsLabels, '100:tc=3:ttl=64'), '00064740')
    assert.throws(() => write(mplsLabels, '1048576'), RangeError)
  })
  it('of links have any length and any text of one', () => {
    assert.equal(write(linkAddress, '02-00-00-00-00-0A'), '02000000000a')
    assert.equal(write(linkAddress, '192.0.2.1'), 'c0000201')
    assert.equal(read(linkAddress, ''), '')
    assert.equal(parseLinkAddress('02:00-00'), undefined)
    assert.equal(parseLinkAddress('02::00'), undefined)
    assert.throws(() => write(macAddress(), '02:00'), /not a link address of 6 bytes/)
  })
  it('of another family than the route carry their own', () => {
    // struct rtvia: family in host order, then the address.
    assert.deepEqual(read(via, '0a0020010db8000000000000000000000001'), { family: 'inet6', address: '2001:db8::1' })
    assert.equal(write(via, '2001:db8::1'), '0a0020010db8000000000000000000000001')
    assert.equal(write(via, { family: 'inet', address: '192.0.2.1' }), '0200c0000201')
  })
})
