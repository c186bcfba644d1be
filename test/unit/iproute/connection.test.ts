import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { NetlinkError } from '../../../src/netlink/kernel-error.ts'
import { address, answer, change, codeIs, joined, listing, sequenceAt, setup, turn } from './fake-transport.ts'

const REQUEST = 1
const REQUEST_ACK = 5

const question = { type: 'RTM_GETLINK', message: { index: 1 } }

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
