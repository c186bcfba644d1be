import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AREAS, datagramMessages, difference, sameAttributes, vectors, walk } from './read.ts'

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replace(/\s/g, ''), 'hex'))

// ip link add link eth0 name v0 type vlan id 5: IFLA_LINK, IFLA_IFNAME, IFLA_LINKINFO { KIND, DATA { ID } }
const HEADER = '00000000 00000000 00000000 00000000'
const LINK = '08000500 02000000'
const NAME = '07000300 76300000'
const INFO = '18001200 08000100 766c616e 0c000200 06000100 05000000'
const SWAPPED = '18001200 0c000200 06000100 0500ffff 08000100 766c616e'

test('all areas are there, in the numbers their README gives', () => {
  const counts = Object.fromEntries(AREAS.map((area) => [area, vectors(area).length]))
  assert.equal(counts['rule'], 48)
  assert.equal(counts['link-kinds'], 292)
  assert.equal(
    Object.values(counts).reduce((a, b) => a + b),
    1133,
  )
})

test('walk takes a message apart', () => {
  const [link, name, info] = walk(bytes(HEADER + LINK + NAME + INFO), 16)
  assert.deepEqual([link?.type, name?.type, info?.type], [5, 3, 18])
  assert.equal(Buffer.from(name?.payload ?? []).toString(), 'v0\0')
  assert.deepEqual(
    info?.children?.map(({ type, payload }) => [type, payload.length]),
    [
      [1, 4],
      [2, 8],
    ],
  )
  assert.throws(() => walk(bytes(`${HEADER}08000500 02`), 16))
})

test('order and padding make no difference, values do', () => {
  const one = bytes(HEADER + LINK + NAME + INFO)
  assert.ok(sameAttributes(one, bytes(HEADER + SWAPPED + NAME + LINK), 16))
  assert.equal(difference(one, bytes(HEADER + LINK + NAME + INFO.replace('05000000', '06000000')), [16]), '/18/2/1: 0500 became 0600')
  assert.equal(difference(one, bytes(HEADER + NAME + INFO), [16]), '/5: 02000000 lost')
  assert.equal(difference(bytes(HEADER + NAME), bytes(HEADER + LINK + NAME), [16]), '/5: 02000000 added')
  assert.ok(!sameAttributes(one, bytes(HEADER.replace('00000000', '02000000') + LINK + NAME + INFO), 16))
})

test('attributes of one number keep their order', () => {
  const list = (...ids: string[]) => bytes(ids.map((id) => `08000100${id}000000`).join(''))
  assert.equal(difference(list('01', '02'), list('02', '01'), [0]), '/1: 01000000 became 02000000')
})

test('zero bytes behind a message are dropped', () => {
  const datagram = `14000000 12000103 01000000 00000000 00000000 ${'00'.repeat(16)}`.replace(/\s/g, '')
  assert.deepEqual(
    datagramMessages(datagram).map(({ type, flags, seq, payload }) => [type, flags, seq, payload.length]),
    [[18, 0x301, 1, 4]],
  )
})
