import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scope } from '../../../../src/netlink/codec.ts'
import { withInputErrors } from '../../../../src/netlink/errors.ts'
import { Writer } from '../../../../src/netlink/writer.ts'
import { rtnetlink } from '../../../../src/schema/index.ts'
import { U32Filter, type U32FilterInput } from '../../../../src/schema/tc/filters/u32.ts'
import { u32HandleNumber, u32HandleText } from '../../../../src/schema/tc/filters/u32-handle.ts'

const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'))
const decoded = (hex: string): unknown => {
  const bytes = bytesOf(hex)
  return U32Filter.read(new DataView(bytes.buffer), 0, bytes.length, scope(0, false, true))
}
const encoded = (value: U32FilterInput): string => {
  const out = new Writer(64, true)
  withInputErrors(() => U32Filter.write(out, value, scope(0, true, true)))
  return Buffer.from(out.finish()).toString('hex')
}

test('a request and an answer that were recorded', () => {
  // tc filter add dev d0 ingress protocol ip prio 10 u32 match ip protocol 6 0xff flowid 1:1
  const request = '0800010001000100240005000100010000000000000000000000000000ff0000000600000800000000000000'
  const value = { classid: '1:1', keys: [{ mask: 0xff0000, val: 0x60000, off: 8, offmask: 0 }] }
  assert.deepEqual(decoded(request), value)
  assert.equal(encoded(value), request)
  assert.equal(encoded({ classid: '1:1', keys: ['0x0006/0x00ff+8'] }), request)

  const answer =
    '340000002c000200ded2046bce040000000000000200000000000000f2ffffff08000a00080001007533320008000b0000000000' +
    '400000002c000200ded2046bce040000000000000200000000005000f2ffffff08000a00080001007533320008000b00000000000c0002000800040001000000' +
    '900000002c000200ded2046bce040000000000000200000000080080f2ffffff08000a00080001007533320008000b0000000000' +
    '5c000200240005000e0601000f000000000000000000000000ff0000000600000800000000000000' +
    '0800020000000080080003000000500008000b00080000001c000900000000000000000000000000000000000000000000000000'
  assert.deepEqual(
    rtnetlink.decode(bytesOf(answer)).map((one) => ('options' in one ? one.options : undefined)),
    [
      undefined,
      { divisor: 1 },
      {
        keys: [{ mask: 0xff0000, val: 0x60000, off: 8, offmask: 0 }],
        offset: { at: 0, mask: 0x0f00, shift: 6, plus: 0, eat: true },
        hash: '800:',
        link: '5:',
        flags: ['not_in_hw'],
        pcnt: { rcnt: 0n, rhit: 0n, kcnts: [0n] },
      },
    ],
  )
})

/** The keys alone, as tc(8) shows them: value/mask at offset. */
const packed = (...keys: readonly string[]): string[] => {
  const bytes = encoded({ keys })
  const { keys: all = [] } = decoded(bytes) as { keys?: readonly { mask: number; val: number; off: number; offmask: number }[] }
  const word = (number: number): string => number.toString(16).padStart(8, '0')
  return all.map(({ mask, val, off, offmask }) => `${word(val)}/${word(mask)} at ${offmask === 0 ? '' : 'nexthdr+'}${off}`)
}

test('what is said of the same 32 bits is one key', () => {
  assert.deepEqual(packed('0x0006/0x00ff+8', '0x0000/0xffc0+2', '0x5/0xf+0', '0x10/0xff+33'), [
    '00060000/00ff0000 at 8',
    '05000000/0f00ffc0 at 0',
    '00100000/00ff0000 at 32',
  ])
  assert.deepEqual(packed('tcp src 0x1000 0xf000', 'tcp dst 22', 'ip sport 80'), [
    '10000016/f000ffff at nexthdr+0',
    '00500000/ffff0000 at 20',
  ])
})

test('as many bytes as the mask has digits, at any byte', () => {
  assert.deepEqual(packed('0x16/0xff+nexthdr+3', '22/0xffff at nexthdr+6'), [
    '00000016/000000ff at nexthdr+0',
    '00000016/0000ffff at nexthdr+4',
  ])
  assert.deepEqual(packed('0x1234/0xffff+3'), ['00000012/000000ff at 0', '34000000/ff000000 at 4'])
  assert.deepEqual(packed('u32 0x12345678 0xffffffff at 2'), ['00001234/0000ffff at 0', '56780000/ffff0000 at 4'])
  assert.deepEqual(packed('0x1ff/0xfff'), ['01ff0000/0fff0000 at 0'])
})

