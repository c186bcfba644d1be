// What does not speak the protocol is told so and cut off, and nobody else notices.
import assert from 'node:assert/strict'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { IPRoute } from '../../src/index.ts'
import { Control, controlMessage, Hello, Membership, PREAMBLE, Welcome } from '../../src/remote/wire.ts'
import { message } from '../unit/iproute/fake-transport.ts'
import { askLink, change, code, eventually, folderOf, serve } from './lab.ts'

const REQUEST = 1
const RTM_NEWLINK = 16
const RTM_GETLINK = 18
const bytes = (...numbers: readonly number[]) => new Uint8Array(numbers)
/** A header alone, with a length of its own choice. */
const header = (length: number, type = RTM_GETLINK): Uint8Array => {
  const made = message(type, REQUEST, 1, bytes())
  new DataView(made.buffer).setUint32(0, length, true)
  return made
}
const hello = (value = {}) => controlMessage(Control.hello, Hello, value)

/** Each is refused with this code and these words; another client of the server works on. */
const refused: Readonly<Record<string, readonly [parts: readonly Uint8Array[], code: string, words: RegExp]>> = {
  garbage: [[bytes(1, 2, 3, 4, 5, 6, 7, 8, 9)], 'EPROTO', /does not speak this protocol/],
  'a web browser': [[new TextEncoder().encode('GET / HTTP/1.1\r\n\r\n')], 'EPROTO', /does not speak this protocol/],
  'TLS where there is none': [[bytes(0x16, 3, 1, 2, 0, 1)], 'EPROTO', /but TLS/],
  'another version': [[bytes(0x52, 0x54, 0x4e, 0x4c, 9, 1, 0, 0)], 'EPROTO', /version 9/],
  'the other byte order': [[bytes(0x52, 0x54, 0x4e, 0x4c, 1, 2, 0, 0)], 'EPROTO', /byte order/],
  'no hello': [[PREAMBLE, message(RTM_GETLINK, REQUEST, 1, bytes())], 'EPROTO', /must be a hello/],
  'a length of zero': [[PREAMBLE, hello(), header(0)], 'EPROTO', /length of 0/],
  'a length below the header': [[PREAMBLE, hello(), header(15)], 'EPROTO', /length of 15/],
  'a length beyond the limit': [[PREAMBLE, hello(), header(0xffff_fff0)], 'EPROTO', /at most 1048576/],
  'a message of netlink’s own': [[PREAMBLE, hello(), header(16, 3)], 'EPROTO', /no meaning/],
  'a second hello': [[PREAMBLE, hello(), hello()], 'EPROTO', /no meaning/],
  'an attribute beyond its message': [[PREAMBLE, message(Control.hello, 0, 0, bytes(200, 0, 1, 0, 0, 0, 0, 0))], 'EPROTO', /./],
  'another family': [[PREAMBLE, hello({ family: 16 })], 'EPROTONOSUPPORT', /family 16/],
  'a purpose that is none': [[PREAMBLE, hello({ purpose: 'mischief' })], 'EPROTO', /mischief/],
  'a machine that nobody knows': [[PREAMBLE, hello({ addr: 'r9' })], 'ENOENT', /'r9'/],
  'more groups than there are': [[PREAMBLE, hello({ groups: Array.from({ length: 500 }, (_, i) => i) })], 'EPROTO', /500 groups/],
}

test('what is no protocol ends that connection alone, with a reason', async (t) => {
  const { client, raw } = await serve(t)
  const good = client()
  await askLink(good, 1)
  for (const [name, [parts, wanted, words]] of Object.entries(refused)) {
    await t.test(name, async () => {
      const connection = raw()
      for (const part of parts) connection.write(part)
      const { code: found, reason = '' } = await connection.refusal()
      assert.equal(found, wanted)
      assert.match(reason, words)
      assert.equal((await askLink(good, 2)).index, 2)
    })
  }
})

test('requests that are not passed on are refused one by one, and the connection goes on', async (t) => {
  const { client, raw, kernel } = await serve(t)
  kernel.keep = true
  const connection = raw().greet()
  connection.write(message(RTM_GETLINK, 0, 7, bytes()))
  const { seq } = await connection.next(2)
  assert.equal(seq, 7)
  const ip = client()
  // A descriptor of this process means nothing there.
  await assert.rejects(ip.request({ type: 'RTM_NEWLINK', message: { index: 2, netNsFd: 3 } }), /netNsFd: a file descriptor/)
  // An attribute that claims more bytes than there are.
  connection.write(message(RTM_NEWLINK, REQUEST, 8, Buffer.concat([bytes(...new Array(16).fill(0)), bytes(200, 0, 3, 0)])))
  assert.equal((await connection.next(2)).seq, 8)
  assert.deepEqual(
    kernel.of('requests').flatMap((one) => one.sent),
    [],
  )
  assert.equal((await askLink(ip, 2)).index, 2)
})

