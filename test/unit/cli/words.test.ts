import assert from 'node:assert/strict'
import { test } from 'node:test'
import { flatWords, wrapped } from '../../../src/cli/flat.ts'
import { jsonText } from '../../../src/cli/json.ts'
import { optionsOf, readValue } from '../../../src/cli/words.ts'

test('values are what they look like, and text in quotes', () => {
  const read = ['true', 'false', 'null', '20', '-1', '0x10', '20:', '1:10', '10.0.0.1/24', '10', '"10"', '007', ''].map((text) =>
    readValue(text),
  )
  assert.deepEqual(read, [true, false, null, 20, -1, 16, '20:', '1:10', '10.0.0.1/24', 10, '10', '007', ''])
  assert.equal(readValue('18446744073709551615'), 18446744073709551615n)
  assert.deepEqual(readValue('up,5'), ['up', 5])
  assert.equal(readValue('5', 'ifname'), '5')
})

test('dots nest, numbers in a row make lists, a key said twice too', () => {
  assert.deepEqual(optionsOf(['kind=veth', 'peer.ifname=v1', 'peer.mtu=1400'], {}), { kind: 'veth', peer: { ifname: 'v1', mtu: 1400 } })
  assert.deepEqual(optionsOf(['multipath.0.via=10.0.0.1', 'multipath.1.via=10.0.0.2'], {}), {
    multipath: [{ via: '10.0.0.1' }, { via: '10.0.0.2' }],
  })
  assert.deepEqual(optionsOf(['via=10.0.0.1', 'via=10.0.0.2'], {}), { via: ['10.0.0.1', '10.0.0.2'] })
  assert.throws(() => optionsOf(['__proto__.x=1'], {}), /no name of an option/)
  assert.throws(() => optionsOf(['a=1', 'a.b=2'], {}), /'a' has a value already/)
})

test('bare words have their place, their partner or their meaning', () => {
  const grammar = { positional: ['dst'], pairs: { via: 'via', type: 'kind' }, flags: { up: { state: 'up' } } }
  assert.deepEqual(optionsOf(['default', 'via', '10.0.0.1', 'up', 'type', 'veth'], grammar), {
    dst: 'default',
    via: '10.0.0.1',
    state: 'up',
    kind: 'veth',
  })
  assert.throws(() => optionsOf(['default', 'other'], grammar), /'other': options are written KEY=VALUE/)
  assert.throws(() => optionsOf(['via'], grammar), /'via' wants a value/)
})

test('what is printed of a message is what the command line takes', () => {
  const message = { ifname: 'v0', mtu: 1400, flags: ['up', 'lower_up'], peer: { ifname: 'v1' }, index: 5 }
  const words = flatWords(message, new Set(['index']))
  assert.deepEqual(words, ['ifname=v0', 'mtu=1400', 'flags=up,lower_up', 'peer.ifname=v1'])
  const { index: _, ...rest } = message
  assert.deepEqual(optionsOf(words, {}), rest)
  assert.deepEqual(wrapped(['aa=1', 'bb=2', 'cc=3'], 9), ['aa=1 bb=2', 'cc=3'])
})

test('JSON has digits for 64 bits and hexadecimal for bytes', () => {
  const value = { a: 2n ** 64n - 1n, b: new Uint8Array([1, 255]), c: undefined, d: [], e: [{ f: null }] }
  assert.equal(jsonText(value), '{"a":18446744073709551615,"b":"01ff","d":[],"e":[{"f":null}]}')
  assert.deepEqual(JSON.parse(jsonText({ x: [1, { y: 'é' }] }, '  ')), { x: [1, { y: 'é' }] })
  assert.equal(jsonText({ x: [1] }, '  '), '{\n  "x": [\n    1\n  ]\n}')
})
