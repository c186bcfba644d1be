// Token buckets and other kinds that hold packets back, by what tc 6.1 and Linux 6.12 wrote.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readBurst, writeBurst } from '../../../../src/schema/tc/burst.ts'
import { CbsOptions } from '../../../../src/schema/tc/qdiscs/cbs.ts'
import { EtfOptions } from '../../../../src/schema/tc/qdiscs/etf.ts'
import { HtbClassOptions, HtbOptions } from '../../../../src/schema/tc/qdiscs/htb.ts'
import { TbfOptions } from '../../../../src/schema/tc/qdiscs/tbf.ts'
import { SizeTable } from '../../../../src/schema/tc/stab.ts'
import { readOptions, requested, writeOptions } from './option-bytes.ts'

const ethernet = { overhead: 0, mpu: 0, linklayer: 'ethernet' }

/** These bytes are these words, and both these and those of people are these bytes. */
const both = (codec: unknown, hex: string, words: object, people: object): void => {
  assert.deepEqual(readOptions(codec, hex), words)
  assert.equal(writeOptions(codec, structuredClone(words)), hex)
  assert.equal(writeOptions(codec, people), hex)
}

test('tbf as the kernel tells it', () => {
  both(
    TbfOptions,
    '28000100000100000000000048e80100000100000000000090d00300a43800000088130048e80100',
    { rate: 1e6, burst: 10_240, limit: 14_500, peakrate: 2e6, mtu: 2000, ...ethernet },
    { rate: '1mbit', burst: '10kb', limit: '14500b', peakrate: '2mbit', mtu: 2000, linklayer: 1 },
  )
  // 10240 bytes are no whole microseconds at this rate, and the kernel knows.
  both(
    TbfOptions,
    '28000100000100000000000000001000000000000000000000000000009001000b54020000000000',
    { rate: 8_388_608, burst: 10_240, limit: 102_400, ...ethernet },
    { rate: '8mibit', burst: '10k', limit: '100k', linklayer: 'TC_LINKLAYER_ETHERNET' },
  )
})

test('tbf as tc asks for it, with its tables', () => {
  const hex = requested('tc-qdisc', 'tc-qdisc/tbf/rate-8mibit-burst-10kb-limit-100kb-linklayer-etherne')
  const { rtab, ...words } = readOptions(TbfOptions, hex) as { readonly rtab: readonly number[] }
  assert.deepEqual(words, { rate: 8_388_608, burst: 10_240, limit: 102_400, ...ethernet, cellLog: 3, cellAlign: -1 })
  assert.deepEqual([rtab.length, rtab[0], rtab[1]], [256, 0x6d, 0xea])
  const sorted = (bytes: string): unknown => readOptions(TbfOptions, bytes)
  assert.deepEqual(sorted(writeOptions(TbfOptions, { ...words, rtab })), { ...words, rtab })
  assert.equal(writeOptions(TbfOptions, { ...words, rtab }).length, hex.length)
})

test('classes of htb', () => {
  both(
    HtbClassOptions,
    '30000100000208000000000048e80100000208000000000048e80100400d0300400d0300d43000000000000000000000',
    { rate: 1e6, ceil: 1e6, burst: 1600, cburst: 1600, quantum: 12_500, level: 0, prio: 0, overhead: 8, mpu: 0, linklayer: 'atm' },
    { rate: '1mbit', ceil: '1mbit', burst: 1600, cburst: '1600', quantum: '12500b', overhead: 8, linklayer: 'adsl' },
  )
  const request = requested('tc-class', 'tc-class/htb/rate-1000000-burst-10kb_16')
  const { rtab, ctab, ...words } = readOptions(HtbClassOptions, request) as Record<string, readonly number[]>
  const sizes = { burst: 10_240, cburst: 1600, quantum: 0, level: 0, prio: 0 }
  assert.deepEqual(words, { rate: 1e6, ceil: 1e6, ...sizes, ...ethernet, cellLog: 4, cellAlign: -1, ceilCellLog: 3 })
  assert.deepEqual([rtab?.[0], ctab?.[0]], [2000, 1000])
})

test('rates above 32 bits of bytes per second have a companion', () => {
  const hex = requested('tc-class', 'tc-class/htb/rate-100gbit-ceil-200gbit')
  const words = readOptions(HtbClassOptions, hex) as Record<string, unknown>
  assert.deepEqual([words['rate'], words['ceil'], words['rate64'], words['ceil64']], [1e11, 2e11, undefined, undefined])
  const again = writeOptions(HtbClassOptions, { ...words, rate: '100gbit', ceil: 200_000_000_000n })
  assert.deepEqual(readOptions(HtbClassOptions, again), words)
  assert.equal(again.length, hex.length)
  // A companion that says another rate is kept beside it.
  const odd = { ...words, rate: 8000, rate64: 16_000 }
  assert.deepEqual(readOptions(HtbClassOptions, writeOptions(HtbClassOptions, odd)), { ...odd, burst: 0 })
})

