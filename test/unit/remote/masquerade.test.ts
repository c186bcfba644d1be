import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Client } from '../../../src/remote/client-of-hub.ts'
import { Masquerade } from '../../../src/remote/masquerade.ts'
import { datagramMessages, hex, vectors } from '../../vectors/read.ts'

class FakeClient implements Client {
  gone = false
  asked = 0
  readonly got: Uint8Array[] = []
  deliver(bytes: Uint8Array): boolean {
    this.got.push(bytes.slice())
    return true
  }
  whenReady(ready: () => void): void {
    ready()
  }
  asks(more: number): void {
    this.asked += more
  }
  lists(): void {}
  lost(): void {}
  refuse(): void {}
  denied(): void {}
  end(): void {}
}

const mask = (client: Client, sequence: number, more = {}) => ({
  ...{ client, sequence, port: 0, single: false, quiet: false, expires: Number.POSITIVE_INFINITY },
  ...more,
})
/** The kernel's answer as it would be if the request had had these numbers. */
const renumbered = (recorded: Uint8Array, sequence: number): Uint8Array => {
  const bytes = new Uint8Array(recorded)
  const view = new DataView(bytes.buffer)
  const isError = view.getUint16(4, true) === 2
  for (const at of isError ? [0, 20] : [0]) {
    view.setUint32(at + 8, sequence, true)
    view.setUint32(at + 12, 0, true)
  }
  return bytes
}

const exchanges = [...vectors('wrong'), ...vectors('addr')].flatMap(({ exchange }) => {
  const out = exchange.filter(({ dir }) => dir === 'out').flatMap(({ hex: text }) => datagramMessages(Buffer.from(text, 'hex')))
  const answers = exchange.filter(({ dir }) => dir === 'in').flatMap(({ hex: text }) => datagramMessages(Buffer.from(text, 'hex')))
  return answers
    .filter(({ type }) => type === 2)
    .flatMap((answer) => out.filter(({ seq }) => seq === answer.seq).map((request) => ({ request, answer })))
})

test('recorded answers come back to whom they belong, byte by byte as the kernel wrote them', () => {
  assert.ok(exchanges.length > 50)
  const masquerade = new Masquerade()
  const clients = exchanges.map(() => new FakeClient())
  // All use the same number: what else would many clients do.
  const numbers = exchanges.map(({ answer }, i) => masquerade.add(mask(clients[i] as FakeClient, answer.seq, { port: answer.pid })))
  assert.equal(new Set(numbers).size, exchanges.length)
  for (const [i, { answer }] of exchanges.entries()) {
    masquerade.answer(renumbered(answer.bytes, numbers[i] as number))
    const [got] = (clients[i] as FakeClient).got
    const expected = new Uint8Array(answer.bytes)
    // The copy of the request bears the port that the client gave, here the one that the kernel had given its socket.
    new DataView(expected.buffer).setUint32(32, answer.pid, true)
    assert.equal(hex(got ?? new Uint8Array()), hex(expected))
    assert.equal(clients[i]?.asked, 0)
  }
  assert.equal(masquerade.size, 0)
})

test('an answer says that what was asked before it is over; time does, and a client that goes', () => {
  const [first, second] = [new FakeClient(), new FakeClient()]
  const masquerade = new Masquerade()
  masquerade.add(mask(first, 1))
  masquerade.add(mask(second, 1))
  const third = masquerade.add(mask(first, 2))
  masquerade.add(mask(second, 2, { expires: 10 }))
  assert.deepEqual([first.asked, second.asked], [2, 2])
  const [{ answer }] = exchanges as [(typeof exchanges)[number]]
  masquerade.answer(renumbered(answer.bytes, third))
  assert.deepEqual([first.asked, second.asked, first.got.length, second.got.length], [0, 1, 1, 0])
  masquerade.expire(9)
  assert.equal(masquerade.size, 1)
  masquerade.expire(10)
  assert.deepEqual([masquerade.size, second.asked], [0, 0])
  const last = masquerade.add(mask(first, 3))
  masquerade.drop(first)
  assert.equal(first.asked, 0)
  masquerade.answer(renumbered(answer.bytes, last))
  assert.equal(first.got.length, 1)
})

test('an acknowledgement that nobody asked for is kept back; an error is not', () => {
  const client = new FakeClient()
  const masquerade = new Masquerade()
  const acknowledged = vectors('addr')
    .flatMap(({ exchange }) => exchange)
    .filter(({ dir }) => dir === 'in')
    .flatMap(({ hex: text }) => datagramMessages(Buffer.from(text, 'hex')))
    .find(({ type, bytes }) => type === 2 && new DataView(bytes.buffer, bytes.byteOffset).getInt32(16, true) === 0)
  assert.ok(acknowledged)
  masquerade.answer(renumbered(acknowledged.bytes, masquerade.add(mask(client, 5, { quiet: true }))))
  assert.equal(client.got.length, 0)
  const refused = exchanges.find(({ answer }) => new DataView(answer.bytes.buffer, answer.bytes.byteOffset).getInt32(16, true) !== 0)
  assert.ok(refused)
  masquerade.answer(renumbered(refused.answer.bytes, masquerade.add(mask(client, 6, { quiet: true }))))
  assert.equal(client.got.length, 1)
  // What is cut short is nobody's end.
  assert.doesNotThrow(() => masquerade.answer(renumbered(acknowledged.bytes, 4711)))
})
