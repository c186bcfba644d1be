import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { BatchResult } from '../../../src/iproute/batch/run.ts'
import { IPRoute } from '../../../src/iproute/iproute.ts'
import { IPRSocket } from '../../../src/iproute/iprsocket.ts'
import { answer, FakeKernel, type FakeTransport, joined, message, messagesOf, turn } from './fake-transport.ts'

const ACK = 4
const RTM_NEWLINK = 16
const remove = (index: number) => ({ type: 'RTM_DELLINK', message: { index } })
const removals = (count: number) => Array.from({ length: count }, (_, i) => remove(i + 1))

const setup = () => {
  const kernel = new FakeKernel()
  return { kernel, ip: new IPRoute({ connect: kernel.connect }), socket: new IPRSocket({ connect: kernel.connect }) }
}

/** The index in an ifinfomsg, behind nlmsghdr. */
const indexOf = (bytes: Uint8Array): number => new Int32Array(bytes.slice(20, 24).buffer)[0] ?? 0

/** Answers a datagram as the kernel does: errors where `errnos` has them, and what asked for it is acknowledged. */
const respond = (transport: FakeTransport, datagram: Uint8Array | undefined, errnos: Readonly<Record<number, number>> = {}): void => {
  assert.ok(datagram)
  const answers = messagesOf(datagram)
    .map(({ bytes, flags, seq }) => ({ flags, seq, errno: errnos[indexOf(bytes)] ?? 0 }))
    .filter(({ flags, errno }) => errno !== 0 || (flags & ACK) !== 0)
    .map(({ seq, errno }) => answer(seq, -errno))
  transport.deliver(joined(...answers))
}
const short = (results: readonly BatchResult[]): string[] =>
  results.map((one) => (one.status === 'fulfilled' ? 'ok' : String((one.reason as { code?: string }).code ?? one.reason)))

describe('a batch', () => {
  it('sends many requests in one datagram, of which the last asks for an acknowledgement', async () => {
    const { kernel, ip } = setup()
    const done = ip.batch(removals(5))
    await turn()
    assert.equal(kernel.opened.length, 1)
    assert.equal(kernel.last.purpose, 'batch')
    assert.equal(kernel.last.datagrams.length, 1)
    const { sent } = kernel.last
    assert.deepEqual(
      sent.map(({ flags }) => flags & ACK),
      [0, 0, 0, 0, ACK],
    )
    assert.deepEqual(
      sent.map(({ bytes }) => indexOf(bytes)),
      [1, 2, 3, 4, 5],
    )
    assert.equal(new Set(sent.map(({ seq }) => seq)).size, 5)
    respond(kernel.last, kernel.last.datagrams[0], { 2: 19, 5: 16 })
    assert.deepEqual(short(await done), ['ok', 'ENODEV', 'ok', 'ok', 'EBUSY'])
    assert.equal(kernel.last.closed, true)
  })

  it('has a result for each call, in order, also for those that could not be made', async () => {
    const { kernel, ip } = setup()
    const done = ip.batch((b) => {
      b.request(remove(1))
      b.request({ type: 'RTM_DELLINK', message: { indx: 1 } })
      b.request({ type: 'RTM_GETLINK', message: { index: 1 } })
      b.route('flush', { table: 9 })
      b.request(remove(2))
    })
    for (let i = 0; i < 3; i++) {
      await turn()
      for (const datagram of kernel.last.datagrams.splice(0)) respond(kernel.last, datagram)
    }
    const results = short(await done)
    assert.deepEqual([results[0], results[4]], ['ok', 'ok'])
    assert.match(results[1] ?? '', /TypeError: 'indx'.*did you mean 'index'/)
    assert.match(results[2] ?? '', /TypeError: RTM_GETLINK asks/)
    assert.match(results[3] ?? '', /TypeError: .*listing/)
  })

  it('answers an empty array for nothing, without a socket', async () => {
    const { kernel, ip } = setup()
    assert.deepEqual(await ip.batch([]), [])
    assert.deepEqual(await ip.batch(() => undefined), [])
    assert.equal(kernel.opened.length, 0)
  })

  it('parts what is long into datagrams, some of which are under way at once', async () => {
    const { kernel, ip } = setup()
    const done = ip.batch(removals(256 * 20 + 1))
    await turn()
    assert.equal(kernel.last.datagrams.length, 16)
    let answered = 0
    while (answered < kernel.last.datagrams.length) {
      respond(kernel.last, kernel.last.datagrams[answered++], { 300: 19, 5121: 16 })
      await turn()
      assert.ok(kernel.last.datagrams.length - answered <= 16)
    }
    assert.equal(answered, 21)
    const results = short(await done)
    assert.equal(results.length, 5121)
    assert.deepEqual([...new Set(results)].sort(), ['EBUSY', 'ENODEV', 'ok'])
    assert.deepEqual([results[299], results[5120]], ['ENODEV', 'EBUSY'])
  })

  it('without a thread has one datagram under way', async () => {
    const { kernel, socket } = setup()
    const done = socket.batch(removals(600))
    for (const expected of [1, 2, 3]) {
      await turn()
      assert.equal(kernel.last.datagrams.length, expected)
      respond(kernel.last, kernel.last.datagrams[expected - 1])
    }
    assert.deepEqual([...new Set(short(await done))], ['ok'])
  })

  it('draws from a generator no faster than the kernel works', async () => {
    const { kernel, ip } = setup()
    let made = 0
    const done = ip.batch(function* (b) {
      for (; made < 256 * 40; made++) {
        b.request(remove(1))
        yield
      }
    })
    await turn()
    assert.ok(made < 256 * 20, `${made} made`)
    for (let i = 0; i < kernel.last.datagrams.length; i++) {
      respond(kernel.last, kernel.last.datagrams[i])
      await turn()
    }
    assert.equal((await done).length, 256 * 40)
  })

  it('draws from asynchronous sources, and waits for asynchronous functions', async () => {
    const { kernel, ip } = setup()
    const drawn = ip.batch(
      (async function* () {
        yield remove(1)
        await turn()
        yield remove(2)
      })(),
    )
    await turn()
    await turn()
    await turn()
    assert.equal(kernel.last.sent.length, 2)
    respond(kernel.last, kernel.last.datagrams[0])
    assert.equal((await drawn).length, 2)
    const called = ip.batch(async (b) => {
      b.request(remove(1))
      await turn()
      b.request(remove(2))
    })
    for (let i = 0; i < 4; i++) await turn()
    respond(kernel.last, kernel.last.datagrams[0])
    assert.deepEqual(short(await called), ['ok', 'ok'])
  })

  it('keeps the order of the calls though one looks up a name first', async () => {
    const { kernel, ip } = setup()
    const done = ip.batch((b) => {
      b.request(remove(1))
      b.addr('add', { dev: 'eth7', address: '192.0.2.1/24' })
      b.request(remove(2))
      b.addr('add', { dev: 'eth7', address: '192.0.2.1/24' })
    })
    await turn()
    const asking = kernel.opened.find(({ purpose }) => purpose === 'requests')
    assert.equal(asking?.sent.length, 1, 'the name is asked once')
    asking?.deliver(message(RTM_NEWLINK, 0, asking.sent[0]?.seq ?? 0, new Uint8Array([0, 0, 1, 0, 77, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])))
    for (let i = 0; i < 3; i++) await turn()
    const { sent } = kernel.last
    assert.deepEqual(
      sent.map(({ bytes }) => indexOf(bytes)),
      [1, 77, 2, 77],
    )
    respond(kernel.last, kernel.last.datagrams[0])
    assert.deepEqual(short(await done), ['ok', 'ok', 'ok', 'ok'])
  })

  it('stops at the first error on request, having sent nothing behind it', async () => {
    const { kernel, ip } = setup()
    const done = ip.batch(
      (b) => {
        for (const one of removals(5)) b.request(one)
      },
      { stopAtError: true },
    )
    for (const expected of [1, 2, 3]) {
      await turn()
      assert.equal(kernel.last.sent.length, expected)
      respond(kernel.last, kernel.last.datagrams[expected - 1], { 3: 1 })
    }
    assert.deepEqual(short(await done), ['ok', 'ok', 'EPERM'])
    assert.equal(kernel.last.sent.length, 3)
    const wrong = ip.batch([remove(1), { type: 'RTM_DELLINK', message: { indx: 1 } }, remove(2)], { stopAtError: true })
    await turn()
    respond(kernel.last, kernel.last.datagrams[0])
    assert.equal((await wrong).length, 2)
    assert.equal(kernel.last.sent.length, 1)
  })
})