test('htb itself: the default class by its number', () => {
  const words = { version: 0x30011, r2q: 5, default: 0x99, debug: 0, directPkts: 0, directQlen: 1000 }
  const hex = '18000200110003000500000099000000000000000000000008000500e8030000'
  for (const minor of ['1:99', '99', '0x99', ':99', 0x99]) both(HtbOptions, hex, words, { ...words, default: minor })
  assert.match(writeOptions(HtbOptions, { default: '20:' }), /00002000/)
  assert.equal(writeOptions(HtbOptions, { default: 0x200000 }), writeOptions(HtbOptions, { defcls: '20:' }))
  assert.throws(() => writeOptions(HtbOptions, { default: 'ten' }), /default.*'ten' is not a class \('1:20' or '20'\)/)
})

test('cbs and etf', () => {
  const cbs = '18000100000000001e00000042faffff204e0000e00bf1ff'
  const slopes = { offload: 0, hicredit: 30, locredit: -1470, idleslope: 20_000, sendslope: -980_000 }
  both(CbsOptions, cbs, slopes, { hicredit: '30b', locredit: -1470, idleslope: '20mbit', sendslope: '-980000' })
  const switches = { deadlineMode: false, offload: false, skipSockCheck: true }
  both(
    EtfOptions,
    '10000100e09304000b00000004000000',
    { delta: 300_000, clockid: 'tai', ...switches },
    {
      clockid: 'CLOCK_TAI',
      delta: '300us',
      skipSockCheck: true,
    },
  )
  // A flag of a newer kernel.
  assert.equal(writeOptions(EtfOptions, { clockid: 'tai', offload: true, flags: [8] }), '10000100000000000b0000000a000000')
  assert.throws(() => writeOptions(EtfOptions, { offload: 'on' }), /offload.*true or false is wanted/)
})

test('a size table as the kernel tells it', () => {
  both(
    SizeTable,
    '1c0001000200fffffcffffff0200000000000000ff07000000020000',
    { cellLog: 2, sizeLog: 0, cellAlign: -1, overhead: -4, linklayer: 'atm', mpu: 0, mtu: 2047, tsize: 512 },
    { cellLog: 2, cellAlign: -1, overhead: -4, linklayer: 2, mtu: 2047, tsize: 512 },
  )
})

test('all ticks have a size, at any rate but 0', () => {
  for (const rate of [8, 64_000, 256_000, 8_388_608, 1e9, 4e10, 99_999_999_992n]) {
    for (let ticks = 0; ticks < 2 ** 32; ticks = ticks * 3 + 7) {
      const size = readBurst(ticks, rate)
      assert.ok(size !== undefined, `${rate} ${ticks}`)
      assert.equal(writeBurst('burst', size, rate, 'rate'), ticks, `${rate} ${size}`)
    }
  }
  assert.equal(readBurst(7, 0), undefined)
})

test('wrong input is refused by its word', () => {
  const refused = (codec: unknown, value: object, expected: RegExp): void => {
    assert.throws(() => writeOptions(codec, value), expected)
  }
  refused(TbfOptions, { rte: '1mbit' }, /'rte' is not an option of the qdisc tbf; did you mean 'rate'\?/)
  refused(TbfOptions, { rate: 'fast' }, /^TypeError: rate: 'fast' is not a rate/)
  refused(TbfOptions, { rate: -1 }, /^RangeError: rate: -1 is less than 0/)
  refused(TbfOptions, { rate: '1mbit', burst: '10kb', mtu: 2000 }, /^TypeError: mtu: .* there is no 'peakrate'/)
  refused(TbfOptions, { burst: '10kb', limit: 3000 }, /^RangeError: burst: the rate is missing/)
  refused(TbfOptions, { rate: 8, burst: '1g' }, /^RangeError: burst: it takes longer than the kernel can say/)
  refused(TbfOptions, { rate: '1mbit', mpu: 70_000 }, /^RangeError: mpu: 70000 is not within 0 \.\. 65535/)
  refused(HtbClassOptions, { ceil: '1mbit', cburst: -1 }, /^RangeError: cburst: -1 is not a size/)
  refused(HtbClassOptions, { cburst: 1600 }, /^RangeError: cburst: 'ceil' is missing/)
  refused(HtbClassOptions, { rate: '1mbit', linklayer: 'ethernt' }, /^TypeError: linklayer: .* did you mean 'ethernet'\?/)
  refused(HtbClassOptions, { rate: '1mbit', quantum: '1x' }, /^TypeError: quantum: '1x' is not a size/)
})
