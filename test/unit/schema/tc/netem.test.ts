import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { NetemOptions } from '../../../../src/schema/tc/qdiscs/netem.ts'
import { readOptions, writeOptions } from './option-bytes.ts'
import { answered, makes, requested, write } from './recorded.ts'

const MANY = 'tc-qdisc/netem/delay-5s-1s-loss-2%-10%-duplicate-3%-5%-corrupt-1%-2'

describe('netem', () => {
  it('is read in the words of tc', () => {
    assert.deepEqual(requested(MANY), {
      ...{ limit: 77, delay: 5_000_000, jitter: 1_000_000, delayCorrelation: 0, loss: 2, lossCorrelation: 10 },
      ...{ duplicate: 3, duplicateCorrelation: 5, gap: 0, corrupt: 1, corruptCorrelation: 2 },
      ...{ rate: 5_000_000, packetOverhead: 0, cellSize: 0, cellOverhead: 0 },
    })
    const { seed, ...told } = answered(MANY).options
    assert.equal(typeof seed, 'bigint')
    assert.deepEqual(told, { ...requested(MANY), reorder: 0, reorderCorrelation: 0 })
  })

  it('is written from text', () => {
    makes(MANY, {
      ...{ limit: '77', delay: '5s', jitter: '1000ms', loss: '2%', lossCorrelation: '10%', duplicate: '3', duplicateCorrelation: '5 %' },
      ...{ corrupt: '1%', corruptCorrelation: 2, rate: '5mbit' },
    })
    makes('tc-qdisc/netem/rate-40gbit', { limit: 1000, rate: '40gbit' })
    makes('tc-qdisc/netem/slot-10ms-20ms-packets-10-bytes-5000', {
      limit: 1000,
      slot: { minDelay: '10ms', maxDelay: 20_000_000, packets: 10, bytes: 5000 },
    })
  })

  it('knows the models of loss', () => {
    const model = { p: 1, r: 10, '1-h': 70, '1-k': 0.1 }
    assert.deepEqual(requested('tc-qdisc/netem/loss-gemodel-1%-10%-70%-0.1%')['lossGemodel'], model)
    makes('tc-qdisc/netem/loss-gemodel-1%-10%-70%-0.1%', { limit: 1000, lossGemodel: { p: '1%', r: '10%', '1-h': '70%', '1-k': '0.1%' } })
    assert.deepEqual(requested('tc-qdisc/netem/loss-gemodel-1%')['lossGemodel'], { p: 1, r: 99, '1-h': 100, '1-k': 0 })
  })

  it('has the rate as one value', () => {
    const { rate, rate64 } = answered('tc-qdisc/netem/rate-40gbit').options
    assert.deepEqual([rate, rate64], [40_000_000_000, undefined])
  })

  it('rounds percentages as tc does', () => {
    // tc makes 0x4ccccccc of 30 %, the even one of the two nearest numbers (rint).
    assert.match(writeOptions(NetemOptions, { loss: '30%' }), /^0{16}cccccc4c/)
  })
})

describe('the times of netem', () => {
  /** tc_netem_qopt with ticks of the delay, and TCA_NETEM_LATENCY64. */
  const ticks = (hex: string): string => hex + '00'.repeat(20)
  const nanoseconds = (hex: string): string => `0c000a00${hex}`

  it('are ticks alone in requests, as tc sends them', () => {
    // tc qdisc add ... netem delay 100us: 1562 ticks, of 64 ns each; the rest is cut off.
    assert.equal(writeOptions(NetemOptions, { delay: '100us' }), ticks('1a060000'))
    assert.deepEqual((readOptions(NetemOptions, ticks('1a060000')) as { delay: number }).delay, 100)
    // 516 ticks are no whole microseconds.
    assert.deepEqual((readOptions(NetemOptions, ticks('04020000')) as { delay: number }).delay, 33.024)
    assert.equal(writeOptions(NetemOptions, { delay: 33.024 }), ticks('04020000'))
  })

  it('are nanoseconds too, where ticks are not enough', () => {
    assert.equal(writeOptions(NetemOptions, { delay: '300s' }), ticks('ffffffff') + nanoseconds('00b864d945000000'))
    assert.equal(writeOptions(NetemOptions, { delay: '100ns' }), ticks('01000000') + nanoseconds('6400000000000000'))
  })

  it('are one value in answers', () => {
    // What Linux tells of a delay of 1562 ticks.
    const hex = ticks('1a060000') + nanoseconds('8086010000000000')
    assert.deepEqual(readOptions(NetemOptions, hex), { limit: 0, delay: 99.968, jitter: 0, loss: 0, duplicate: 0, gap: 0 })
    assert.equal(writeOptions(NetemOptions, { delay: 99.968 }), ticks('1a060000'))
  })

  it('stay as they are where they contradict each other', () => {
    const hex = ticks('00000000') + nanoseconds('e803000000000000')
    const read = readOptions(NetemOptions, hex)
    assert.deepEqual(read, { limit: 0, jitter: 0, loss: 0, duplicate: 0, gap: 0, latency: 0, latency64: 1000 })
    assert.equal(writeOptions(NetemOptions, read), hex)
  })
})

describe('wrong options of netem', () => {
  it('are named by the word', () => {
    assert.throws(() => write('netem', { dealy: '1ms' }), /'dealy' is not an option of the qdisc netem; did you mean 'delay'\?/)
    assert.throws(() => write('netem', { delay: '1mss' }), /options\.delay .*did you mean 'ms'/)
    assert.throws(() => write('netem', { jitter: -1 }), /options\.jitter .*-1 is not a time/)
    assert.throws(() => write('netem', { lossCorrelation: 101 }), { name: 'RangeError', message: /options\.lossCorrelation .*0 \.\. 100/ })
    assert.throws(() => write('netem', { rate: 'fast' }), /options\.rate .*is not a rate/)
    assert.throws(() => write('netem', { slot: { minDelay: 'x' } }), /options\.slot\.minDelay/)
    assert.throws(() => write('netem', { lossGemodel: { p: 1, '1-h': 200 } }), /options\.lossGemodel\.1-h .*0 \.\. 100/)
    assert.throws(() => write('netem', { distribution: [0, 40_000] }), /options\.distribution\.1 .*TCA_NETEM_DELAY_DIST/)
  })
})
