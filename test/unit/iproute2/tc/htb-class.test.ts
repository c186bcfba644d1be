// tc 6.1 prints classes as text even where JSON is asked for: what the text says, as the members that tc's code has for it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { iproute2Json } from '../../../../src/iproute2/index.ts'
import { vectors } from '../../../vectors/read.ts'

const printed = (id: string): unknown => {
  const { show, links } = vectors('tc-class').find((one) => one.id === id)!
  const answers = show!.exchange.filter(({ dir }) => dir === 'in').map(({ hex }) => new Uint8Array(Buffer.from(hex, 'hex')))
  return iproute2Json(show!.argv, answers, { links: links[''] ?? {} })
}

test('a class with an overhead, in detail', () => {
  // class htb 1:1 root prio 0 quantum 12500 rate 1Mbit overhead 8 ceil 1Mbit linklayer atm burst 1600b/1 mpu 0b cburst 1600b/1 mpu 0b level 0
  assert.deepEqual(printed('tc-class/htb/rate-1mbit-linklayer-atm-overhead-8'), [
    {
      ...{ class: 'htb', handle: '1:1', root: true, prio: 0, quantum: 12_500, rate: 125_000, overhead: 8, ceil: 125_000 },
      ...{ linklayer: 'atm', burst: 1600, burst_cell: 1, mpu_rate: 0, cburst: 1600, cburst_cell: 1, mpu_ceil: 0, level: 0 },
    },
  ])
})

test('an inner class has neither priority nor quantum', () => {
  // class htb 1:1 root rate 1Mbit ceil 1Mbit linklayer ethernet burst 1600b/1 mpu 0b cburst 1600b/1 mpu 0b level 7
  const classes = printed('tc-class/htb/class-add-dev-d0-parent-1.1-classid-1.10-htb-rate-50') as Record<string, unknown>[]
  const seen = classes.map(({ handle, parent, prio, quantum, rate, ceil, level }) => [handle, parent, prio, quantum, rate, ceil, level])
  assert.deepEqual(seen, [
    ['1:10', '1:1', 1, 6250, 62_500, 125_000, 0],
    ['1:1', undefined, undefined, undefined, 125_000, 125_000, 7],
  ])
})

test('counters', () => {
  // lended: 0 borrowed: 0 giants: 0
  // tokens: 200000 ctokens: 200000
  const [first] = printed('tc-class/htb/s-class-show-dev-d0') as { readonly stats: object }[]
  const { lended, borrowed, giants, tokens, ctokens } = first!.stats as Record<string, unknown>
  assert.deepEqual([lended, borrowed, giants, tokens, ctokens], [0, 0, 0, 200_000, 200_000])
})
