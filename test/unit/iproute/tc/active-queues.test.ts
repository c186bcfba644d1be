import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KindWords } from '../../../../src/iproute/tc/words/kind.ts'
import { cake } from '../../../../src/iproute/tc/words/qdiscs/cake.ts'
import { dualpi2 } from '../../../../src/iproute/tc/words/qdiscs/dualpi2.ts'
import { fq } from '../../../../src/iproute/tc/words/qdiscs/fq.ts'
import { fqCodel } from '../../../../src/iproute/tc/words/qdiscs/fq_codel.ts'
import { hhf } from '../../../../src/iproute/tc/words/qdiscs/hhf.ts'
import { type Fields, Links, reading } from '../../../../src/iproute/words/input.ts'
import { sameAsTc } from './wish.ts'

sameAsTc({
  // tc sends a nest of options even where there are none.
  'tc qdisc add dev d0 root codel': (ip) => ip.tc('add', 'codel', 'd0'),
  'tc qdisc add dev d0 root fq_codel': (ip) => ip.tc('add', 'fq_codel', 'd0'),
  'tc qdisc add dev d0 root fq': (ip) => ip.tc('add', { kind: 'fq', dev: 'd0' }),
  'tc qdisc add dev d0 root fq_pie': (ip) => ip.tc('add', 'fq_pie', 'd0'),
  'tc qdisc add dev d0 root hhf': (ip) => ip.tc('add', 'hhf', { dev: 'd0' }),
  'tc qdisc add dev d0 root codel limit 500 target 10ms interval 200ms': (ip) =>
    ip.tc('add', 'codel', 'd0', { limit: 500, target: '10ms', interval: 200_000 }),
  'tc qdisc add dev d0 root fq_codel noecn memory_limit 16mb': (ip) => ip.tc('add', 'fq_codel', 'd0', { ecn: false, memoryLimit: '16mb' }),
  'tc qdisc add dev d0 root fq_codel drop_batch 32 ce_threshold 3ms': (ip) =>
    ip.tc('add', 'fq_codel', 'd0', { dropBatch: 32, ceThreshold: '3ms' }),
  'tc qdisc add dev d0 root fq_codel ce_threshold 3ms ce_threshold_selector 0x1/0x3': (ip) =>
    ip.tc('add', 'fq_codel', { dev: 'd0', ceThreshold: '3ms', ceThresholdSelector: '0x1/0x3' }),
  'tc qdisc add dev d0 root fq buckets 512 orphan_mask 255': (ip) => ip.tc('add', 'fq', 'd0', { buckets: 512, orphanMask: 255 }),
  'tc qdisc add dev d0 root fq nopacing low_rate_threshold 1mbit': (ip) =>
    ip.tc('add', 'fq', 'd0', { pacing: false, lowRateThreshold: '1mbit' }),
  'tc qdisc add dev d0 root fq pacing ce_threshold 4ms timer_slack 20us': (ip) =>
    ip.tc('add', 'fq', 'd0', { pacing: true, ceThreshold: '4ms', timerSlack: '20us' }),
  'tc qdisc add dev d0 root fq_pie limit 5000 flows 512 target 20ms tupdate 20ms alpha 3 beta 21': (ip) =>
    ip.tc('add', 'fq_pie', 'd0', { limit: 5000, flows: 512, target: '20ms', tupdate: '20ms', alpha: 3, beta: 21 }),
  'tc qdisc add dev d0 root fq_pie noecn bytemode dq_rate_estimator': (ip) =>
    ip.tc('add', 'fq_pie', 'd0', { ecn: false, bytemode: true, dqRateEstimator: true }),
  'tc qdisc add dev d0 root pie limit 500 target 20ms tupdate 30ms alpha 3 beta 21': (ip) =>
    ip.tc('add', 'pie', 'd0', { limit: 500, target: '20ms', tupdate: '30ms', alpha: 3, beta: 21 }),
  'tc qdisc add dev d0 root hhf limit 500 quantum 2000 hh_limit 1000 reset_timeout 100ms': (ip) =>
    ip.tc('add', 'hhf', 'd0', { limit: 500, quantum: 2000, hhLimit: 1000, resetTimeout: '100ms' }),
  'tc qdisc add dev d0 root cake bandwidth 100mbit': (ip) => ip.tc('add', 'cake', 'd0', { bandwidth: '100mbit' }),
  'tc qdisc add dev d0 root cake unlimited': (ip) => ip.tc('add', 'cake', 'd0', { bandwidth: 'unlimited' }),
  'tc qdisc add dev d0 root cake autorate-ingress': (ip) => ip.tc('add', 'cake', 'd0', { autorateIngress: true }),
  'tc qdisc add dev d0 root cake precedence': (ip) => ip.tc('add', 'cake', 'd0', { diffserv: 'precedence' }),
  'tc qdisc add dev d0 root cake flowblind': (ip) => ip.tc('add', 'cake', 'd0', { flowMode: 'flowblind' }),
  'tc qdisc add dev d0 root cake ack-filter': (ip) => ip.tc('add', 'cake', 'd0', { ackFilter: true }),
  'tc qdisc add dev d0 root cake nowash split-gso': (ip) => ip.tc('add', 'cake', 'd0', { wash: false, splitGso: true }),
  'tc qdisc add dev d0 root cake lan': (ip) => ip.tc('add', 'cake', 'd0', { rtt: 'lan' }),
  'tc qdisc add dev d0 root cake satellite': (ip) => ip.tc('add', 'cake', 'd0', { rtt: '1s' }),
  'tc qdisc add dev d0 root cake ptm overhead -5 mpu 84': (ip) => ip.tc('add', 'cake', 'd0', { atm: 'ptm', overhead: -5, mpu: 84 }),
  'tc qdisc add dev d0 root cake noatm overhead 18': (ip) => ip.tc('add', 'cake', 'd0', { atm: 'noatm', overhead: 18 }),
  'tc qdisc add dev d0 root cake docsis': (ip) => ip.tc('add', 'cake', 'd0', { overhead: 'docsis' }),
  'tc qdisc add dev d0 root cake ethernet ether-vlan': (ip) => ip.tc('add', 'cake', 'd0', { overhead: ['ethernet', 'ether-vlan'] }),
  'tc qdisc add dev d0 root cake pppoe-vcmux': (ip) => ip.tc('add', 'cake', 'd0', { overhead: ['pppoe-vcmux'] }),
  'tc qdisc add dev d0 root cake ingress': (ip) => ip.tc('add', 'cake', 'd0', { egress: false }),
  'tc qdisc add dev d0 root cake bandwidth 20mbit diffserv4 dual-srchost nat wash ack-filter rtt 20ms overhead 22 mpu 64 ingress memlimit 4mb':
    (ip) =>
      ip.tc('add', 'cake', 'd0', {
        ...{ bandwidth: '20mbit', diffserv: 'diffserv4', flowMode: 'dual-srchost', nat: true, wash: true, ackFilter: 'ack-filter' },
        ...{ rtt: '20ms', overhead: 22, mpu: 64, ingress: true, memlimit: '4mb' },
      }),
})

