import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it, test } from 'node:test'
import { distributionOf, parseDistribution } from '../../../../src/iproute/tc/words/distribution.ts'
import { netem } from '../../../../src/iproute/tc/words/qdiscs/netem.ts'
import { Links } from '../../../../src/iproute/words/input.ts'
import { sameAsTc } from './wish.ts'

sameAsTc({
  'tc qdisc add dev d0 root netem delay 100ms': (ip) => ip.tc('add', 'netem', 'd0', { delay: '100ms' }),
  'tc qdisc add dev d0 root netem delay 10s': (ip) => ip.tc('add', 'netem', 'd0', { latency: 10_000_000 }),
  'tc qdisc add dev d0 root netem loss 1%': (ip) => ip.tc('add', 'netem', 'd0', { drop: '1%' }),
  'tc qdisc add dev d0 root netem loss gemodel 1% 10% 70% 0.1%': (ip) =>
    ip.tc('add', 'netem', 'd0', { lossGemodel: { p: '1%', r: '10%', '1-h': '70%', '1-k': 0.1 } }),
  'tc qdisc add dev d0 root netem loss gemodel 1%': (ip) => ip.tc('add', 'netem', 'd0', { lossGemodel: { p: 1 } }),
  'tc qdisc add dev d0 root netem ecn loss 5%': (ip) => ip.tc('add', 'netem', 'd0', { ecn: true, loss: 5 }),
  'tc qdisc add dev d0 root netem duplicate 1%': (ip) => ip.tc('add', 'netem', 'd0', { duplicate: '1%' }),
  'tc qdisc add dev d0 root netem corrupt 0.1%': (ip) => ip.tc('add', 'netem', 'd0', { corrupt: '0.1%' }),
  'tc qdisc add dev d0 root netem rate 10mbit 20 53 5': (ip) =>
    ip.tc('add', 'netem', 'd0', { rate: '10mbit', packetOverhead: 20, cellSize: 53, cellOverhead: 5 }),
  'tc qdisc add dev d0 root netem rate 40gbit': (ip) => ip.tc('add', 'netem', 'd0', { rate: 40_000_000_000n }),
  'tc qdisc add dev d0 root netem limit 3000': (ip) => ip.tc('add', 'netem', 'd0', { limit: 3000 }),
  'tc qdisc add dev d0 root netem slot 10ms 20ms packets 10 bytes 5000': (ip) =>
    ip.tc('add', 'netem', 'd0', { slot: { minDelay: '10ms', maxDelay: '20ms', packets: 10, bytes: 5000 } }),
  'tc qdisc add dev d0 root netem delay 5s 1s loss 2% 10% duplicate 3% 5% corrupt 1% 2% rate 5mbit limit 77': (ip) =>
    ip.tc('add', 'netem', 'd0', {
      ...{ delay: '5s', jitter: '1s', loss: 2, lossCorrelation: '10%', duplicate: 3, duplicateCorrelation: 5 },
      ...{ corrupt: 1, corruptCorrelation: 2, rate: '5mbit', limit: 77 },
    }),
})

const installed = (): boolean => {
  try {
    return distributionOf('normal').length > 0
  } catch {
    return false
  }
}
if (installed()) {
  sameAsTc({
    'tc qdisc add dev d0 root netem delay 100ms 10ms distribution normal': (ip) =>
      ip.tc('add', 'netem', 'd0', { delay: '100ms', jitter: '10ms', distribution: 'normal' }),
    'tc qdisc add dev d0 root netem slot distribution normal 10ms 2ms': (ip) =>
      ip.tc('add', 'netem', 'd0', { slot: { distDelay: '10ms', distJitter: '2ms' }, slotDistribution: 'normal' }),
  })
} else test('the distributions of iproute2', { skip: 'not installed' }, () => {})

/** The options after tc's checks and defaults. */
const completed = (options: Record<string, unknown>): Record<string, unknown> => {
  netem.complete?.(options, { command: 'add', message: {}, links: new Links() })
  return options
}

describe('what netem needs', () => {
  it('has the defaults of tc', () => {
    assert.deepEqual(completed({ delay: '1ms', reorder: '25%' }), { delay: '1ms', reorder: '25%', gap: 1, limit: 1000 })
    assert.deepEqual(completed({ lossState: { p13: '2%' } })['lossState'], { p13: '2%', p31: 98, p32: 0, p23: 100, p14: 0 })
    assert.deepEqual(completed({ slot: { minDelay: '2ms' } })['slot'], { minDelay: '2ms', maxDelay: '2ms' })
  })

  it('refuses what does not go together', () => {
    assert.throws(() => completed({ reorder: '25%' }), /'reorder' needs 'delay'/)
    assert.throws(() => completed({ delay: '0ms', reorder: '25%' }), /'reorder' needs 'delay'/)
    assert.throws(() => completed({ delay: '1ms', gap: 5 }), /'gap' needs 'reorder'/)
    assert.throws(() => completed({ ecn: true }), /'ecn' needs 'loss'/)
    assert.throws(() => completed({ delay: '1ms', distribution: [1, 2] }), /'distribution' needs 'delay' and 'jitter'/)
    assert.throws(() => completed({ slotDistribution: [1, 2] }), /'slotDistribution' needs 'distDelay'/)
    assert.throws(() => completed({ slot: { minDelay: '2ms', maxDelay: '1ms' } }), /'maxDelay' is less/)
    assert.throws(() => completed({ drop: 1, loss: 1 }), /'drop' says again/)
    assert.throws(() => completed({ lossState: {} }), { path: ['lossState'], message: "'p13' is needed" })
    assert.doesNotThrow(() => completed({ ecn: true, lossGemodel: { p: 1 } }))
  })

  it('takes what the kernel told of another one', () => {
    const told = { limit: 1000, delay: 0, jitter: 0, delayCorrelation: 0, loss: 0, reorder: 0, reorderCorrelation: 0, gap: 0, corrupt: 0 }
    assert.deepEqual(completed({ ...told }), told)
  })
})

describe('distributions', () => {
  it('are read as tc reads them', () => {
    assert.deepEqual(parseDistribution('# a comment\n -32768 -1\n\n0\t7 32767\n'), [-32768, -1, 0, 7, 32767])
    assert.throws(() => parseDistribution('# nothing\n'), /0 numbers/)
    assert.throws(() => parseDistribution('1 2 32768'), /32768/)
    assert.throws(() => parseDistribution('1 two'), /NaN/)
  })

  it('come from the directory that TC_LIB_DIR names', () => {
    const before = process.env['TC_LIB_DIR']
    const folder = mkdtempSync(join(tmpdir(), 'rtnl-dist-'))
    try {
      writeFileSync(join(folder, 'own.dist'), '-1 0 1\n')
      process.env['TC_LIB_DIR'] = folder
      assert.deepEqual(distributionOf('own'), [-1, 0, 1])
      assert.throws(() => distributionOf('other'), { message: /no file other\.dist in .*rtnl-dist-/ })
      assert.throws(() => distributionOf('../own'), /not the name of a distribution/)
      assert.throws(() => distributionOf(7), /'normal'/)
    } finally {
      if (before === undefined) delete process.env['TC_LIB_DIR']
      else process.env['TC_LIB_DIR'] = before
      rmSync(folder, { recursive: true })
    }
  })
})
