import assert from 'node:assert/strict'
import { test } from 'node:test'
import { IPRoute, IPRSocket, NetlinkError } from '../../src/index.ts'
import { link } from './kernel.ts'
import { askLink, change, code, eventually, listAddresses, serve } from './lab.ts'

const RTNLGRP_LINK = 1

test('a question, a change, a refusal with the kernel’s words', async (t) => {
  const { client } = await serve(t)
  const ip = client()
  assert.deepEqual(await askLink(ip, 7), { ...(await askLink(ip, 7)), index: 7, ifname: 'l7' })
  assert.deepEqual(await ip.request(change(2)), [])
  await assert.rejects(
    ip.request(change(3)),
    (error) => error instanceof NetlinkError && error.code === 'ENODEV' && /no link 3/.test(error.message),
  )
})

test('a listing, collected and streamed', async (t) => {
  const { client, kernel } = await serve(t)
  kernel.addresses = 5000
  const ip = client()
  const all = await listAddresses(ip)
  assert.deepEqual(
    all.map(({ index }) => index),
    Array.from({ length: 5000 }, (_, i) => i + 1),
  )
  let count = 0
  for await (const { index } of listAddresses(ip)) assert.equal(index, ++count)
  assert.equal(count, 5000)
})

test('a batch: each request has its result, in order', async (t) => {
  const { client, kernel } = await serve(t)
  const ip = client()
  const results = await ip.batch(Array.from({ length: 3000 }, (_, i) => change(i + 1)))
  assert.equal(results.length, 3000)
  for (const [i, { status }] of results.entries()) assert.equal(status, i % 2 === 0 ? 'rejected' : 'fulfilled', `request ${i}`)
  assert.deepEqual(kernel.of('batch').length, 1)
})

test('a refusal keeps its place behind the answers to what was asked before', async (t) => {
  const { client } = await serve(t, { authorize: ({ message }) => (message.message as { index: number }).index !== 256 })
  const ip = client()
  // The last one is refused by the server itself: it must not look like the end of the others.
  const results = await ip.batch(Array.from({ length: 256 }, (_, i) => change(i + 1)))
  for (const [i, result] of results.entries()) {
    assert.equal(result.status, i % 2 === 0 || i === 255 ? 'rejected' : 'fulfilled', `request ${i}`)
    if (result.status === 'rejected') assert.equal(result.reason.code, i === 255 ? 'EPERM' : 'ENODEV')
  }
})

test('a listing shows what was asked before it', async (t) => {
  const { client, kernel } = await serve(t)
  kernel.answers = false
  const ip = client()
  const order: string[] = []
  const changed = ip.request(change(2)).then(() => order.push('change'))
  const listed = listAddresses(ip).then(() => order.push('listing'))
  await new Promise((resolve) => setTimeout(resolve, 50))
  assert.deepEqual(order, [])
  kernel.release()
  await Promise.all([changed, listed])
  assert.deepEqual(order, ['change', 'listing'])
})

test('an asynchronous authorize keeps the order', async (t) => {
  let turns = 0
  const { client, kernel } = await serve(t, {
    authorize: async ({ message }) => {
      await new Promise((resolve) => setTimeout(resolve, turns++ % 3))
      return (message.message as { index: number }).index !== 8 || 'not that one'
    },
  })
  kernel.keep = true
  const ip = client()
  const all = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => ip.request(change(2 * i + 2))))
  assert.deepEqual(
    all.map(({ status }) => status),
    Array.from({ length: 20 }, (_, i) => (i === 3 ? 'rejected' : 'fulfilled')),
  )
  const sent = kernel.of('requests').flatMap((one) => one.sent)
  const indexes = sent.map(({ bytes }) => new DataView(bytes.buffer, bytes.byteOffset).getInt32(20, true))
  assert.deepEqual(
    indexes,
    Array.from({ length: 20 }, (_, i) => 2 * i + 2).filter((index) => index !== 8),
  )
})

