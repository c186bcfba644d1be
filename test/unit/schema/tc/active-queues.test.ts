// Options and statistics of the kinds that manage a queue's delay, as Linux 6.12 and tc 6.1 wrote them (test/vectors).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Codec, scope } from '../../../../src/netlink/codec.ts'
import { withInputErrors } from '../../../../src/netlink/errors.ts'
import { Writer } from '../../../../src/netlink/writer.ts'
import { CakeOptions, CakeStats } from '../../../../src/schema/tc/qdiscs/cake.ts'
import { CodelOptions } from '../../../../src/schema/tc/qdiscs/codel.ts'
import { Dualpi2Options, Dualpi2Xstats } from '../../../../src/schema/tc/qdiscs/dualpi2.ts'
import { FqOptions, FqXstats } from '../../../../src/schema/tc/qdiscs/fq.ts'
import { FqCodelOptions, FqCodelXstats } from '../../../../src/schema/tc/qdiscs/fq_codel.ts'
import { HhfOptions } from '../../../../src/schema/tc/qdiscs/hhf.ts'
import { PieOptions } from '../../../../src/schema/tc/qdiscs/pie.ts'
import { difference } from '../../../vectors/read.ts'

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'))
const read = <Out>(codec: Codec<Out, never>, hex: string): Out => {
  const data = bytes(hex)
  return codec.read(new DataView(data.buffer, data.byteOffset, data.length), 0, data.length, scope(0, false, true))
}
const written = <In>(codec: Codec<unknown, In>, value: In): Uint8Array => {
  const out = new Writer(64, true)
  withInputErrors(() => codec.write(out, value, scope(0, true, true)))
  return out.finish()
}
/** The recorded bytes read as this, and this and all other spellings are written as the recorded attributes. */
const isSaid = <Out, In>(codec: Codec<Out, In>, hex: string, value: NoInfer<Out>, ...spellings: readonly In[]): void => {
  assert.deepEqual(read(codec as Codec<Out, never>, hex), value)
  for (const one of [value as unknown as In, ...spellings]) assert.equal(difference(bytes(hex), written(codec, one), [0]), undefined)
}
const refused = <In>(codec: Codec<unknown, In>, value: unknown, message: RegExp): void => {
  assert.throws(() => written(codec, value as In), message)
}

test('codel: times are microseconds, and text with a unit', () => {
  isSaid(
    CodelOptions,
    '08000200f4010000 08000300400d0300 0800010010270000',
    { limit: 500, interval: 200_000, target: 10_000 },
    { limit: 500, interval: '200ms', target: '10ms' },
    { TCA_CODEL_LIMIT: 500, TCA_CODEL_INTERVAL: '0.2s', TCA_CODEL_TARGET: '10000us' },
  )
  refused(CodelOptions, { target: '10m' }, /^TypeError: target \(TCA_CODEL_TARGET\): '10m' is not a time/)
})

test('fq_codel: sizes, and the threshold for a part of the packets', () => {
  isSaid(
    FqCodelOptions,
    `0800010087130000 0800020000280000 080003009f860100 0800040001000000 08000600ea050000 0800080040000000 0800090000000002
     0800050000040000 08000700b70b0000 05000a0001000000 05000b0003000000`,
    {
      ...{ target: 4999, limit: 10240, interval: 99_999, ecn: 1, quantum: 1514, dropBatchSize: 64, memoryLimit: 33_554_432, flows: 1024 },
      ...{ ceThreshold: 2999, ceThresholdSelector: 1, ceThresholdMask: 3 },
    },
    {
      ...{ target: 4999, limit: 10240, interval: 99_999, ecn: true, quantum: '1514b', dropBatchSize: 64, memoryLimit: '32m', flows: 1024 },
      ...{ ceThreshold: '2999us', ceThresholdSelector: 1, ceThresholdMask: 3 },
    },
  )
})

