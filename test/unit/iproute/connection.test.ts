import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { IPRoute } from '../../../src/iproute/iproute.ts'
import { NetlinkError } from '../../../src/netlink/kernel-error.ts'
import { address, answer, DUMP_INTR, done, FakeKernel, joined, turn } from './fake-transport.ts'

const REQUEST = 1
const REQUEST_ACK = 5
const DUMP = 0x301

const change = (index: number) => ({ type: 'RTM_DELLINK', message: { index } })
const question = { type: 'RTM_GETLINK', message: { index: 1 } }
const listing = { type: 'RTM_GETADDR', message: { family: 'unspec' } }

const setup = (options = {}) => {
  const kernel = new FakeKernel()
  return { kernel, ip: new IPRoute({ connect: kernel.connect, ...options }) }
}
const sequenceAt = (kernel: FakeKernel, place: number): number => {
  const sent = kernel.last.sent.at(place)
  assert.ok(sent)
  return sent.seq
}
const codeIs = (code: string) => (error: unknown) => error instanceof NetlinkError && error.code === code

describe('requests in flight', () => {
  it('opens nothing before it is needed', () => {
    const { kernel } = setup()
    assert.equal(kernel.opened.length, 0)
  })

  it('finds whose an answer is by its sequence number, in whatever order they come', async () => {
    const { kernel, ip } = setup()
    const first = ip.request(change(1))
    const second = ip.request(change(2))
    const third = ip.request(change(3))
    assert.deepEqual(
      kernel.last.sent.map(({ flags }) => flags),
      [REQUEST_ACK, REQUEST_ACK, REQUEST_ACK],
    )
    kernel.last.deliver(joined(answer(sequenceAt(kernel, 2)), answer(sequenceAt(kernel, 0), -19, 'gone')), answer(sequenceAt(kernel, 1)))
    await assert.rejects(
      first,
      (error) => codeIs('ENODEV')(error) && /gone/.test(String(error)) && /index 1/.test((error as NetlinkError).request),
    )
    assert.deepEqual([await second, await third], [[], []])
  })

  it('asks without an acknowledgement, and is content with the one message that answers', async () => {
    const { kernel, ip } = setup()
    const asked = ip.request<{ index: number }>({ type: 'RTM_GETADDR', message: { family: 'inet' } })
    assert.deepEqual(
      kernel.last.sent.map(({ flags }) => flags),
      [REQUEST],
    )
    kernel.last.deliver(address(sequenceAt(kernel, 0), 7, 0))
    assert.deepEqual(
      (await asked).map(({ index }) => index),
      [7],
    )
  })

  it('collects what comes before an acknowledgement', async () => {
    const { kernel, ip } = setup()
    const asked = ip.request<{ index: number }>({ type: 'RTM_NEWADDR', flags: ['create', 'echo'], message: { family: 'inet', index: 5 } })
    const seq = sequenceAt(kernel, 0)
    kernel.last.deliver(address(seq, 5, 0))
    await turn()
    kernel.last.deliver(answer(seq))
    assert.deepEqual(
      (await asked).map(({ index }) => index),
      [5],
    )
  })

  it('keeps the process alive exactly while a call waits', async () => {
    const { kernel, ip } = setup()
    const waiting = ip.request(change(1))
    assert.equal(kernel.last.referenced, true)
    kernel.last.deliver(answer(sequenceAt(kernel, 0)))
    await waiting
    assert.equal(kernel.last.referenced, false)
  })

  it('refuses what cannot be encoded before anything is sent', async () => {
    const { kernel, ip } = setup()
    await assert.rejects(ip.request({ type: 'RTM_DELLINK', message: { indx: 1 } }), /'indx' .* did you mean 'index'/)
    assert.equal(kernel.last.datagrams.length, 0)
    assert.equal(kernel.last.referenced, false)
  })

  it('rejects with the failure of the send', async () => {
    const { kernel, ip } = setup({ doConnect: true })
    kernel.last.refuse = new Error('EMSGSIZE')
    await assert.rejects(ip.request(change(1)), /EMSGSIZE/)
  })
})

