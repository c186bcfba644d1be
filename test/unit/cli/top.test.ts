import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { plain } from '../../../src/cli/style.ts'
import { Rates, sparkline } from '../../../src/cli/top/rates.ts'
import { type SeenLink, screen, takeCounters } from '../../../src/cli/top/screen.ts'
import { buildTcTree } from '../../../src/iproute/tc/tree.ts'
import { rtnetlink } from '../../../src/schema/index.ts'
import { vectors } from '../../vectors/read.ts'

describe('rates', () => {
  it('come with the second look, by the time between', () => {
    const rates = new Rates()
    rates.take('eth0', 1000, { bytes: 500n })
    assert.deepEqual(rates.of('eth0', 'bytes'), [])
    rates.take('eth0', 3000, { bytes: 1500n })
    rates.take('eth0', 3500, { bytes: 1600n })
    assert.deepEqual(rates.of('eth0', 'bytes'), [500, 200])
  })

  it('of a counter that fell are nothing, and what was not told has gone', () => {
    const rates = new Rates()
    const look = (time: number, bytes: bigint | undefined) => {
      rates.begin()
      if (bytes !== undefined) rates.take('eth0', time, { bytes })
    }
    look(0, 900n)
    look(1000, 100n)
    assert.deepEqual(rates.of('eth0', 'bytes'), [0])
    look(2000, undefined)
    look(3000, 5000n)
    assert.deepEqual(rates.of('eth0', 'bytes'), [])
  })

  it('beyond 2^53 keep their differences', () => {
    const rates = new Rates()
    rates.take('eth0', 0, { bytes: 2n ** 60n })
    rates.take('eth0', 1000, { bytes: 2n ** 60n + 1n })
    assert.deepEqual(rates.of('eth0', 'bytes'), [1])
  })

  it('as bars', () => {
    assert.equal(sparkline([0, 1, 2, 4, 8], 7), '  ▁▁▂▄█'.replace('▁▁▂▄█', '▁▂▃▅█'))
    assert.equal(sparkline([1, 2, 3], 2), '▆█')
    assert.equal(sparkline([], 3), '   ')
    assert.equal(sparkline([0, 0], 2), '▁▁')
    // Against a limit.
    assert.equal(sparkline([5, 10], 2, 10), '▅█')
  })
})

describe('screen', () => {
  const vector = vectors('tc-class').find(
    ({ argv }) => argv.join(' ') === 'tc class add dev d0 parent 1: classid 1:1 htb rate 1mbit ceil 2mbit',
  )
  const classes = (vector?.show?.exchange ?? [])
    .filter(({ dir }) => dir === 'in')
    .flatMap(({ hex }) => rtnetlink.decode(Buffer.from(hex, 'hex'), { littleEndian: true }))
    .filter((one) => rtnetlink.is(one, 'RTM_NEWTCLASS'))
  const tree = buildTcTree({ index: 2, name: 'd0' }, [], classes as never, [])
  const link = (name: string, bytes: bigint): SeenLink => ({
    index: 2,
    name,
    state: 'up',
    rxBytes: bytes,
    txBytes: 0n,
    rxPackets: bytes / 100n,
    txPackets: 0n,
    dropped: 0n,
    tree,
  })
  const rates = new Rates()
  takeCounters(rates, 0, [link('d0', 0n)])
  takeCounters(rates, 1000, [link('d0', 125_000n)])

  it('a line for each link and each class, with rates in bits', () => {
    const lines = screen([link('d0', 125_000n)], rates, { columns: 120, rows: 24 }, plain, 'title')
    assert.match(lines[1] ?? '', /^link +rx +tx +rx pkt\/s tx pkt\/s lost\/s +total$/)
    assert.match(lines[2] ?? '', /^d0 +up +1mbit +█ +0bit +▁ +1.25k +0 +0 +125 kB$/)
    assert.match(lines[3] ?? '', /^ {2}htb 1:1 +of 2mbit +0bit/)
  })

  it('is never wider or longer than its room', () => {
    const many = Array.from({ length: 30 }, (_, i) => link(`a-very-long-name${i}`, 1n))
    for (const columns of [20, 40, 80, 100, 200]) {
      const lines = screen(many, rates, { columns, rows: 10 }, plain, 'a title that is somewhat longer than that')
      assert.ok(lines.length <= 10)
      for (const line of lines) assert.ok(line.length <= columns, `${line.length} of ${columns}: ${line}`)
    }
    assert.match(screen(many, rates, { columns: 100, rows: 10 }, plain, '').at(-1) ?? '', /^and \d+ more lines/)
  })
})
