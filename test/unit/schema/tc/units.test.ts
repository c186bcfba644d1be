import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type AnyCodec, scope } from '../../../../src/netlink/codec.ts'
import { withInputErrors } from '../../../../src/netlink/errors.ts'
import { Writer } from '../../../../src/netlink/writer.ts'
import { classid, handleNumber, handleText } from '../../../../src/schema/tc/classid.ts'
import * as units from '../../../../src/schema/tc/units.ts'

const wire = (codec: unknown, value: unknown): bigint => {
  const out = new Writer(16, true)
  withInputErrors(() => (codec as AnyCodec).write(out, value as never, scope(0, true, true)))
  return out.length === 8 ? out.view.getBigUint64(0, true) : BigInt(out.view.getUint32(0, true))
}
const read = (codec: unknown, number: number | bigint): unknown => {
  const view = new DataView(new ArrayBuffer(8))
  view.setBigUint64(0, BigInt(number), true)
  const { size = 4 } = codec as AnyCodec
  return (codec as AnyCodec).read(view, 0, size, scope(0, false, true))
}

test('rates: bits here, bytes on the wire', () => {
  for (const [text, bytes] of [
    ['256kbit', 32_000],
    ['1mbit', 125_000],
    ['1Mibit', 131_072],
    ['1mbps', 1_000_000],
    ['10kbps', 10_000],
    ['8000', 1000],
    ['1.5gbit', 187_500_000],
    ['34gbit', 4_250_000_000],
    [256_000, 32_000],
    [8n, 1],
  ] as const) {
    assert.equal(wire(units.rate32, text), BigInt(bytes), String(text))
  }
  assert.equal(wire(units.rate64, '400gbit'), 50_000_000_000n)
  assert.equal(read(units.rate32, 0xffffffff), 8 * 0xffffffff)
  assert.equal(read(units.rate64, 50_000_000_000), 400e9)
  assert.equal(read(units.rate64, 2n ** 64n - 1n), (2n ** 64n - 1n) * 8n)
  assert.equal(wire(units.rate64, (2n ** 64n - 1n) * 8n), 2n ** 64n - 1n)
  assert.throws(() => wire(units.rate32, '256kbyte'), /'kbyte' is no unit/)
  assert.throws(() => wire(units.rate32, 'fast'), /'fast' is not a rate \('256kbit'\)/)
  assert.throws(() => wire(units.rate32, '35gbit'), RangeError)
  assert.throws(() => wire(units.rate32, -8), RangeError)
  assert.throws(() => wire(units.rate32, {}), TypeError)
})

test('sizes', () => {
  for (const [text, bytes] of [
    ['32k', 32_768],
    ['10kb', 10_240],
    ['1m', 1_048_576],
    ['1mbit', 131_072],
    ['1600b', 1600],
    ['1600', 1600],
    [6144, 6144],
  ] as const) {
    assert.equal(wire(units.size32, text), BigInt(bytes), text.toString())
  }
})

test('times: a bare number is microseconds, where tc(8) has it so', () => {
  assert.equal(wire(units.microseconds32, '50ms'), 50_000n)
  assert.equal(wire(units.microseconds32, 50), 50n)
  assert.equal(wire(units.microseconds32, '1.5s'), 1_500_000n)
  assert.equal(wire(units.ticks32, '100ms'), 1_562_500n)
  assert.equal(wire(units.seconds32, 10), 10n)
  assert.equal(wire(units.seconds32, '10s'), 10n)
  assert.equal(wire(units.nanoseconds64, '1us'), 1000n)
  assert.equal(wire(units.nanoseconds64, 300), 300n)
  assert.throws(() => wire(units.microseconds32, '5min'), /no unit/)
})

test('what is read is written back to the same bits', () => {
  const samples = [
    0, 1, 2, 3, 7, 15, 16, 63, 64, 999, 1000, 4999, 15_625, 99_999, 1_562_500, 123_456_789, 0x7fffffff, 0xfffffffe, 0xffffffff,
  ]
  const codecs = { rate: units.rate32, size: units.size32, us: units.microseconds32, ticks: units.ticks32, percent: units.percent32 }
  for (const [name, codec] of Object.entries(codecs)) {
    for (const sample of samples) assert.equal(wire(codec, read(codec, sample)), BigInt(sample), `${name} ${sample}`)
  }
  assert.equal(read(units.ticks32, 1_562_500), 100_000)
  assert.equal(read(units.percent32, 429_496_730), 10)
  assert.equal(wire(units.percent32, '10%'), 429_496_730n)
  assert.equal(wire(units.percent32, '100%'), 0xffffffffn)
  assert.throws(() => wire(units.percent32, '101%'), /0 \.\. 100 %/)
  assert.throws(() => wire(units.percent32, ''), TypeError)
})

test('bursts: bytes here, ticks at a rate on the wire', () => {
  assert.equal(units.transmitTicks(1e6, 1600), 200_000)
  assert.equal(units.transmitSize(1e6, 200_000), 1600)
  for (const rate of [8000, 256_000, 1e6, 3e6, 1e8, 1e9, 1e10, 4e11]) {
    for (const ticks of [1, 171, 1000, 3333, 200_000, 3_000_000, 0xffffffff]) {
      assert.equal(units.transmitTicks(rate, units.transmitSize(rate, ticks)), ticks, `${rate} ${ticks}`)
    }
  }
})

test('handles', () => {
  for (const [text, number] of [
    ['1:0', 0x10000],
    ['1:', 0x10000],
    ['1:1', 0x10001],
    ['ff:0', 0xff0000],
    ['ffff:1', 0xffff0001],
    [':10', 0x10],
    ['0x10000', 0x10000],
    ['root', 0xffffffff],
    ['none', 0],
    ['ingress', 0xfffffff1],
    [0x10020, 0x10020],
  ] as const) {
    assert.equal(handleNumber(text), number, String(text))
  }
  for (const wrong of ['1', ':', '1:g', '12345:', '1:12345', 'rot', ''])
    assert.throws(() => withInputErrors(() => handleNumber(wrong)), TypeError, wrong)
  assert.throws(() => withInputErrors(() => handleNumber(2 ** 32)), RangeError)
  assert.throws(() => withInputErrors(() => handleNumber(undefined)), TypeError)
  assert.deepEqual([0x10000, 0x10010, 0xffffffff, 0xfffffff1, 0].map(handleText), ['1:', '1:10', 'root', 'ffff:fff1', '0:'])
  assert.equal(wire(classid, '1:10'), 0x10010n)
  assert.equal(read(classid, 0x8001_0000), '8001:')
})