test('a hook that throws allows nothing, and harms nobody else', async (t) => {
  const { client } = await serve(t, {
    authorize: ({ message }) => {
      if (message.type === 'RTM_DELLINK') throw new Error('broken hook')
      return true
    },
  })
  const ip = client()
  await assert.rejects(ip.request(change(2)), /authorize failed: broken hook/)
  assert.equal((await askLink(ip, 4)).index, 4)
})

test('a timeout and an abort end a call', async (t) => {
  const { client, kernel } = await serve(t)
  kernel.answers = false
  const ip = client()
  await assert.rejects(ip.request({ ...change(2), timeout: 50 }), code('ETIMEDOUT'))
  const stop = new AbortController()
  const waits = ip.request({ ...change(2), signal: stop.signal })
  setTimeout(() => stop.abort(new Error('enough')), 20)
  await assert.rejects(waits, /enough/)
  assert.equal((await askLink(ip, 5)).index, 5)
})

test('events come to those who listen, and to no other', async (t) => {
  const { client, kernel } = await serve(t)
  const [links, routes] = [client().events('link'), client().events('ipv4-route')]
  await eventually(() => kernel.of('events').some(({ groups }) => groups.size === 2), 'both groups are joined')
  assert.equal(kernel.of('events').length, 1)
  kernel.tell(RTNLGRP_LINK, link(0, 9))
  const { value } = await links.next()
  assert.equal((value as unknown as { message: { index: number } }).message.index, 9)
  const none = await Promise.race([routes.next(), new Promise((resolve) => setTimeout(resolve, 50, 'none'))])
  assert.equal(none, 'none')
  links.close()
  routes.close()
  await eventually(() => kernel.of('events').length === 0, 'the socket is closed with the last who listened')
})

test('a group that may not be joined ends that stream with the reason', async (t) => {
  const { client } = await serve(t, { authorize: ({ message }) => message.type !== 'join' || 'nobody listens here' })
  const events = client().events('link')
  await assert.rejects(events.next(), (error) => code('EPERM')(error) && /nobody listens here/.test((error as Error).message))
})

test('an IPRSocket over a connection', async (t) => {
  const { url, kernel } = await serve(t)
  await using socket = new IPRSocket({ host: url })
  socket.bind({ groups: 'link' })
  await eventually(() => kernel.of('events').some(({ groups }) => groups.has(RTNLGRP_LINK)), 'joined')
  kernel.tell(RTNLGRP_LINK, link(0, 3))
  assert.deepEqual(
    (await socket.get()).map((one) => (one as { index?: number }).index),
    [3],
  )
  const seq = socket.put({ header: { type: 'RTM_GETLINK', flags: ['request'] }, index: 11 } as never)
  const [answered] = await socket.get()
  assert.equal(answered?.header.seq, seq)
  assert.equal((answered as { index?: number }).index, 11)
  assert.equal((await socket.request<{ index: number }>({ type: 'RTM_GETLINK', message: { index: 6 } }))[0]?.index, 6)
})

test('connect and disconnect', async (t) => {
  const { url, machine } = await serve(t)
  await using ip = new IPRoute({ connect: false })
  await assert.rejects(ip.request(change(2)), /not connected/)
  ip.connect(url)
  assert.equal((await askLink(ip, 5)).index, 5)
  assert.equal(await ip.disconnect(), true)
  await assert.rejects(ip.request(change(2)), /not connected/)
  assert.equal(await ip.disconnect(), false)
  ip.connect(url)
  assert.equal((await askLink(ip, 6)).index, 6)
  assert.equal(await machine.shutdown(url), true)
  assert.equal(await machine.shutdown(url), false)
})

test('options that contradict each other, and places that are none', () => {
  assert.throws(() => new IPRoute({ host: 'tls//x' }), TypeError)
  assert.throws(() => new IPRoute({ host: 'tsl://x:1' }), /did you mean tls/)
  assert.throws(() => new IPRoute({ key: 'x' }), /'key' goes with 'host'/)
  assert.throws(() => new IPRoute({ host: 'tcp://127.0.0.1:1', netns: 'x' }), /another machine/)
})
