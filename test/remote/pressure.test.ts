// Slow readers, floods, limits: nobody makes the server grow, and nobody starves another.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NLM_F } from '../../src/netlink/message.ts'
import { Control, controlMessage, Membership } from '../../src/remote/wire.ts'
import { message } from '../unit/iproute/fake-transport.ts'
import { link } from './kernel.ts'
import { askLink, change, code, eventually, listAddresses, serve } from './lab.ts'

const [NLMSG_ERROR, NLMSG_DONE, NLMSG_OVERRUN, RTM_NEWLINK, RTM_DELLINK, RTM_NEWADDR, RTM_GETADDR] = [2, 3, 4, 16, 17, 20, 22] as const
const RTNLGRP_LINK = 1
const list = (seq: number, flags: number = NLM_F.DUMP) => message(RTM_GETADDR, NLM_F.REQUEST | flags, seq, new Uint8Array(8))
const remove = (seq: number, index: number) =>
  message(RTM_DELLINK, NLM_F.REQUEST | NLM_F.ACK, seq, new Uint8Array(new Int32Array([0, index, 0, 0]).buffer))
const soon = (time: number) => new Promise((resolve) => setTimeout(resolve, time))

test('a listing waits for a slow reader, holds up nobody, and comes whole in the end', async (t) => {
  const { raw, client, kernel } = await serve(t, { maxDumps: 1 })
  kernel.addresses = 100_000
  kernel.perDatagram = 500
  const slow = raw().greet()
  await slow.next(Control.welcome)
  slow.socket.pause()
  slow.write(list(9))
  await eventually(() => kernel.of('dump').some(({ paused }) => paused), 'the listing waits')
  const { left } = kernel.of('dump')[0] ?? { left: 0 }
  assert.ok(left > 50_000, `${left} are still to come`)
  // Though one listing at a time is allowed: who waits for his reader does not count.
  kernel.addresses = 1000
  assert.equal((await listAddresses(client())).length, 1000)
  assert.equal((await askLink(client(), 5)).index, 5)
  slow.socket.resume()
  await slow.next(NLMSG_DONE)
  assert.equal(slow.received.filter(({ type, seq }) => type === RTM_NEWADDR && seq === 9).length, 100_000)
})

test('a listing is given up with its client, and what he waits for is forgotten', async (t) => {
  const { raw, client, kernel } = await serve(t, { maxDumps: 1 })
  kernel.addresses = 1_000_000
  kernel.answers = false
  const gone = raw().greet()
  await gone.next(Control.welcome)
  for (let i = 1; i <= 3; i++) gone.write(list(i))
  await gone.next(RTM_NEWADDR)
  const [run] = kernel.of('dump')
  assert.ok(run)
  gone.socket.destroy()
  await eventually(() => run.closed, 'its socket is closed')
  assert.ok(run.left > 0)
  const other = raw().greet()
  for (let i = 1; i <= 500; i++) other.write(remove(i, 2))
  await other.next(Control.welcome)
  await eventually(() => kernel.of('requests').length === 1, 'under way')
  other.socket.destroy()
  await soon(30)
  kernel.release()
  kernel.answers = true
  assert.deepEqual(await client().request(change(4)), [])
})