test('addresses', () => {
  assert.deepEqual(packed('ip src 10.1.2.3/12'), ['0a000000/fff00000 at 12'])
  assert.deepEqual(packed('ip dst any'), ['00000000/00000000 at 16'])
  assert.deepEqual(packed('ip6 dst 2001:db8:0:1::/65'), ['20010db8/ffffffff at 24', '00000001/ffffffff at 28', '00000000/80000000 at 32'])
  assert.deepEqual(packed('ether src 02:00:00:00:00:01', 'ether dst 02:00:00:00:00:02'), [
    '02000000/ffffffff at -8',
    '00010000/ffff0000 at -4',
    '00000200/0000ffff at -16',
    '00000002/ffffffff at -12',
  ])
})

test('phrases for one byte', () => {
  assert.deepEqual(packed('ip tos 0x10 0xfc', 'ip icmp_type 8 0xff', 'ip icmp_code 0 ff'), [
    '00100000/00fc0000 at 0',
    '08000000/ffff0000 at 20',
  ])
  assert.deepEqual(packed('ip6 protocol 6', 'icmp type 8', 'icmp code 0'), ['00000600/0000ff00 at 4', '08000000/ffff0000 at nexthdr+0'])
  assert.deepEqual(packed('ip6 priority 0x12 0xff'), ['01200000/0ff00000 at 0'])
  assert.deepEqual(packed('ip mf'), ['00002000/00002000 at 4'])
})

test('a mark is no key', () => {
  // struct tc_u32_mark { val, mask, success } and an empty selector that ends the search, as tc sends them
  const mark = '10000a0005000000ff00000000000000'
  const value = { classid: '1:1', keys: [], mark: { val: 5, mask: 0xff, success: 0 } }
  assert.deepEqual(decoded(`080001000100010014000500${'01'.padEnd(32, '0')}${mark}`), value)
  assert.equal(encoded({ classid: '1:1', keys: ['mark 5 0xff'] }), encoded(value))
  assert.equal(encoded({ mark: '5/0xff' }), mark)
  assert.throws(() => encoded({ mark: '0x100/0xff' }), /mark \(TCA_U32_MARK\): '0x100\/0xff' has bits beside its mask/)
})

test('a selector that no other option explains is kept', () => {
  const [count, flags] = ['00', '04'] // no key; a variable offset whose field is not said, without a class
  const hex = `14000500${flags}00${count}00${'00'.repeat(8)}000000ff`
  assert.deepEqual(decoded(hex), { keys: [], offset: { at: 0, mask: 0, shift: 0 }, hashkey: { mask: 0xff, at: 0 } })
  assert.equal(encoded(decoded(hex) as U32FilterInput), hex)
  const odd = `0800010001000100140005000003010000ff${'00'.repeat(10)}`
  assert.deepEqual(decoded(odd), {
    classid: '1:1',
    keys: [],
    offset: { at: 0, mask: 0xff, shift: 3 },
    selFlags: [],
    nkeys: 1,
  })
  assert.equal(encoded(decoded(odd) as U32FilterInput), odd)
})

test('wrong keys name themselves', () => {
  const refused = (key: unknown, message: RegExp, kind: typeof TypeError | typeof RangeError = TypeError): void =>
    assert.throws(
      () => encoded({ keys: ['u32 0 0', key as string] }),
      (error: Error) => {
        assert.ok(error instanceof kind, String(error))
        assert.match(error.message, message)
        return true
      },
    )
  refused('ip scr 10.0.0.1', /'ip scr' cannot be matched; did you mean 'ip src'\?/)
  refused('0x0006/00ff+8', /'0x0006\/00ff\+8' is not a key/)
  refused('0x100/0xff+8', /'0x100' is not within 0 \.\. 0xff/, RangeError)
  refused('ip src 10.0.0.1/33', /'33' is not within 0 \.\. 0x20/, RangeError)
  refused('ip src example.org', /'example.org' is not an IPv4 address/)
  refused('u8 1 0xff at 3 or so', /'or' is left over/)
  refused('tcp dst', /a value is missing at the end/)
  refused(7, /a key .* is wanted, not 7/)
  assert.throws(() => encoded({ keys: ['0x5/0xf+0', '0x6/0xf+0'] }), /1: contradicts another key of the same 32 bits, those at 0/)
  assert.throws(() => encoded({ key: ['u32 0 0'] } as never), /'key' is not an option of the filter u32; did you mean 'keys'\?/)
})

test('handles', () => {
  for (const [text, number] of [
    ['800:', 0x80000000],
    ['800::800', 0x80000800],
    ['800:1:2', 0x80001002],
    ['5:3', 0x00503000],
    [':3', 0x3000],
    ['none', 0],
  ] as const) {
    assert.equal(u32HandleNumber(text), number, text)
    assert.equal(u32HandleText(number), text)
  }
  assert.equal(u32HandleNumber('0x80000800'), 0x80000800)
  assert.equal(u32HandleNumber('5:3:'), 0x00503000)
  for (const text of ['800', '1000:', '1:100', '1:1:1000', 'x:']) assert.throws(() => u32HandleNumber(text), text)
})