test('fq_codel: what is counted of the whole and of one flow', () => {
  const whole = read(FqCodelXstats, `00000000 ea050000 ${'00000000'.repeat(3)} 01000000 ${'00000000'.repeat(4)}`)
  assert.ok(whole.type === 'qdisc')
  assert.deepEqual([whole.maxpacket, whole.newFlowsLen, whole.dropOvermemory], [1514, 1, 0])
  // struct tc_fq_codel_cl_stats: deficit, ldelay, count, lastcount, dropping, drop_next; the union is three fields longer.
  const hex = `01000000 9cffffff e8030000 02000000 01000000 01000000 18fcffff ${'00000000'.repeat(3)}`
  isSaid(FqCodelXstats, hex, { type: 'class', deficit: -100, ldelay: 1000, count: 2, lastcount: 1, dropping: 1, dropNext: -1000 })
  // Linux before 4.2: neither marks nor memory.
  const old = read(FqCodelXstats, `00000000 ${'01000000'.repeat(6)}`)
  assert.ok(old.type === 'qdisc')
  assert.deepEqual([old.oldFlowsLen, old.ceMark], [1, undefined])
  isSaid(FqCodelXstats, '07000000 0102', { type: 7, rest: new Uint8Array([1, 2]) })
})

test('pie: gains are plain numbers', () => {
  isSaid(
    PieOptions,
    '08000200f4010000 0800030030750000 08000100204e0000 0800040003000000 0800050015000000',
    { limit: 500, tupdate: 30_000, target: 20_000, alpha: 3, beta: 21 },
    { limit: 500, tupdate: '30ms', target: '20ms', alpha: 3, beta: 21 },
  )
})

test('hhf: sizes and times', () => {
  isSaid(
    HhfOptions,
    '08000100f4010000 08000200d0070000 08000300e8030000 08000400a0860100',
    { backlogLimit: 500, quantum: 2000, hhFlowsLimit: 1000, resetTimeout: 100_000 },
    { backlogLimit: 500, quantum: '2000b', hhFlowsLimit: 1000, resetTimeout: '100ms' },
  )
})

const FQ = `0800010010270000 0800020064000000 08000300d40b0000 08000400243b0000 0800050001000000 08000700ffffffff 08000900409c0000
  08000a00ff030000 08000b008e0c0100 08000c00ffffffff 080008000a000000 08000d0010270000 08000e0080969800 05000f0001000000
  18001000 03000000 01020202010200000101010101010101 10001100 00000900 00000300 00000100`
const priomap = [1, 2, 2, 2, 1, 2, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1]

test('fq: bands and their map stand among the options; what is off has a word', () => {
  const options = {
    ...{ plimit: 10_000, flowPlimit: 100, quantum: 3028, initialQuantum: 15_140, rateEnable: 1, flowRefillDelay: 40_000 },
    ...{ orphanMask: 1023, lowRateThreshold: 550_000, bucketsLog: 10, timerSlack: 10_000, horizon: 10_000_000, horizonDrop: 1 },
    ...{ bands: 3, priomap, weights: [589_824, 196_608, 65_536] },
  }
  const off = { flowMaxRate: 'unlimited', ceThreshold: 'disabled' } as const
  isSaid(
    FqOptions,
    FQ,
    { ...options, ...off },
    { ...options, ...off, lowRateThreshold: '550kbit', horizon: '10s', timerSlack: '10us' },
    { ...options, flowMaxRate: '4294967295bps', ceThreshold: 0xffffffff, bands: undefined },
  )
  refused(FqOptions, { flowMaxRate: 'unlimitd' }, /^TypeError: flowMaxRate .*'unlimitd' is neither a number nor 'unlimited'/)
  refused(FqOptions, { bands: 3 }, /'bands' is nothing without 'priomap'/)
  refused(FqOptions, { priomap: new Array(17).fill(0) }, /^RangeError: priomap/)
  refused(FqOptions, { flowPlimt: 1 }, /'flowPlimt' is not an option of the qdisc fq; did you mean 'flowPlimit'/)
})

test('fq: statistics of this kernel and of one before 5.8', () => {
  const recent = `${'00'.repeat(56)} a6e2c6c0d8ffffff ${'00'.repeat(88)}`
  const counted = read(FqXstats, recent)
  assert.deepEqual(counted.timeNextDelayedFlow, -168_564_432_218n)
  assert.deepEqual(
    [counted.bandDrops, counted.bandPktCount],
    [
      [0n, 0n, 0n],
      [0, 0, 0],
    ],
  )
  assert.deepEqual(written(FqXstats, counted), bytes(recent))
  const old = read(FqXstats, '00'.repeat(88))
  assert.deepEqual([old.ceMark, old.horizonDrops], [0n, undefined])
  assert.equal(written(FqXstats, old).length, 88)
})