test('events: who does not read loses some, is told where, and costs a bounded number of bytes', async (t) => {
  const { raw, client, kernel } = await serve(t, { queueLimit: 64 * 1024 })
  const [slow, fast] = [raw().greet({ groups: [RTNLGRP_LINK] }), client().events('link')]
  await slow.next(Control.welcome)
  await eventually(() => kernel.of('events')[0]?.groups.has(RTNLGRP_LINK) === true, 'joined')
  await soon(30)
  slow.socket.pause()
  const EVENTS = 40_000
  let seen = 0
  const all = (async () => {
    for await (const event of fast) {
      assert.notEqual(event.type, 'lost')
      if (++seen === EVENTS) break
    }
  })()
  for (let i = 1; i <= EVENTS; i++) {
    kernel.tell(RTNLGRP_LINK, link(0, i))
    if (i % 500 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  await all
  slow.socket.resume()
  await slow.next(NLMSG_OVERRUN)
  const got = slow.received.filter(({ type }) => type === RTM_NEWLINK).length
  assert.ok(got > 100 && got < EVENTS, `${got} of ${EVENTS}`)
  kernel.tell(RTNLGRP_LINK, link(0, 77))
  await slow.next(RTM_NEWLINK)
})

test('a flood of pings, or of requests that are refused, is not read on while its answers are not', async (t) => {
  const { raw, client } = await serve(t, { queueLimit: 64 * 1024, authorize: ({ message: { type } }) => type === 'RTM_GETLINK' })
  for (const flood of [controlMessage(Control.ping), list(1), controlMessage(Control.join, Membership, { group: 9999 })]) {
    const rude = raw().greet()
    await rude.next(Control.welcome)
    rude.socket.pause()
    const many = Buffer.concat(Array.from({ length: 100_000 }, () => flood))
    rude.write(many)
    rude.write(many)
    await soon(200)
    assert.ok(rude.socket.writableLength > 0, 'the server has stopped reading')
    const { writableLength } = rude.socket
    await soon(100)
    assert.equal(rude.socket.writableLength, writableLength)
    assert.equal((await askLink(client(), 1)).index, 1)
    rude.socket.destroy()
  }
})

test('so many requests at once and no more; the others come later, and in order', async (t) => {
  const { raw, kernel } = await serve(t, { maxRequests: 8 })
  kernel.answers = false
  kernel.keep = true
  const connection = raw().greet()
  for (let i = 1; i <= 100; i++) connection.write(remove(i, 2 * i))
  await connection.next(Control.welcome)
  await soon(50)
  const sent = () => kernel.of('requests').flatMap((one) => one.sent).length
  assert.equal(sent(), 8)
  for (let done = 0; done < 100; done = connection.received.length) {
    kernel.release()
    await soon(1)
    assert.ok(sent() <= connection.received.length + 8)
  }
  assert.deepEqual(
    connection.received.map(({ type, seq }) => [type, seq]),
    Array.from({ length: 100 }, (_, i) => [NLMSG_ERROR, i + 1]),
  )
})

test('what nobody answers is forgotten after a while', async (t) => {
  const { raw, kernel } = await serve(t, { maxRequests: 2, expire: 50 })
  kernel.answers = false
  kernel.keep = true
  const connection = raw().greet()
  for (let i = 1; i <= 3; i++) connection.write(remove(i, 2))
  await connection.next(Control.welcome)
  const sent = () => kernel.of('requests').flatMap((one) => one.sent).length
  await soon(30)
  assert.equal(sent(), 2)
  await eventually(() => sent() === 3, 'the third is sent')
  // The late answers to the first two are nobody's.
  kernel.release()
  await connection.next(NLMSG_ERROR)
  await soon(20)
  assert.deepEqual(connection.received, [])
})

test('any bit of NLM_F_DUMP makes a listing, as in the kernel', async (t) => {
  const { raw, kernel } = await serve(t)
  const connection = raw().greet()
  for (const flags of [NLM_F.ROOT, NLM_F.MATCH]) connection.write(list(flags, flags))
  await connection.next(NLMSG_DONE)
  await connection.next(NLMSG_DONE)
  assert.deepEqual(
    [...kernel.open].map(({ purpose }) => purpose),
    ['dump'],
  )
})

test('so many clients and no more', async (t) => {
  const { raw, client } = await serve(t, { maxClients: 2 })
  const first = raw().greet()
  await first.next(Control.welcome)
  await raw().greet().next(Control.welcome)
  const { code: found, reason } = await raw().greet().refusal()
  assert.deepEqual([found, reason], ['EUSERS', '2 clients are connected already'])
  await assert.rejects(askLink(client(), 1), code('EUSERS'))
  first.socket.destroy()
  await first.until(() => first.closed || undefined)
  await soon(20)
  assert.equal((await askLink(client(), 1)).index, 1)
})

test('time is limited: for a hello, and for saying nothing', async (t) => {
  const { raw, client } = await serve(t, { handshakeTimeout: 500, idleTimeout: 1000 })
  const mute = raw()
  assert.equal((await mute.refusal()).code, 'ETIMEDOUT')
  const idle = raw().greet()
  assert.match((await idle.refusal()).reason ?? '', /no word within 1000 ms/)
  const lively = client({ keepAlive: 200 })
  const events = lively.events('link')
  assert.equal(await Promise.race([events.next(), new Promise((resolve) => setTimeout(resolve, 2000, 'lives'))]), 'lives')
  events.close()
  // Whoever comes back after a while connects anew.
  const rare = client({ keepAlive: 0 })
  assert.equal((await askLink(rare, 1)).index, 1)
  await soon(1800)
  assert.equal((await askLink(rare, 2)).index, 2)
})

test('to be busy with what he asked is not idleness of a client', async (t) => {
  const { raw, kernel } = await serve(t, { idleTimeout: 300, maxRequests: 1 })
  kernel.answers = false
  const connection = raw().greet()
  await connection.next(Control.welcome)
  connection.write(remove(1, 2)).write(remove(2, 2))
  await soon(1000)
  assert.equal(connection.closed, false)
  kernel.release()
  await connection.next(NLMSG_ERROR)
})

test('fifty clients, their listings and requests between each other: each gets its own answers', async (t) => {
  const { client, kernel } = await serve(t)
  kernel.addresses = 700
  kernel.perDatagram = 70
  const work = Array.from({ length: 50 }, async (_, n) => {
    const ip = client({ timeout: 20_000 })
    for (let round = 0; round < 4; round++) {
      const index = n * 100 + round + 1
      const [one, all, odd, even] = await Promise.all([
        askLink(ip, index),
        listAddresses(ip),
        ip.request(change(2 * index + 1)).catch((error: unknown) => (error as Error).message),
        ip.request(change(2 * index)),
      ])
      assert.deepEqual([one.index, one.ifname], [index, `l${index}`])
      assert.ok(all.length === 700 && all.every((address, i) => address.index === i + 1))
      assert.match(String(odd), new RegExp(`no link ${2 * index + 1}\\b`))
      assert.deepEqual(even, [])
    }
  })
  await Promise.all(work)
  assert.equal(kernel.of('requests').length, 1)
  assert.ok(kernel.of('dump').length <= 4)
})
