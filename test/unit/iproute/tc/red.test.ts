import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gred } from '../../../../src/iproute/tc/words/qdiscs/gred.ts'
import { red } from '../../../../src/iproute/tc/words/qdiscs/red.ts'
import { sfq } from '../../../../src/iproute/tc/words/qdiscs/sfq.ts'
import { Links } from '../../../../src/iproute/words/input.ts'
import { sameAsTc } from './wish.ts'

const usual = { limit: 400_000, min: 30_000, max: 90_000, avpkt: 1000, burst: 55 }

// Random early detection: sizes and bandwidth make the same parameters and the same table as tc made of them.
sameAsTc({
  'tc qdisc add dev d0 root red limit 400000 min 30000 max 90000 avpkt 1000 burst 55 bandwidth 10mbit': (ip) =>
    ip.tc('add', 'red', 'd0', { ...usual, bandwidth: '10mbit' }),
  'tc qdisc add dev d0 root red limit 400000 min 30000 max 90000 avpkt 1000 burst 55 ecn bandwidth 10mbit probability 0.1': (ip) =>
    ip.tc('add', 'red', 'd0', { ...usual, ecn: true, bandwidth: 1e7, probability: '10%' }),
  'tc qdisc add dev d0 root red limit 400000 min 30000 max 90000 avpkt 1000 burst 55 adaptive bandwidth 10mbit': (ip) =>
    ip.tc('add', 'red', 'd0', { ...usual, adaptive: true, bandwidth: '10mbit' }),
  'tc qdisc add dev d0 root red limit 400000 min 30000 max 90000 avpkt 1000 burst 55 qevent early_drop block 10': (ip) =>
    ip.tc('add', 'red', 'd0', { ...usual, limit: '400000b', earlyDropBlock: 10 }),
  'tc qdisc add dev d0 root gred setup vqs 4 default 1 grio': (ip) => ip.tc('add', 'gred', 'd0', { vqs: 4, default: 1, grio: true }),
  'tc qdisc add dev d0 root gred setup vqs 4 default 1 limit 60kb ecn': (ip) =>
    ip.tc('add', 'gred', 'd0', { vqs: 4, default: 1, limit: '60kb', ecn: true }),
  'tc qdisc add dev d0 root gred setup vqs 4 default 1 harddrop': (ip) =>
    ip.tc('add', 'gred', 'd0', { vqs: 4, default: 1, harddrop: true }),
  'tc qdisc change dev d0 root gred limit 60kb min 15kb max 25kb burst 20 avpkt 1000 bandwidth 10mbit vq 1 prio 1': (ip) =>
    ip.tc('change', 'gred', 'd0', { limit: '60kb', min: '15kb', max: '25kb', burst: 20, avpkt: 1000, bandwidth: '10mbit', vq: 1, prio: 1 }),
  'tc qdisc add dev d0 root choke limit 1000 bandwidth 10mbit avpkt 1000 min 80 max 240 burst 100 probability 0.05 ecn': (ip) =>
    ip.tc('add', 'choke', 'd0', { limit: 1000, bandwidth: '10mbit', min: 80, max: 240, burst: 100, probability: 0.05, ecn: true }),
  'tc qdisc add dev d0 root sfb limit 500 max 30 target 25 rehash 600 db 60': (ip) =>
    ip.tc('add', 'sfb', 'd0', { limit: 500, max: 30, target: 25, rehash: '0.6s', db: 60 }),
  'tc qdisc add dev d0 root sfb penalty_rate 20 penalty_burst 30': (ip) => ip.tc('add', 'sfb', 'd0', { penaltyRate: 20, penaltyBurst: 30 }),
  'tc qdisc add dev d0 root sfq': (ip) => ip.tc('add', 'sfq', 'd0'),
  'tc qdisc add dev d0 root sfq divisor 512 flows 100 depth 50': (ip) => ip.tc('add', 'sfq', 'd0', { divisor: 512, flows: 100, depth: 50 }),
  'tc qdisc add dev d0 root sfq limit 60 redflowlimit 60000 min 8000 max 20000 avpkt 1000 probability 0.2 ecn harddrop': (ip) =>
    ip.tc('add', 'sfq', 'd0', {
      limit: 60,
      redflowlimit: 60_000,
      min: 8000,
      max: 20_000,
      avpkt: 1000,
      probability: 0.2,
      ecn: true,
      harddrop: true,
    }),
})

