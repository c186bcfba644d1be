import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { IPRoute } from '../../src/index.ts'
import { Control, controlMessage, PREAMBLE, Welcome } from '../../src/remote/wire.ts'
import { message } from '../unit/iproute/fake-transport.ts'
import { link, MemoryKernel } from './kernel.ts'
import { askLink, change, code, collect, descriptors, eventually, folderOf, listAddresses, Raw, serve } from './lab.ts'

const RTNLGRP_LINK = 1
const RTM_NEWLINK = 16
const soon = (time: number) => new Promise((resolve) => setTimeout(resolve, time))
const memory = () => new IPRoute({ transport: new MemoryKernel().connect })

test('ten thousand connections, one after the other, leave nothing', async (t) => {
  const { path, kernel, client } = await serve(t)
  const ask = message(18, 1, 1, new Uint8Array(new Int32Array([0, 5, 0, 0]).buffer))
  const one = async () => {
    const connection = new Raw(undefined, connect(path)).greet().write(ask)
    await connection.next(RTM_NEWLINK)
    connection.socket.destroy()
  }
  for (let i = 0; i < 500; i++) await one()
  await soon(50)
  collect()
  const before = { fds: descriptors(), heap: process.memoryUsage().heapUsed, timers: process.getActiveResourcesInfo().length }
  for (let i = 0; i < 9500; i++) await one()
  await eventually(() => descriptors() <= before.fds + 2, 'descriptors are closed')
  collect()
  assert.ok(process.getActiveResourcesInfo().length <= before.timers + 5)
  // A connection that is held is 5 kB and more: nine thousand would be 45 MB.
  const grown = process.memoryUsage().heapUsed - before.heap
  assert.ok(grown < 5e6, `${Math.round(grown / 1e6)} MB`)
  assert.equal(kernel.opened, 1)
  assert.equal((await askLink(client(), 3)).index, 3)
})

test('clients that come and go leave nothing on their side either', async (t) => {
  const { url } = await serve(t)
  const use = async () => {
    await using ip = new IPRoute({ host: url })
    const events = ip.events('link')
    await askLink(ip, 3)
    await listAddresses(ip)
    for await (const _ of listAddresses(ip)) break
    events.close()
  }
  for (let i = 0; i < 5; i++) await use()
  await soon(50)
  const before = descriptors()
  for (let i = 0; i < 300; i++) await use()
  await eventually(() => descriptors() <= before + 1, 'descriptors are closed')
})

test('release: what waits is told, the file is gone, the process can end', async (t) => {
  const path = join(folderOf(t), 's')
  const kernel = new MemoryKernel()
  kernel.answers = false
  const machine = new IPRoute({ transport: kernel.connect })
  await machine.serve(`unix://${path}`)
  const ip = new IPRoute({ host: `unix://${path}`, timeout: 0 })
  const events = ip.events('link')
  const told = Promise.all([assert.rejects(ip.request(change(2)), code('ECANCELED')), assert.rejects(events.next(), code('ECANCELED'))])
  await eventually(() => kernel.open.size === 2, 'both are under way')
  await machine.release()
  await told
  assert.equal(existsSync(path), false)
  assert.equal(kernel.open.size, 0)
  await ip.release()
  await assert.rejects(machine.serve(`unix://${path}`), /released/)
})

