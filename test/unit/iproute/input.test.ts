import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkNoun } from '../../../src/iproute/link/noun.ts'
import { routeNoun } from '../../../src/iproute/route/input.ts'
import { canonical, includes, keepOf } from '../../../src/iproute/words/answers-filter.ts'
import { commandOf, isListing } from '../../../src/iproute/words/flags.ts'
import { fieldsOf, joined, Links } from '../../../src/iproute/words/input.ts'
import { parsePrefix, prefixLength } from '../../../src/iproute/words/input-prefix.ts'
import { Recorder } from './input-recorder.ts'

test('parameters by position, options behind any of them', () => {
  const names = ['index', 'address', 'mask']
  assert.deepEqual(joined(names, [62, '10.0.0.1', 24]), { index: 62, address: '10.0.0.1', mask: 24 })
  assert.deepEqual(joined(names, [62, { address: '10.0.0.1' }]), { index: 62, address: '10.0.0.1' })
  assert.deepEqual(joined(names, [62, undefined, 24, undefined]), { index: 62, mask: 24 })
  assert.deepEqual(joined(names, [5, { mask: undefined }]), { index: 5 })
  assert.deepEqual(joined(names, [{ index: 5 }]), { index: 5 })
  assert.deepEqual(joined(names, [5, '10.0.0.1', 24, undefined]), { index: 5, address: '10.0.0.1', mask: 24 })
  assert.deepEqual(joined(names, []), {})
  assert.throws(() => joined(names, [1, 2, 3, 4]), /4 parameters where 3 have a meaning/)
  assert.throws(() => joined(names, [1, { index: 2 }]), /by its position and by its name/)
})

test('one key for each word: ours, the kernel’s, people’s', () => {
  assert.deepEqual(fieldsOf(routeNoun, { prefix: 'default', RTA_GATEWAY: '192.0.2.1', rtm_tos: 4, dev: 'a', header: {}, via: undefined }), {
    ...{ dst: 'default', gateway: '192.0.2.1', tos: 4, oif: 'a' },
  })
  assert.throws(() => fieldsOf(routeNoun, { dst: 'default', prefix: 'default' }), /'prefix' says again what another option says \('dst'\)/)
  assert.throws(() => fieldsOf(routeNoun, { IFLA_MTU: 5 }), TypeError)
  assert.throws(() => fieldsOf(routeNoun, { toString: 5 }), TypeError)
})

test('prefixes and their lengths', () => {
  assert.deepEqual(parsePrefix('dst', '10.0.0.0/8'), { address: '10.0.0.0', length: 8, family: 2 })
  assert.deepEqual(parsePrefix('dst', '10.0.0.0/255.128.0.0'), { address: '10.0.0.0', length: 9, family: 2 })
  assert.deepEqual(parsePrefix('dst', '2001:db8::1'), { address: '2001:db8::1', length: undefined, family: 10 })
  for (const word of ['default', 'any', 'all']) assert.deepEqual(parsePrefix('dst', word), { address: undefined, length: 0, family: 0 })
  assert.equal(prefixLength('mask', '255.255.255.255', 2), 32)
  assert.equal(prefixLength('mask', '0.0.0.0', 2), 0)
  assert.equal(prefixLength('mask', '64', 10), 64)
  for (const wrong of ['10.0.0/8', '10.0.0.0/', '10.0.0.0/x', '10.0.0.0/255.0.255.0', '010.0.0.1', '', '/8', 'defaults', '10.0.0.0/8/8']) {
    assert.throws(() => parsePrefix('dst', wrong), TypeError, wrong)
  }
  for (const wrong of [5, null, {}, undefined]) assert.throws(() => parsePrefix('dst', wrong), TypeError)
  for (const [wrong, family] of [
    [33, 2],
    [-1, 2],
    [129, 10],
  ] as const) {
    assert.throws(() => prefixLength('mask', wrong, family), RangeError)
  }
  assert.throws(() => prefixLength('mask', 8.5, 2), TypeError)
})

test('commands: words of ip and constants of the noun', () => {
  const words = ['add', 'delete', 'dump']
  assert.equal(commandOf('del', 'addr', words), 'delete')
  assert.equal(commandOf(20, 'addr', words), 'add')
  assert.equal(commandOf('RTM_DELADDR', 'addr', words), 'delete')
  for (const word of ['show', 'list', 'dump', 22, 'RTM_GETADDR']) assert.ok(isListing(word, 'addr'), String(word))
  for (const word of ['add', 20, 18, 'RTM_GETLINK', 'get', 'dumpp', 58]) assert.ok(!isListing(word, 'addr'), String(word))
  assert.throws(() => commandOf(16, 'addr', words), /'16' is not a command here \(add, delete, dump\)/)
  assert.throws(() => commandOf('delte', 'addr', words), /did you mean 'delete'/)
  assert.throws(() => commandOf('constructor', 'addr', words), TypeError)
})

test('values are compared in the form the decoder gives them', () => {
  const form = canonical(linkNoun, {
    operstate: 'UP',
    address: '52-54-00-9D-4E-3D',
    flags: 'IFF_UP',
    mtu: 1400,
    linkinfo: { kind: 'vlan', data: { id: 5 } },
  })
  assert.deepEqual([form['operstate'], form['address'], form['flags']], ['up', '52:54:00:9d:4e:3d', ['up']])
  assert.ok(includes({ a: 1, b: { c: ['x', 'y'] } }, { b: { c: ['y'] } }))
  assert.ok(!includes({ a: 1, b: { c: ['x'] } }, { b: { c: ['y'] } }))
  assert.ok(!includes(undefined, { b: 1 }))
  assert.ok(!includes([{ a: 1 }], [{ a: 1 }, { a: 2 }]))
  // What a struct's encoder filled with zero was not wished.
  assert.ok(includes({ flags: { flags: ['gvrp'], mask: 31 } }, { flags: { flags: ['gvrp'], mask: 0 } }, { flags: { flags: ['gvrp'] } }))
  const keep = keepOf<object>(linkNoun, { linkinfo: { kind: 'vlan', data: { id: 5 } }, master: null })
  assert.equal(keep?.({ linkinfo: { kind: 'vlan', data: { id: 5, protocol: 0x8100 } } }), true)
  assert.equal(keep?.({ linkinfo: { kind: 'vlan', data: { id: 6 } } }), false)
  assert.equal(keep?.({ linkinfo: { kind: 'vlan', data: { id: 5 } }, master: 3 }), false)
  assert.equal(keepOf(linkNoun, { family: 0 }), undefined)
  assert.throws(() => keepOf(linkNoun, { operstate: 'upp' }), { name: 'TypeError', message: /operstate.*did you mean 'up'/ })
})

test('names of links are looked up once each, all at a time; one that is not there refuses', async () => {
  const context = new Recorder({ a: 2, b: 3 })
  const found: number[] = []
  const links = new Links()
  for (const one of ['a', 'b', 'a', 7, null]) links.put('dev', one, (index) => found.push(index))
  assert.deepEqual(found, [7, 0])
  await links.found(context, {})
  assert.deepEqual(
    [found.toSorted(), context.lookups],
    [
      [0, 2, 2, 3, 7],
      ['a', 'b'],
    ],
  )
  assert.equal(new Links().found(context, {}), undefined)
  const missing = new Links()
  missing.put('dev', 'nosuch', () => assert.fail('found'))
  await assert.rejects(Promise.resolve(missing.found(context, {})), { code: 'ENODEV' })
  for (const wrong of ['', {}, true]) assert.throws(() => new Links().put('dev', wrong, () => undefined), TypeError)
})
