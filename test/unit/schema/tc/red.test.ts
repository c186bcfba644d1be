// Random early detection, by itself (red), for virtual queues (gred) and flows (sfq), with comparison (choke), and its heir sfb.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { SfqOptions } from '../../../../src/schema/tc/qdiscs/sfq.ts'
import { readOptions, writeOptions } from './option-bytes.ts'
import { again, answered, makes, requested, write } from './recorded.ts'

const none = { ecn: false, harddrop: false, adaptive: false }
const without = (options: Record<string, unknown>, ...words: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(options).filter(([word]) => !words.includes(word)))

describe('red', () => {
  const ECN = 'tc-qdisc/red/limit-400000-min-30000-max-90000-avpkt-1000-burst-55~2'
  const told = {
    ...{ limit: 400_000, min: 30_000, max: 90_000, wlog: 5, plog: 20, scellLog: 15, probability: 0.1 },
    ...{ ...none, ecn: true, nodrop: false },
  }

  it('is read in the words of tc, its flags one by one', () => {
    assert.deepEqual(answered(ECN).options, told)
    assert.deepEqual(without(requested(ECN), 'stab'), told)
    assert.deepEqual(answered(ECN)['xstats'], { early: 0, pdrop: 0, other: 0, marked: 0 })
  })

  it('is written from text', () => {
    const { stab } = requested(ECN)
    makes(ECN, { ...told, limit: '400000b', probability: '10%', ecn: 1, stab })
  })

  it('has the older flags in its struct where nodrop is not said', () => {
    assert.deepEqual(again('red', { limit: 1, ecn: true }), { limit: 1, min: 0, max: 0, wlog: 0, plog: 0, scellLog: 0, ...none, ecn: true })
    const unknown = { limit: 1, min: 0, max: 0, wlog: 0, plog: 0, scellLog: 0, flags: ['ecn', 0x40] }
    assert.deepEqual(again('red', unknown), unknown)
  })

  it('says what is wrong', () => {
    assert.throws(() => write('red', { ecn: 'yes' }), /options\.ecn .*true or false is wanted/)
    assert.throws(() => write('red', { probability: 20 }), { name: 'RangeError', message: /options\.probability .*'2%' is a percentage/ })
    assert.throws(() => write('red', { limits: 20 }), /not an option of the qdisc red; did you mean 'limit'/)
  })
})

describe('choke', () => {
  const CASE = 'tc-qdisc/choke/limit-1000-bandwidth-10mbit-avpkt-1000-min-80-max-24'
  it('counts packets', () => {
    const told = { limit: 1000, min: 80, max: 240, wlog: 5, plog: 22, scellLog: 15, probability: 0.05, ...none, ecn: true }
    assert.deepEqual(answered(CASE).options, told)
    makes(CASE, { ...told, probability: '0.05', stab: requested(CASE)['stab'] })
    assert.deepEqual(answered(CASE)['xstats'], { early: 0, pdrop: 0, other: 0, marked: 0, matched: 0 })
  })
})

describe('gred', () => {
  const QUEUE = 'tc-qdisc/gred/qdisc-change-dev-d0-root-gred-limit-60kb-min-15kb-ma'
  const queue = { vq: 1, prio: 1, limit: 61_440, min: 15_360, max: 25_600, wlog: 3, plog: 19, scellLog: 13, probability: 0.02, ...none }
  const setup = { vqs: 4, default: 1, grio: true, ...none }

  it('is set up as a whole', () => {
    assert.deepEqual(requested('tc-qdisc/gred/qdisc-add-dev-d0-root-gred-setup-vqs-4-default-1-gri'), setup)
    makes('tc-qdisc/gred/qdisc-add-dev-d0-root-gred-setup-vqs-4-default-1-lim', { vqs: 4, default: 1, limit: '60kb', ecn: true })
  })

  it('has virtual queues, one in a request', () => {
    assert.deepEqual(without(requested(QUEUE), 'stab'), queue)
    makes(QUEUE, { ...queue, limit: '60kb', min: '15kb', max: '25kb', probability: '2%', stab: requested(QUEUE)['stab'] })
  })

  it('tells of those that there are', () => {
    const { queues, ...whole } = answered(QUEUE).options
    assert.deepEqual(whole, { ...setup, limit: 1_514_000 })
    const counted = { backlog: 0, qave: 0, forced: 0, early: 0, other: 0, pdrop: 0, packets: 0, bytesin: 0 }
    const statistics = {
      ...{ statBytes: 0n, statPackets: 0, statBacklog: 0, statProbDrop: 0, statProbMark: 0 },
      ...{ statForcedDrop: 0, statForcedMark: 0, statPdrop: 0 },
    }
    assert.deepEqual(queues, [{ ...queue, ...counted, ...statistics }])
  })

  it('says what is wrong', () => {
    assert.throws(() => write('gred', { vqs: 4, default: 1, grio: 'yes' }), /options\.grio .*true or false/)
    assert.throws(() => write('gred', { queues: [{ vq: 16 }] }), /'vq' is to be 0 \.\. 15/)
    assert.throws(() => write('gred', { vq: 1, minimum: 5 }), /not an option of the qdisc gred/)
  })
})

describe('sfb', () => {
  const CASE = 'tc-qdisc/sfb/limit-500-max-30-target-25-rehash-600-db-60'
  it('has times in milliseconds and shares of one', () => {
    const told = { rehash: 600, db: 60, max: 30, target: 25, limit: 500, penaltyRate: 10, penaltyBurst: 20 }
    assert.deepEqual(answered(CASE).options, { ...told, increment: 0.0005, decrement: 0.00005 })
    makes(CASE, { ...told, rehash: '600ms', db: '0.06s', increment: '0.05%', decrement: '0.00005' })
  })
})

describe('sfq', () => {
  const CASE = 'tc-qdisc/sfq/limit-60-redflowlimit-60000-min-8000-max-20000-avpkt'
  const stats = { probDrop: 0, forcedDrop: 0, probMark: 0, forcedMark: 0, probMarkHead: 0, forcedMarkHead: 0 }
  it('is one flat object', () => {
    assert.deepEqual(answered(CASE).options, {
      ...{ quantum: 1514, perturb: 0, limit: 60, divisor: 1024, flows: 60, depth: 127, headdrop: 0, redflowlimit: 0 },
      ...{ min: 8000, max: 20_000, wlog: 3, plog: 16, scellLog: 0, probability: 0.2, stats },
      ...{ ecn: true, harddrop: true, adaptive: false },
    })
    makes(CASE, {
      ...{ limit: 60, redflowlimit: '60000b', min: 8000, max: 20_000, wlog: 3, plog: 16, probability: '20%' },
      ...{ ecn: true, harddrop: true },
    })
  })

  it('is the first struct alone before Linux 3.3', () => {
    // struct tc_sfq_qopt: quantum 1514, perturb 10 s, limit 127, divisor 1024, flows 127.
    const hex = 'ea0500000a0000007f000000000400007f000000'
    const told = { quantum: 1514, perturb: 10, limit: 127, divisor: 1024, flows: 127 }
    assert.deepEqual(readOptions(SfqOptions, hex), told)
    assert.equal(writeOptions(SfqOptions, { ...told, perturb: '10s' }), hex)
  })

  it('says what is wrong', () => {
    assert.throws(() => write('sfq', { quantum: 'big' }), /options\.quantum .*is not a size/)
    assert.throws(() => write('sfq', { pertub: 10 }), /did you mean 'perturb'/)
  })
})