describe('what goes wrong with a connection', () => {
  it('gives up in time, and does not mind the late answer', async () => {
    const { kernel, ip } = setup({ timeout: 20 })
    const keep = setTimeout(() => undefined, 1000)
    await assert.rejects(ip.request(change(3)), (error) => codeIs('ETIMEDOUT')(error) && /RTM_DELLINK/.test(String(error)))
    kernel.last.deliver(answer(sequenceAt(kernel, 0)))
    const next = ip.request(change(4))
    kernel.last.deliver(answer(sequenceAt(kernel, 1)))
    assert.deepEqual(await next, [])
    assert.equal(kernel.opened.length, 1)
    clearTimeout(keep)
  })

  it('takes the timeout of the call before that of the socket', async () => {
    const { ip } = setup({ timeout: 0 })
    const keep = setTimeout(() => undefined, 1000)
    await assert.rejects(ip.request({ ...change(3), timeout: 10 }), codeIs('ETIMEDOUT'))
    clearTimeout(keep)
  })

  it('rejects with the reason of the signal', async () => {
    const { kernel, ip } = setup()
    await assert.rejects(ip.request({ ...question, signal: AbortSignal.abort(new Error('before')) }), /before/)
    const controller = new AbortController()
    const waiting = ip.request({ ...question, signal: controller.signal })
    controller.abort(new Error('meanwhile'))
    await assert.rejects(waiting, /meanwhile/)
    assert.equal(kernel.last.referenced, false)
  })

  it('fails all that waits when answers were lost, and goes on with a new socket', async () => {
    const { kernel, ip } = setup()
    const waiting = [ip.request(change(1)), ip.dump(listing).toArray(), ip.dump(listing).toArray()]
    const [lossy] = kernel.opened
    lossy?.lose('kernel')
    for (const one of waiting) await assert.rejects(one, codeIs('ENOBUFS'))
    assert.equal(lossy?.closed, true)
    const next = ip.request(change(2))
    assert.equal(kernel.opened.length, 2)
    kernel.last.deliver(answer(sequenceAt(kernel, 0)))
    await next
  })

  it('fails all that waits when a datagram is broken or the transport ends', async () => {
    for (const trouble of ['broken', 'end']) {
      const { kernel, ip } = setup()
      const waiting = ip.request(change(1))
      if (trouble === 'end') kernel.last.break(new Error('the end'))
      else kernel.last.deliver(answer(sequenceAt(kernel, 0)).subarray(0, 30))
      await assert.rejects(waiting, trouble === 'end' ? /the end/ : { name: 'DecodeError' })
      assert.equal(kernel.last.closed, true)
    }
  })

  it('rejects what waits when it is released, and everything after', async () => {
    const { kernel, ip } = setup()
    const waiting = [ip.request(change(1)), ip.dump(listing).toArray(), ip.dump(listing).first()]
    const checked = Promise.all(waiting.map((one) => assert.rejects(one, codeIs('ECANCELED'))))
    await turn()
    await Promise.all([ip.release(), ip.release()])
    await checked
    assert.ok(kernel.opened.every(({ closed }) => closed))
    await assert.rejects(ip.request(change(1)), codeIs('ECANCELED'))
    await assert.rejects(ip.dump(listing).first(), codeIs('ECANCELED'))
    assert.throws(() => ip.events('link'), codeIs('ECANCELED'))
  })
})