test('half a message waits for its other half; byte by byte is no different', async (t) => {
  const { raw } = await serve(t)
  const connection = raw()
  const all = Buffer.concat([PREAMBLE, hello(), message(RTM_GETLINK, REQUEST, 5, bytes(0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))])
  connection.socket.setNoDelay(true)
  for (const byte of all) {
    connection.write(bytes(byte))
    await new Promise((resolve) => setImmediate(resolve))
  }
  assert.equal((await connection.next(16)).seq, 5)
})

test('a client that goes in the middle of a message leaves nothing', async (t) => {
  const { raw, machine, url, kernel } = await serve(t)
  const serving = machine
  const connection = raw().greet()
  await connection.next(Control.welcome)
  connection.write(header(4000))
  connection.socket.end()
  await connection.until(() => connection.closed || undefined)
  await eventually(() => kernel.open.size === 0, 'no socket is open')
  assert.equal(await serving.shutdown(url), true)
})

test('a group that is none is denied, and the connection goes on', async (t) => {
  const { raw } = await serve(t)
  const connection = raw().greet()
  for (const group of [0, 65, 0xffff_ffff]) {
    connection.write(controlMessage(Control.join, Membership, { group }))
    await connection.next(Control.denial)
  }
  connection.write(controlMessage(Control.ping))
  await connection.next(Control.pong)
})

/** A server by hand, which answers each connection with these bytes. */
const fakeServer = async (t: TestContext, answer: (socket: Socket) => void): Promise<string> => {
  const path = join(folderOf(t), 's')
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    answer(socket)
  })
  await new Promise<void>((resolve) => server.listen(path, resolve))
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => sockets.add(socket))
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `unix://${path}`
}

const welcome = controlMessage(Control.welcome, Welcome, { family: 0 })
const broken: Readonly<Record<string, readonly [parts: readonly Uint8Array[], code: string, words: RegExp]>> = {
  garbage: [[new TextEncoder().encode('SSH-2.0-OpenSSH\r\n')], 'EPROTO', /does not speak this protocol/],
  'an answer before the welcome': [[PREAMBLE, message(16, 0, 1, new Uint8Array(16))], 'EPROTO', /must be a welcome/],
  'a broken welcome': [[PREAMBLE, message(Control.welcome, 0, 0, bytes(200, 0, 1, 0))], 'EPROTO', /./],
  'a second welcome': [[PREAMBLE, welcome, welcome], 'EPROTO', /second welcome/],
  'a length beyond all bounds': [[PREAMBLE, welcome, header(0x7fff_fff0)], 'EPROTO', /at most 16777216/],
  'a message of no meaning': [[PREAMBLE, welcome, header(16, 8)], 'EPROTO', /no meaning/],
}

test('a server that speaks nonsense makes calls fail, and no more', async (t) => {
  for (const [name, [parts, wanted, words]] of Object.entries(broken)) {
    await t.test(name, async (t) => {
      const url = await fakeServer(t, (socket) => {
        for (const part of parts) socket.write(part)
      })
      await using ip = new IPRoute({ host: url })
      await assert.rejects(ip.request(change(2)), (error) => code(wanted)(error) && words.test((error as Error).message))
    })
  }
})

test('a server that says nothing, and one that hangs up', async (t) => {
  const silent = await fakeServer(t, () => undefined)
  await using ip = new IPRoute({ host: silent, connectTimeout: 50 })
  await assert.rejects(
    ip.request(change(2)),
    (error) => code('ETIMEDOUT')(error) && /no welcome within 50 ms/.test((error as Error).message),
  )
  const rude = await fakeServer(t, (socket) => socket.end())
  await using other = new IPRoute({ host: rude })
  await assert.rejects(other.request(change(2)), code('ECONNRESET'))
  await using nobody = new IPRoute({ host: 'unix:///nonexistent/s' })
  await assert.rejects(nobody.request(change(2)), code('ENOENT'))
  await using closed = new IPRoute({ host: 'tcp://127.0.0.1:1' })
  await assert.rejects(closed.request(change(2)), code('ECONNREFUSED'))
})