test('cake: a rate in bits, names for modes and round trips', () => {
  const modes = { flowMode: 'dual_src', ackFilter: 'filter', diffservMode: 'diffserv4', atm: 'none' } as const
  const options = {
    ...{ ...modes, baseRate64: 20_000_000, rtt: 20_000, target: 1000, memory: 4_194_304, autorate: 0, ingress: 1 },
    ...{ nat: 1, wash: 1, overhead: 22, mpu: 64, splitGso: 1, fwmark: 0 },
  }
  isSaid(
    CakeOptions,
    `0c000200a025260000000000 0800050005000000 08000700204e0000 08000800e8030000 08000a0000004000 0800090000000000 08000f0001000000
     0800100001000000 08000b0001000000 0800030001000000 08000d0001000000 0800060016000000 0800040000000000 08000e0040000000
     0800110001000000 0800120000000000`,
    options,
    {
      ...options,
      ...{ baseRate64: '20mbit', rtt: '20ms', target: '1ms', memory: '4mb', ingress: true, flowMode: 'dual-srchost' as never },
    },
  )
  isSaid(CakeOptions, '08000700a0860100', { rtt: 100_000 }, { rtt: 'internet' }, { rtt: '100ms' })
  isSaid(CakeOptions, '0c0002000000000000000000', { baseRate64: 'unlimited' }, { baseRate64: 0 })
  isSaid(CakeOptions, '0800060000000000 08000c0000000000', { overhead: 0, raw: true })
  isSaid(CakeOptions, '08000600fbffffff', { overhead: -5 }, { overhead: -5, raw: false })
  refused(CakeOptions, { rtt: 'oceanik' }, /^TypeError: rtt .*'oceanik' is not a time; did you mean 'oceanic'/)
  refused(CakeOptions, { flowMode: 'dual-srchots' }, /did you mean 'dual-srchost'/)
})

test('cake: statistics of the whole with its tins, and of a flow', () => {
  const tin = '0c000c00 3e00000000000000 0c000300 843f000000000000 08000d00 d7721d02'
  const stats = read(CakeStats, `0c000200e803000000000000 0800030000004000 30000a00 2c000100 ${tin} 08000200 1e000000`)
  assert.deepEqual(stats, {
    ...{ capacityEstimate64: 8000, memoryLimit: 4_194_304 },
    tinStats: [{ thresholdRate64: 496, sentBytes64: 16_260n, targetUs: 35_484_375, sentPackets: 30 }],
  })
  isSaid(CakeStats, '08000b000effffff 08000d0000000000 08000c0000000000 08000f0000000000', {
    ...{ deficit: -242, dropping: 0, cobaltCount: 0, pDrop: 0 },
  })
})

test('dualpi2: by the layout of linux/pkt_sched.h of 6.17', () => {
  isSaid(
    Dualpi2Options,
    `0800010010270000 08000300983a0000 0800050029000000 0800060033030000 08000800e8030000 05000a0002000000 05000b0001000000
     05000c0000000000 05000d000a000000 05000e0001000000 05000f0001000000`,
    {
      ...{ limit: 10_000, target: 15_000, alpha: 41 / 256, beta: 819 / 256, stepThreshUs: 1000, coupling: 2 },
      ...{ dropOverload: 'drop', dropEarly: 'drop_dequeue', cProtection: 10, ecnMask: 'l4s_ect', splitGso: 'split_gso' },
    },
    {
      ...{ limit: 10_000, target: '15ms', alpha: 0.161, beta: '3.2', stepThreshUs: '1ms', coupling: 2 },
      ...{ dropOverload: 1, dropEarly: 'drop_dequeue', cProtection: '10%', ecnMask: 'l4s_ect', splitGso: 'split_gso' },
    },
  )
  refused(Dualpi2Options, { alpha: 'much' }, /^TypeError: alpha .*a number of Hz \(0.16\) is wanted, not 'much'/)
  refused(Dualpi2Options, { alpha: -1 }, /^RangeError: alpha/)
  refused(Dualpi2Options, { cProtection: '110%' }, /^RangeError: cProtection/)
  const counted = read(Dualpi2Xstats, `ffffffff ${'01000000'.repeat(7)} 9cffffff ${'00000000'.repeat(3)}`)
  assert.deepEqual([counted.prob, counted.credit, counted.stepMarks], [0xffffffff, -100, 1])
})