const completed = (words: Pick<KindWords, 'complete'>, options: Fields): Fields => {
  reading('options', () => words.complete?.(options, { command: 'add', message: {}, links: new Links() }))
  return options
}
const refused = (words: Pick<KindWords, 'complete'>, options: Fields, message: RegExp): void => {
  assert.throws(() => completed(words, options), message)
}

test('cake: what tc would send beside what is said', () => {
  // tc-cake(8): `raw` is no overhead and no cells.
  assert.deepEqual(completed(cake, { raw: true }), { raw: true, overhead: 0, atm: 'none' })
  assert.deepEqual(completed(cake, { overhead: ['pppoe-ptm', 'ether-vlan', 2], atm: 'none' }), { overhead: 36, atm: 'none' })
  assert.deepEqual(completed(cake, { bandwidth: '1gbit', autorateIngress: true }), { baseRate64: '1gbit', autorate: 1 })
  assert.deepEqual(completed(cake, { rtt: 10 }), { rtt: 10, target: 1 })
  assert.deepEqual(completed(cake, { rtt: '1s', target: '5ms' }), { rtt: '1s', target: '5ms' })
  refused(cake, { overhead: 'docsys' }, /^TypeError: options.overhead: 'docsys' is not .*did you mean 'docsis'/)
  refused(cake, { rtt: 'internetz' }, /^TypeError: options.rtt: .*did you mean 'internet'/)
  refused(cake, { overhead: 300 }, /^RangeError: options.overhead: 300 is not within -64 .. 256/)
  refused(cake, { bandwidth: 1, baseRate64: 1 }, /'bandwidth' says again what 'baseRate64' says/)
  refused(cake, { egress: true, ingress: 1 }, /'egress' says again what 'ingress' says/)
})

test('fq, fq_codel, hhf: wrong input names its option', () => {
  refused(fq, { buckets: 1000 }, /^RangeError: options.buckets: 1000 is not a power of two/)
  refused(fq, { buckets: '512' }, /^TypeError: options.buckets: /)
  refused(fq, { limit: 1, plimit: 1 }, /'limit' says again what 'plimit' says/)
  refused(fqCodel, { ceThresholdSelector: '1:3' }, /^TypeError: options.ceThresholdSelector: '1:3' is not /)
  refused(hhf, { limit: 1, backlogLimit: 1 }, /'limit' says again what 'backlogLimit' says/)
})

test('dualpi2: round trips make what its controller wants', () => {
  // The kernel's defaults suit 100 ms and 15 ms but for their rounding (net/sched/sch_dualpi2.c, dualpi2_reset_default).
  const { alpha, beta, ...rest } = completed(dualpi2, { maxRtt: '100ms', typicalRtt: '15ms' })
  assert.deepEqual(rest, { target: 15_000, tupdate: 15_000 })
  assert.deepEqual([Math.floor((alpha as number) * 256), Math.floor((beta as number) * 256)], [38, 768])
  assert.equal(completed(dualpi2, { maxRtt: '60ms' })['target'], 10_000)
  assert.equal(completed(dualpi2, { typicalRtt: 10_000 })['tupdate'], 10_000)
  refused(dualpi2, { maxRtt: '1ms', typicalRtt: '2ms' }, /^RangeError: options: 'typicalRtt' is more than 'maxRtt'/)
  refused(dualpi2, { maxRtt: '10ms', alpha: 1 }, /'maxRtt' says again what 'alpha' says/)
  refused(dualpi2, { maxRtt: '0' }, /^RangeError: options.maxRtt: /)
  refused(dualpi2, { maxRtt: '100s' }, /too long/)
})

test('dualpi2: a step in packets or in time', () => {
  for (const text of ['5p', '5pkts', '5 packets']) assert.deepEqual(completed(dualpi2, { stepThresh: text }), { stepThreshPkts: 5 })
  assert.deepEqual(completed(dualpi2, { stepThresh: '1ms', classicProtection: '10%' }), { stepThreshUs: '1ms', cProtection: '10%' })
  assert.deepEqual(completed(dualpi2, { splitGso: false, memlimit: '1m' }), { splitGso: 'no_split_gso', memoryLimit: '1m' })
})
