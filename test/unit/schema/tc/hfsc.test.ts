// Service curves, by what tc 6.1 sent for each form of them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HfscClassOptions, HfscOptions } from '../../../../src/schema/tc/qdiscs/hfsc.ts'
import { readOptions, requested, writeOptions } from './option-bytes.ts'

test('curves: slopes, delays, or a rate alone', () => {
  const request = (id: string): string => requested('tc-class', `tc-class/hfsc/${id}`)
  const rates = request('ls-rate-1mbit-ul-rate-2mbit')
  assert.deepEqual(readOptions(HfscClassOptions, rates), { ls: { m1: 0, d: 0, m2: 1e6 }, ul: { m1: 0, d: 0, m2: 2e6 } })
  for (const words of [
    { ls: '1mbit', ul: 2e6 },
    { ls: { rate: 1e6 }, ul: { m2: '2mbit' } },
    { fsc: { m2: 1e6 }, usc: { m2: 2e6 } },
  ])
    assert.equal(writeOptions(HfscClassOptions, words), rates)

  const shared = request('sc-umax-1500-dmax-20ms-rate-1mbit-ul-rate-5mbit')
  const curve = { m1: 0, d: 8000, m2: 1e6 }
  assert.deepEqual(readOptions(HfscClassOptions, shared), { sc: curve, ul: { m1: 0, d: 0, m2: 5e6 } })
  assert.equal(writeOptions(HfscClassOptions, { sc: { umax: '1500b', dmax: '20ms', rate: '1mbit' }, ul: '5mbit' }), shared)
  assert.equal(writeOptions(HfscClassOptions, { rt: curve, ls: { m2: '1mbit', d: '8ms' }, ul: '5mbit' }), shared)

  const apart = request('rt-umax-1500-dmax-30ms-rate-500kbit-ls-m1-1mbit-d-5m')
  const words = { rt: { m1: 0, d: 6000, m2: 500_000 }, ls: { m1: 1e6, d: 5000, m2: 700_000 } }
  assert.deepEqual(readOptions(HfscClassOptions, apart), words)
  assert.equal(writeOptions(HfscClassOptions, structuredClone(words)), apart)
})

test('a delay shorter than the rate has it begins steeply (tc-hfsc(7): 1500 bytes in 10 ms, then 100 kbit)', () => {
  const { sc } = readOptions(HfscClassOptions, writeOptions(HfscClassOptions, { sc: { umax: 1500, dmax: '10ms', rate: '100kbit' } })) as {
    readonly sc: object
  }
  assert.deepEqual(sc, { m1: 1_200_000, d: 10_000, m2: 100_000 })
})

test('wrong curves', () => {
  const refused = (value: object, expected: RegExp): void => {
    assert.throws(() => writeOptions(HfscClassOptions, value), expected)
  }
  refused({ sc: '1mbit', ls: '1mbit' }, /^TypeError: sc: it is both 'rt' and 'ls'/)
  refused({ rt: { m1: '1mbit', umax: 1500 } }, /^TypeError: rt: a curve has .* not some of both/)
  refused({ rt: { slope: 1 } }, /^TypeError: rt: 'slope' is not of a service curve/)
  refused({ rt: { umax: 1500, rate: '1mbit' } }, /^TypeError: rt\.dmax: 'umax' is given without the time/)
  refused({ rt: { dmax: '10ms', rate: 0 } }, /^RangeError: rt\.rate: 0 is no rate/)
  refused({ ul: 'fast' }, /^TypeError: ul\.m2: 'fast' is not a rate/)
  refused({ ll: '1mbit' }, /^TypeError: 'll' is not an option of the class hfsc; did you mean 'ls'\?/)
})

test('hfsc itself: the default class by its number', () => {
  assert.equal(writeOptions(HfscOptions, { default: '1:10' }), '1000')
  assert.deepEqual(readOptions(HfscOptions, '0000'), { default: 0 })
})