describe('what goes wrong with a batch', () => {
  it('says of each request whose answer was lost that it is not known, and goes on with the others', async () => {
    const { kernel, ip } = setup()
    const done = ip.batch(removals(256 * 20))
    await turn()
    const [lossy] = kernel.opened
    assert.ok(lossy)
    respond(lossy, lossy.datagrams[0], { 3: 19 })
    lossy.lose('kernel')
    await turn()
    assert.equal(kernel.opened.length, 2)
    for (const datagram of kernel.last.datagrams) respond(kernel.last, datagram)
    const results = short(await done)
    assert.equal(results.length, 256 * 20)
    assert.deepEqual(results.slice(0, 4), ['ok', 'ok', 'ENODEV', 'ok'])
    assert.deepEqual([...new Set(results.slice(256, 256 * 17))], ['ENOBUFS'])
    assert.deepEqual([...new Set(results.slice(256 * 17))], ['ok'])
  })

  it('rejects as a whole when it is aborted, released, or has no answer in time', async () => {
    const { ip } = setup()
    const controller = new AbortController()
    await assert.rejects(ip.batch([], { signal: AbortSignal.abort(new Error('before')) }), /before/)
    const aborted = ip.batch(removals(3), { signal: controller.signal })
    await turn()
    controller.abort(new Error('enough'))
    await assert.rejects(aborted, /enough/)
    const keep = setTimeout(() => undefined, 1000)
    await assert.rejects(ip.batch(removals(3), { timeout: 20 }), { code: 'ETIMEDOUT' })
    clearTimeout(keep)
    const released = assert.rejects(ip.batch(removals(3)), { code: 'ECANCELED' })
    await ip.release()
    await released
  })

  it('rejects with what its function throws', async () => {
    const { ip } = setup()
    await assert.rejects(
      ip.batch((b) => {
        b.request(remove(1))
        throw new Error('mine')
      }),
      /mine/,
    )
  })
})