test('a server that is killed in the middle of a listing', async (t) => {
  const path = join(folderOf(t), 's')
  const child = spawn(process.execPath, [fileURLToPath(new URL('./killed.js', import.meta.url)), path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.after(() => child.kill('SIGKILL'))
  await new Promise((resolve) => child.stdout.once('data', resolve))
  await using ip = new IPRoute({ host: `unix://${path}`, timeout: 0 })
  const waits = assert.rejects(ip.request(change(2)), code('ECONNRESET', 'EPIPE'))
  let count = 0
  const reading = (async () => {
    for await (const _ of listAddresses(ip)) if (++count === 1000) child.kill('SIGKILL')
  })()
  await Promise.all([assert.rejects(reading, code('ECONNRESET', 'EPIPE')), waits])
  assert.ok(count >= 1000)
})

test('events come back after their connection was lost, and tell of the loss', async (t) => {
  const { machine, url, kernel } = await serve(t)
  await using ip = new IPRoute({ host: url, reconnect: { minDelay: 10, maxDelay: 50 } })
  const events = ip.events('link')
  const joined = () => kernel.of('events').some(({ groups }) => groups.has(RTNLGRP_LINK))
  await eventually(joined, 'joined')
  await machine.shutdown(url)
  await soon(100)
  await machine.serve(url)
  await eventually(joined, 'joined again')
  const { value: first } = await events.next()
  assert.equal(first?.type, 'lost')
  kernel.tell(RTNLGRP_LINK, link(0, 8))
  const { value: second } = await events.next()
  assert.equal(second?.type, 'RTM_NEWLINK')
  events.close()
})

test('without the option a stream of events ends with its connection', async (t) => {
  const { machine, url, client, kernel } = await serve(t)
  const told = assert.rejects(client().events('link').next(), code('ECANCELED'))
  await eventually(() => kernel.of('events').length === 1, 'joined')
  await machine.shutdown(url)
  await told
})

test('a server that is still connected but dead is noticed', async (t) => {
  const path = join(folderOf(t), 's')
  const server = createServer((socket) => {
    t.after(() => socket.destroy())
    socket.on('error', () => undefined)
    socket.write(PREAMBLE)
    socket.write(controlMessage(Control.welcome, Welcome, { family: 0 }))
  })
  t.after(() => server.close())
  await new Promise<void>((resolve) => server.listen(path, resolve))
  await using ip = new IPRoute({ host: `unix://${path}`, keepAlive: 20, timeout: 0 })
  await assert.rejects(ip.request(change(2)), (error) => code('ETIMEDOUT')(error) && /no sign of life/.test((error as Error).message))
})

test('a socket in the file system is for its owner alone, and takes the place of nothing that lives', async (t) => {
  const folder = folderOf(t)
  const path = join(folder, 'deep', 's')
  mkdirSync(join(folder, 'deep'))
  await using first = memory()
  const { url } = await first.serve(`unix://${path}`)
  assert.equal(statSync(path).mode & 0o777, 0o600)
  assert.deepEqual(readdirSync(join(folder, 'deep')), ['s'])
  assert.deepEqual(readdirSync(folder), ['deep'])
  await using second = memory()
  await assert.rejects(second.serve(url), code('EADDRINUSE'))
  await assert.rejects(first.serve(url), /served already/)
  // A file of somebody's is not a dead socket.
  writeFileSync(join(folder, 'file'), 'precious')
  await assert.rejects(second.serve(`unix://${join(folder, 'file')}`), code('EADDRINUSE'))
  assert.ok(lstatSync(join(folder, 'file')).isFile())
  await assert.rejects(second.serve(`unix://${join(folder, 'nowhere', 's')}`), code('ENOENT'))
  // Another server has moved in: its socket is not ours to remove.
  renameSync(path, join(folder, 'moved'))
  await second.serve(url)
  await first.release()
  assert.ok(lstatSync(path).isSocket())
  await using ip = new IPRoute({ host: url })
  assert.equal((await askLink(ip, 1)).index, 1)
})

test('a socket that a dead server has left is replaced', async (t) => {
  const path = join(folderOf(t), 's')
  const child = spawn(process.execPath, [fileURLToPath(new URL('./killed.js', import.meta.url)), path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
  assert.ok(lstatSync(path).isSocket())
  await using machine = memory()
  await machine.serve(`unix://${path}`)
  await using ip = new IPRoute({ host: `unix://${path}` })
  assert.equal((await askLink(ip, 1)).index, 1)
})

test('an abstract name; the kernel says who connected', async (t) => {
  const url = `unix://\\0rtnl-test-${process.pid}`
  await using machine = memory()
  const serving = await machine.serve(url)
  await using ip = new IPRoute({ host: url })
  assert.equal((await askLink(ip, 1)).index, 1)
  const { credentials } = serving.peers[0] ?? {}
  if (credentials === undefined) return t.skip('the addon is missing')
  assert.deepEqual(credentials, { pid: process.pid, uid: process.getuid?.(), gid: process.getgid?.() })
})

test('IPv4 and IPv6 addresses, and ports that the system chooses', async (t) => {
  await using machine = memory()
  for (const host of ['127.0.0.1', '[::1]']) {
    let url: string
    try {
      ;({ url } = await machine.serve(`tcp://${host}:0`))
    } catch (error) {
      t.diagnostic(`${host}: ${(error as Error).message}`)
      assert.notEqual(host, '127.0.0.1')
      continue
    }
    assert.doesNotMatch(url, /:0$/)
    await using ip = new IPRoute({ host: url })
    assert.equal((await askLink(ip, 1)).index, 1)
    assert.equal(await machine.shutdown(url), true)
  }
})

test('a shutdown while serve is still at work', async (t) => {
  const path = join(folderOf(t), 's')
  const machine = memory()
  const serving = machine.serve(`unix://${path}`)
  await machine.release()
  await assert.rejects(serving, /released|shut down/)
  assert.equal(existsSync(path), false)
})

test('a client by hand that is destroyed at every byte of its hello', async (t) => {
  const { path, client } = await serve(t)
  const hello = Buffer.concat([PREAMBLE, controlMessage(Control.hello)])
  for (let length = 0; length <= hello.length; length++) {
    const connection = new Raw(t, connect(path))
    connection.write(hello.subarray(0, length))
    await soon(1)
    connection.socket.destroy()
  }
  assert.equal((await askLink(client(), 1)).index, 1)
})
