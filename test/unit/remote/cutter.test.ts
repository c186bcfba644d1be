import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Cutter } from '../../../src/remote/cutter.ts'
import { PREAMBLE } from '../../../src/remote/wire.ts'
import { datagramMessages, hex, vectors } from '../../vectors/read.ts'

const LIMIT = 1 << 20
/** Messages that a kernel wrote, each padded, one after the other. */
const recorded = Buffer.concat(
  vectors('route')
    .slice(0, 40)
    .flatMap(({ exchange }) => exchange)
    .flatMap(({ hex: text }) => datagramMessages(Buffer.from(text, 'hex')))
    .map(({ bytes }) => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])),
)

const through = (cut: (at: number) => number): string => {
  const cutter = new Cutter(LIMIT)
  const stream = Buffer.concat([PREAMBLE, recorded])
  const out: Uint8Array[] = []
  for (let at = 0; at < stream.length; ) {
    const size = Math.max(1, cut(at))
    out.push(cutter.push(new Uint8Array(stream.subarray(at, at + size))).slice())
    at += size
  }
  for (const part of out) if (part.length > 0) datagramMessages(part)
  return hex(Buffer.concat(out))
}

test('however a stream is cut, the same messages come, each whole', () => {
  assert.ok(recorded.length > 1000)
  const whole = hex(recorded)
  for (const size of [1, 2, 3, 7, 16, 17, 64, 1000, 65_536])
    assert.equal(
      through(() => size),
      whole,
      `pieces of ${size} bytes`,
    )
  let seed = 1
  for (let i = 0; i < 50; i++)
    assert.equal(
      through(() => {
        seed = (seed * 1_103_515_245 + 12_345) & 0x7fff_ffff
        return seed % 300
      }),
      whole,
    )
})

test('what comes out is no Buffer, whose slices are no copies', () => {
  const out = new Cutter(LIMIT).push(Buffer.concat([PREAMBLE, recorded]))
  assert.equal(Object.getPrototypeOf(out), Uint8Array.prototype)
})

test('a long message that comes byte by byte costs time in proportion', () => {
  const cutter = new Cutter(LIMIT)
  cutter.push(PREAMBLE)
  const message = new Uint8Array(LIMIT)
  new DataView(message.buffer).setUint32(0, LIMIT, true)
  const started = performance.now()
  for (let at = 0; at < LIMIT - 1; at++) assert.equal(cutter.push(message.subarray(at, at + 1)).length, 0)
  assert.equal(cutter.push(message.subarray(LIMIT - 1)).length, LIMIT)
  // Copying the whole with each byte would move 500 GB.
  assert.ok(performance.now() - started < 5000)
})