describe('dumps on a connection', () => {
  it('take turns, for the kernel runs one for each socket', async () => {
    const { kernel, ip } = setup()
    const first = ip.dump<{ index: number }>(listing).toArray()
    const second = ip.dump<{ index: number }>(listing).toArray()
    await turn()
    assert.deepEqual(
      kernel.last.sent.map(({ flags }) => flags),
      [DUMP],
    )
    const seq = sequenceAt(kernel, 0)
    kernel.last.deliver(joined(address(seq, 1), address(seq, 2)), joined(address(seq, 3), done(seq)))
    assert.deepEqual(
      (await first).map(({ index }) => index),
      [1, 2, 3],
    )
    assert.equal(kernel.last.sent.length, 2)
    kernel.last.deliver(done(sequenceAt(kernel, 1)))
    assert.deepEqual(await second, [])
  })

  it('are asked for again when the table changed under them', async () => {
    const { kernel, ip } = setup()
    const asked = ip.dump<{ index: number }>(listing).toArray()
    await turn()
    const seq = sequenceAt(kernel, 0)
    kernel.last.deliver(joined(address(seq, 1), address(seq, 2)), done(seq, DUMP_INTR))
    assert.equal(kernel.last.sent.length, 2)
    const again = sequenceAt(kernel, 1)
    assert.notEqual(again, seq)
    kernel.last.deliver(joined(address(again, 9), done(again)))
    assert.deepEqual(
      (await asked).map(({ index }) => index),
      [9],
    )
  })

  it('give up after some attempts', async () => {
    const { kernel, ip } = setup()
    const asked = ip.dump(listing).toArray()
    await turn()
    for (let attempt = 0; attempt < 6; attempt++) {
      assert.equal(kernel.last.sent.length, attempt + 1)
      const seq = sequenceAt(kernel, attempt)
      kernel.last.deliver(address(seq, 1, 0x2 | DUMP_INTR), done(seq))
    }
    await assert.rejects(asked, (error) => codeIs('EINTR')(error) && /during each of 6 attempts/.test(String(error)))
  })

  it('fail by the errno and the sentence in their last message', async () => {
    const { kernel, ip } = setup()
    const asked = ip.dump(listing).toArray()
    await turn()
    const seq = sequenceAt(kernel, 0)
    kernel.last.deliver(joined(address(seq, 1), done(seq, 0, -22, 'no such filter')))
    await assert.rejects(asked, (error) => codeIs('EINVAL')(error) && /no such filter/.test(String(error)))
    const refused = ip.dump(listing).toArray()
    await turn()
    kernel.last.deliver(answer(sequenceAt(kernel, 1), -95))
    await assert.rejects(refused, codeIs('EOPNOTSUPP'))
  })

  it('keep what a function wants, and fail by what it throws', async () => {
    const { kernel, ip } = setup()
    const odd = ip.dump<{ index: number }>({ ...listing, keep: ({ index }) => index % 2 === 1 }).toArray()
    await turn()
    const seq = sequenceAt(kernel, 0)
    kernel.last.deliver(joined(address(seq, 1), address(seq, 2), address(seq, 3), done(seq)))
    assert.deepEqual(
      (await odd).map(({ index }) => index),
      [1, 3],
    )
    const thrown = ip.dump({
      ...listing,
      keep: () => {
        throw new Error('unkept')
      },
    })
    const rejected = assert.rejects(thrown.toArray(), /unkept/)
    await turn()
    kernel.last.deliver(address(sequenceAt(kernel, 1), 1))
    await rejected
  })

  it('wait from datagram to datagram, not for the whole', async () => {
    const { kernel, ip } = setup({ timeout: 60 })
    const keep = setTimeout(() => undefined, 3000)
    const asked = ip.dump(listing).toArray()
    await turn()
    const seq = sequenceAt(kernel, 0)
    for (let i = 0; i < 5; i++) {
      await new Promise((resolve) => setTimeout(resolve, 30))
      kernel.last.deliver(address(seq, 1))
    }
    kernel.last.deliver(done(seq))
    assert.equal((await asked).length, 5)
    await assert.rejects(ip.dump(listing).toArray(), codeIs('ETIMEDOUT'))
    clearTimeout(keep)
  })

  it('given up leave their socket to its end, and hold up nobody', async () => {
    const { kernel, ip } = setup()
    const controller = new AbortController()
    const given = ip.dump({ ...listing, signal: controller.signal }).toArray()
    const waiting = ip.request(change(1))
    await turn()
    const [old] = kernel.opened
    controller.abort(new Error('enough'))
    await assert.rejects(given, /enough/)
    assert.equal(old?.closed, false)
    const other = ip.dump<{ index: number }>(listing).toArray()
    await turn()
    assert.equal(kernel.opened.length, 2)
    const seq = sequenceAt(kernel, 0)
    kernel.last.deliver(address(seq, 3), done(seq))
    assert.deepEqual(
      (await other).map(({ index }) => index),
      [3],
    )
    old?.deliver(answer(old.sent[1]?.seq ?? 0))
    await waiting
    assert.equal(old?.closed, true)
  })

  it('in line behind one that was given up have their turn when the kernel has ended that one', async () => {
    const { kernel, ip } = setup()
    const controller = new AbortController()
    const given = ip.dump({ ...listing, signal: controller.signal }).toArray()
    const inLine = ip.dump<{ index: number }>(listing).toArray()
    await turn()
    controller.abort(new Error('enough'))
    await assert.rejects(given, /enough/)
    const [old] = kernel.opened
    assert.ok(old)
    const first = old.sent[0]?.seq ?? 0
    old.deliver(address(first, 1), done(first))
    assert.equal(old.sent.length, 2)
    const second = old.sent[1]?.seq ?? 0
    old.deliver(address(second, 4), done(second))
    assert.deepEqual(
      (await inLine).map(({ index }) => index),
      [4],
    )
    assert.equal(old.closed, true)
  })
})
