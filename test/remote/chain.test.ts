// Client -> proxy -> machines.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { IPRoute, type SocketOptions } from '../../src/index.ts'
import { link, MemoryKernel } from './kernel.ts'
import { askLink, change, code, eventually, folderOf, listAddresses, serve } from './lab.ts'

const RTNLGRP_LINK = 1

/** A proxy of two machines, with `r1` and `r2` as their names. */
const proxied = async (t: TestContext, options: Parameters<IPRoute['serve']>[1] = {}) => {
  const kernels = [new MemoryKernel(), new MemoryKernel()] as const
  const [first, second] = [await serve(t, options, kernels[0]), await serve(t, options, kernels[1])]
  const proxy = new IPRoute({ connect: false })
  t.after(() => proxy.release())
  proxy.connect(first.url, { name: 'r1' })
  proxy.connect(second.url, { name: 'r2' })
  const { url } = await proxy.serve(`unix://${join(folderOf(t), 'proxy')}`)
  const client = (addr: string | undefined, more: SocketOptions = {}) => {
    const ip = new IPRoute({ host: url, addr, ...more })
    t.after(() => ip.release())
    return ip
  }
  return { kernels, proxy, url, client, machines: [first, second] as const }
}

test('a name says which machine is meant', async (t) => {
  const { client, kernels } = await proxied(t)
  kernels[0].addresses = 7
  kernels[1].addresses = 1009
  kernels[1].perDatagram = 100
  assert.equal((await listAddresses(client('r1'))).length, 7)
  assert.equal((await listAddresses(client('r2'))).length, 1009)
  let count = 0
  for await (const { index } of listAddresses(client('r2'))) assert.equal(index, ++count)
  assert.equal(count, 1009)
  await assert.rejects(askLink(client('r3'), 1), (error) => code('ENOENT')(error) && /'r3'/.test((error as Error).message))
  await assert.rejects(
    askLink(client(undefined), 1),
    (error) => code('ENOENT')(error) && /say which by addr/.test((error as Error).message),
  )
})

test('requests, errors and batches go through', async (t) => {
  const { client } = await proxied(t)
  const ip = client('r1')
  const all = await Promise.all(Array.from({ length: 200 }, (_, i) => askLink(ip, i + 1)))
  assert.deepEqual(
    all.map(({ ifname }) => ifname),
    Array.from({ length: 200 }, (_, i) => `l${i + 1}`),
  )
  await assert.rejects(ip.request(change(5)), /no link 5/)
  const results = await ip.batch(Array.from({ length: 1000 }, (_, i) => change(i + 1)))
  for (const [i, { status }] of results.entries()) assert.equal(status, i % 2 === 0 ? 'rejected' : 'fulfilled', `request ${i}`)
})

test('what the far machine refuses keeps its place through the proxy', async (t) => {
  const { client, kernels } = await proxied(t, {
    authorize: ({ message }) => (message.message as { index: number }).index !== 4 || 'not 4',
  })
  kernels[0].answers = false
  const ip = client('r1')
  const all = Promise.allSettled([ip.request(change(2)), ip.request(change(4)), ip.request(change(6))])
  // The kernel is slow: what has come to it is answered a while later.
  const slowly = setInterval(() => kernels[0].release(), 50)
  t.after(() => clearInterval(slowly))
  assert.deepEqual(
    (await all).map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  )
})

test('events through the proxy: one socket for all who listen', async (t) => {
  const { client, kernels } = await proxied(t)
  const streams = Array.from({ length: 5 }, () => client('r1').events('link'))
  await eventually(() => kernels[0].of('events').some(({ groups }) => groups.has(RTNLGRP_LINK)), 'joined')
  // Each is one of the proxy's; the far machine knows one connection.
  assert.equal(kernels[0].of('events').length, 1)
  await new Promise((resolve) => setTimeout(resolve, 50))
  kernels[0].tell(RTNLGRP_LINK, link(0, 42))
  for (const stream of streams) {
    const { value } = await stream.next()
    assert.equal((value as unknown as { message: { index: number } }).message.index, 42)
    stream.close()
  }
})

test('a group that the far machine denies ends the streams that want it, and no other', async (t) => {
  const { client, kernels } = await proxied(t, { authorize: ({ message }) => message.group !== 'RTNLGRP_LINK' })
  const [routes, links] = [client('r1').events('ipv4-route'), client('r1').events('link')]
  await assert.rejects(links.next(), code('EPERM'))
  await eventually(() => kernels[0].of('events').some(({ groups }) => groups.has(7)), 'routes are listened to')
  const next = routes.next()
  assert.equal(await Promise.race([next, new Promise((resolve) => setTimeout(resolve, 50, 'waits'))]), 'waits')
  routes.close()
  await next
})

test('the far machine goes away: calls fail at once, and work again when it is back', async (t) => {
  const { client, kernels, machines } = await proxied(t)
  kernels[0].answers = false
  const ip = client('r1', { timeout: 0 })
  const told = assert.rejects(ip.request(change(2)), code('ECANCELED', 'ECONNRESET'))
  await eventually(() => kernels[0].of('requests').length === 1, 'the request is under way')
  await new Promise((resolve) => setTimeout(resolve, 30))
  const { machine, url } = machines[0]
  await machine.shutdown(url)
  await told
  await assert.rejects(askLink(ip, 1), code('ECONNREFUSED', 'ENOENT'))
  await machine.serve(url)
  assert.equal((await askLink(ip, 1)).index, 1)
})

test('a machine that is taken from a proxy is out of reach at once', async (t) => {
  const { client, proxy } = await proxied(t)
  const ip = client('r1')
  assert.equal((await askLink(ip, 1)).index, 1)
  assert.equal(await proxy.disconnect('r1'), true)
  await assert.rejects(askLink(ip, 1), code('ENOENT', 'ECANCELED'))
  await assert.rejects(askLink(ip, 1), code('ENOENT'))
  assert.equal((await askLink(client('r2'), 1)).index, 1)
})

test('a proxy of a machine that is reached by other means than a URL', async (t) => {
  const { proxy, client } = await proxied(t)
  const kernel = new MemoryKernel()
  kernel.addresses = 3
  proxy.connect(kernel.connect, { name: 'memory' })
  assert.equal((await listAddresses(client('memory'))).length, 3)
})