const about = { command: 'change', message: {}, links: new Links() }
const completed = (kind: typeof red | typeof gred | typeof sfq, options: Record<string, unknown>): Record<string, unknown> => {
  kind.complete?.(options, about)
  return options
}

describe('random early detection', () => {
  it('has the defaults of tc', () => {
    // tc qdisc add ... red limit 400000 avpkt 1000: what the kernel told afterwards.
    const options = completed(red, { limit: 400_000, avpkt: 1000 })
    const { min, max, wlog, plog, scellLog, probability, nodrop } = options
    assert.deepEqual(
      { min, max, wlog, plog, scellLog, probability, nodrop },
      { min: 33_333, max: 100_000, wlog: 5, plog: 22, scellLog: 15, probability: 0.02, nodrop: false },
    )
  })

  it('takes what the kernel told, which lacks the table', () => {
    const told = { limit: 400_000, min: 30_000, max: 90_000, wlog: 5, plog: 22, scellLog: 15, probability: 0.02, nodrop: false }
    const { stab, ...rest } = completed(red, { ...told, ecn: false, harddrop: false, adaptive: false })
    assert.deepEqual(rest, { ...told, ecn: false, harddrop: false, adaptive: false })
    assert.deepEqual(stab, completed(red, { ...usual })['stab'])
  })

  it('reckons anew where the average packet is said', () => {
    const options = completed(red, { ...usual, wlog: 9, plog: 9, scellLog: 9, stab: new Uint8Array(256) })
    assert.deepEqual([options['wlog'], options['plog'], options['scellLog']], [5, 22, 15])
    assert.equal((options['stab'] as Uint8Array)[255], 31)
  })

  it('says what is wrong', () => {
    assert.throws(() => completed(red, { ...usual, burst: 10 }), /burst: 10 is too small .* 31 is enough/)
    assert.throws(() => completed(red, { ...usual, max: 30_000 }), /'max' is to be more than 'min'/)
    assert.throws(() => completed(red, { ...usual, probability: 2 }), { path: ['probability'], message: /0 \.\. 1/ })
    assert.throws(() => completed(red, { ...usual, bandwidth: '10mbti' }), { path: ['bandwidth'], message: /'mbit'/ })
    assert.throws(() => completed(sfq, { min: 8000, max: 20_000 }), /'redflowlimit' is needed/)
    assert.throws(() => completed(sfq, { limit: 1 }), /2 is the least/)
  })
})

describe('gred', () => {
  it('needs all of a setup, and all of a queue', () => {
    assert.throws(() => completed(gred, { vqs: 4 }), /'default' is needed/)
    assert.throws(() => completed(gred, { vqs: 4, default: 4 }), /not less than 'vqs'/)
    assert.throws(() => completed(gred, { vqs: 17, default: 4 }), /1 \.\. 16/)
    assert.throws(() => completed(gred, { vq: 1, limit: 60_000, min: 10_000 }), /needs 'max'/)
    assert.throws(() => completed(gred, { vq: 1, limit: 60_000, min: 10_000, max: 30_000 }), /'avpkt' or 'wlog'/)
    assert.deepEqual(completed(gred, { limit: 60_000 }), { limit: 60_000 })
  })

  it('takes what the kernel told of the whole, and of one queue', () => {
    const whole = { vqs: 4, default: 1, grio: true, ecn: false, harddrop: false, adaptive: false, limit: 1_514_000 }
    assert.deepEqual(completed(gred, { ...whole, queues: [] }), whole)
    const queue = { vq: 1, prio: 1, limit: 61_440, min: 15_360, max: 25_600, wlog: 3, plog: 19, scellLog: 13, probability: 0.02 }
    assert.throws(() => completed(gred, { ...whole, queues: [queue] }), /one virtual queue a request/)
    const { stab, ...rest } = completed(gred, { ...queue, backlog: 7, qave: 3, statBytes: 7n, ecn: false })
    assert.deepEqual(rest, { ...queue, ecn: false, harddrop: false, adaptive: false })
    assert.equal((stab as Uint8Array).length, 256)
  })
})
