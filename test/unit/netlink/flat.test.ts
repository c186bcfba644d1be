import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attributes, chosen } from '../../../src/netlink/attributes.ts'
import { type AnyCodec, scope } from '../../../src/netlink/codec.ts'
import { useInterpreter } from '../../../src/netlink/engine.ts'
import { withInputErrors } from '../../../src/netlink/errors.ts'
import { flat, headed, keysOf, orEmpty, view } from '../../../src/netlink/flat.ts'
import { bytes, string, u8, u16, u32 } from '../../../src/netlink/scalars.ts'
import { struct } from '../../../src/netlink/struct.ts'
import { Writer } from '../../../src/netlink/writer.ts'

class Parms extends struct('tc_parms', { limit: u32, rate: u32 }) {}
class Wire extends attributes('TCA_T_', { parms: [1, Parms], rate64: [2, u32], name: [3, string] }) {}
class Flat extends flat(Wire, 'parms') {}
class Headed extends headed(struct('tc_head', { limit: u16 }), attributes('TCA_H_', { mode: [1, u8] })) {}
const People = view(Flat, {
  what: 'the qdisc t',
  words: ['speed'],
  says: { rate64: 'speed', rate: 'speed' },
  read: ({ rate64, rate, ...rest }) => ({ ...rest, ...((rate64 ?? rate) !== undefined && { speed: rate64 ?? rate }) }),
  write: ({ speed, ...rest }: { readonly speed?: number | undefined; readonly name?: string; readonly limit?: number }) => ({
    ...rest,
    ...(speed !== undefined && { rate: Math.min(speed, 100), ...(speed > 100 && { rate64: speed }) }),
  }),
})

const LE = scope(0, true, true)
const from = (codec: AnyCodec, hex: string): unknown => {
  const data = new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
  return codec.read(new DataView(data.buffer), 0, data.length, LE)
}
const to = (codec: AnyCodec, value: unknown): string => {
  const out = new Writer(64, true)
  withInputErrors(() => codec.write(out, value as never, LE))
  return Buffer.from(out.finish()).toString('hex')
}

const PARMS = '0c000100 05000000 07000000'
const NAME = '06000300 61000000'

for (const interpreted of [false, true]) {
  const by = interpreted ? 'interpreted' : 'compiled'
  test(`a struct among attributes reads as attributes (${by})`, (t) => {
    useInterpreter(interpreted)
    t.after(() => useInterpreter(undefined))
    assert.deepEqual(from(Flat, PARMS + NAME), { limit: 5, rate: 7, name: 'a' })
    assert.deepEqual(from(Flat, NAME), { name: 'a' })
    assert.deepEqual(from(Flat, `10000100 05000000 07000000 01020304`), { limit: 5, rate: 7, rest: new Uint8Array([1, 2, 3, 4]) })
    assert.equal(to(Flat, { name: 'a', limit: 5, rate: 7 }), (PARMS + NAME).replaceAll(' ', ''))
    assert.equal(to(Flat, { TCA_T_NAME: 'a', parms: { limit: 5 }, rate: 7 }), (PARMS + NAME).replaceAll(' ', ''))
    assert.equal(to(Flat, { name: 'a' }), NAME.replaceAll(' ', ''))
    assert.deepEqual(keysOf(Flat), ['limit', 'rate', 'rate64', 'name'])
    assert.throws(() => to(Flat, { limt: 5 }), /'limt' is not an attribute of TCA_T_\*; did you mean 'limit'\?/)
    assert.throws(() => to(Flat, { limit: -1 }), /^RangeError: limit/)
  })
  test(`a struct and the attributes behind it (${by})`, (t) => {
    useInterpreter(interpreted)
    t.after(() => useInterpreter(undefined))
    assert.deepEqual(from(Headed, '0500 0000 05000100 02000000'), { limit: 5, mode: 2 })
    assert.deepEqual(from(Headed, '0500'), { limit: 5 })
    assert.equal(to(Headed, { limit: 5, mode: 2 }), '050000000500010002000000')
    assert.equal(to(Headed, { limit: 5 }), '0500')
    assert.throws(() => to(Headed, { mod: 5 }), /did you mean 'mode'/)
  })
}

test('people’s words over a layout, and the layout’s own', () => {
  assert.deepEqual(from(People as AnyCodec, PARMS), { limit: 5, speed: 7 })
  assert.deepEqual(from(People as AnyCodec, `${PARMS} 08000200 e8030000`), { limit: 5, speed: 1000 })
  assert.equal(to(People as AnyCodec, { limit: 5, speed: 7 }), PARMS.replaceAll(' ', ''))
  assert.equal(to(People as AnyCodec, { limit: 5, speed: 1000 }), '0c000100050000006400000008000200e8030000')
  assert.equal(to(People as AnyCodec, { limit: 5, rate: 7 }), PARMS.replaceAll(' ', ''))
  assert.equal(to(People as AnyCodec, { TCA_T_RATE64: 1000 }), '08000200e8030000')
  assert.deepEqual(People.keys, ['speed', 'limit', 'name'])
  assert.throws(() => to(People as AnyCodec, { sped: 1 }), /'sped' is not an option of the qdisc t; did you mean 'speed'\?/)
  assert.throws(() => to(People as AnyCodec, { speed: 2 ** 33 }), /^RangeError: speed/)
  assert.throws(() => to(People as AnyCodec, 5), TypeError)
})

test('errors of the kernel find the word of people', () => {
  const data = new Uint8Array(Buffer.from('0c000100050000000700000008000200e8030000', 'hex'))
  const parts = People.parts?.(new DataView(data.buffer), 0, data.length, LE) ?? []
  assert.deepEqual(
    parts.map(({ key, name }) => [key, name]),
    [
      ['parms', 'TCA_T_PARMS'],
      ['speed', 'TCA_T_RATE64'],
    ],
  )
})

test('a payload that may be empty', () => {
  const codec = orEmpty(Parms) as AnyCodec
  assert.deepEqual(from(codec, ''), {})
  assert.deepEqual(from(codec, '05000000 07000000'), { limit: 5, rate: 7 })
  assert.equal(to(codec, {}), '')
  assert.equal(to(codec, { limit: undefined }), '')
  assert.equal(to(codec, { limit: 5 }), '0500000000000000')
})

test('a payload chosen by a sibling, with a layout for all others', () => {
  class Chosen extends attributes('TCA_C_', { kind: [1, string], data: [2, chosen('kind', { a: u8, b: u32 }, bytes)] }) {}
  assert.deepEqual(from(Chosen, '06000100 61000000 05000200 07000000'), { kind: 'a', data: 7 })
  assert.deepEqual(from(Chosen, '05000200 07000000 06000100 7a000000'), { kind: 'z', data: new Uint8Array([7]) })
  assert.equal(to(Chosen, { kind: 'b', data: 7 }), '06000100620000000800020007000000')
  assert.equal(to(Chosen, { kind: 'z', data: new Uint8Array([7]) }), '060001007a0000000500020007000000')
})
