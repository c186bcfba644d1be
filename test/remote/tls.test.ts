import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, type TestContext, test } from 'node:test'
import { connect as connectTls } from 'node:tls'
import { IPRoute, readOnly, type SocketOptions } from '../../src/index.ts'
import { Authority, type Identity, withoutOpenssl } from './certificates.ts'
import { MemoryKernel } from './kernel.ts'
import { askLink, change, code, folderOf, listAddresses } from './lab.ts'

const skip = withoutOpenssl ?? false

describe('TLS', { skip }, () => {
  let folder: string
  let [ours, theirs]: Authority[] = []
  let [server, client]: Identity[] = []
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'rtnl-tls-'))
    ours = new Authority(folder, 'ours')
    theirs = new Authority(folder, 'theirs')
    server = ours.issue('router', 'DNS:router.example,DNS:localhost,IP:127.0.0.1')
    client = ours.issue('console', 'DNS:console.example')
  })
  after(() => rmSync(folder, { recursive: true }))
  const authority = () => (ours as Authority).cert

  const serving = async (t: TestContext, options: Parameters<IPRoute['serve']>[1] = {}, url = 'tls://127.0.0.1:0') => {
    const kernel = new MemoryKernel()
    const machine = new IPRoute({ transport: kernel.connect })
    t.after(() => machine.release())
    const served = await machine.serve(url, { ...server, ca: authority(), ...options })
    return { kernel, served, url: served.url }
  }
  const using = (t: TestContext, url: string, options: SocketOptions = {}): IPRoute => {
    const ip = new IPRoute({ host: url, ...client, ca: authority(), ...options })
    t.after(() => ip.release())
    return ip
  }

  test('requests and listings; the server knows whose certificate it is', async (t) => {
    const seen: unknown[] = []
    const { url, kernel, served } = await serving(t, {
      authorize: ({ peer, message }) => {
        seen.push(peer.names, message.type)
        return true
      },
    })
    kernel.addresses = 3000
    const ip = using(t, url)
    assert.equal((await askLink(ip, 3)).ifname, 'l3')
    assert.equal((await listAddresses(ip)).length, 3000)
    assert.deepEqual(seen.slice(0, 2), [['console.example', 'console'], 'RTM_GETLINK'])
    const [peer] = served.peers
    assert.equal(peer?.transport, 'tls')
    assert.match(peer?.fingerprint ?? '', /^([0-9A-F]{2}:){31}/)
    assert.match(peer?.address ?? '', /^127\.0\.0\.1:/)
  })

  test('by name and over a Unix socket', async (t) => {
    const { url } = await serving(t, {}, `unix+tls://${join(folderOf(t), 's')}`)
    assert.equal((await askLink(using(t, url), 3)).index, 3)
    assert.equal((await askLink(using(t, url, { servername: 'router.example' }), 4)).index, 4)
    await assert.rejects(askLink(using(t, url, { servername: 'other.example' }), 4), code('ERR_TLS_CERT_ALTNAME_INVALID'))
  })

  test('the name of the server may be another than the place', async (t) => {
    const { url } = await serving(t)
    assert.equal((await askLink(using(t, url, { servername: 'router.example' }), 4)).index, 4)
    assert.equal((await askLink(using(t, url, { servername: '127.0.0.1' }), 4)).index, 4)
    await assert.rejects(askLink(using(t, url, { servername: '127.0.0.2' }), 4), code('ERR_TLS_CERT_ALTNAME_INVALID'))
  })

  test('a server that is not trusted', async (t) => {
    const { url } = await serving(t)
    await assert.rejects(
      askLink(using(t, url, { ca: (theirs as Authority).cert }), 1),
      code('SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
    )
    const expired = await serving(t, { ...(ours as Authority).issue('router', 'IP:127.0.0.1', -1) })
    await assert.rejects(askLink(using(t, expired.url), 1), code('CERT_HAS_EXPIRED'))
  })

  test('a client that is not trusted', async (t) => {
    const { url, served } = await serving(t)
    const none = new IPRoute({ host: url, ca: authority() })
    t.after(() => none.release())
    await assert.rejects(askLink(none, 1), code('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'ECONNRESET'))
    for (const identity of [(theirs as Authority).issue('console', 'DNS:x'), (ours as Authority).issue('console', 'DNS:x', -1)]) {
      const stranger = using(t, url, identity)
      await assert.rejects(
        askLink(stranger, 1),
        (error) => code('ECONNRESET')(error) && /may not take the certificate/.test((error as Error).message),
      )
    }
    assert.deepEqual(served.peers, [])
    assert.equal((await askLink(using(t, url), 1)).index, 1)
  })

  test('a session that began without a certificate is not resumed with one', async (t) => {
    const { url, served } = await serving(t)
    const port = Number(url.split(':').at(-1))
    const attempt = (session?: Buffer) =>
      new Promise<{ tickets: Buffer[]; data: number }>((resolve) => {
        const tickets: Buffer[] = []
        let data = 0
        const socket = connectTls({
          host: '127.0.0.1',
          port,
          ca: authority(),
          servername: 'localhost',
          ...(session === undefined ? {} : { session }),
        })
        socket.on('session', (ticket) => tickets.push(ticket))
        socket.on('data', (chunk) => (data += chunk.length))
        socket.on('error', () => undefined)
        socket.on('close', () => resolve({ tickets, data }))
      })
    const first = await attempt()
    assert.equal(first.data, 0)
    for (const ticket of first.tickets) assert.equal((await attempt(ticket)).data, 0)
    assert.deepEqual(served.peers, [])
  })

  test('TLS 1.2 only on wish', async (t) => {
    const port = (url: string) => Number(url.split(':').at(-1))
    const version = (url: string) =>
      new Promise<string>((resolve) => {
        const socket = connectTls({
          host: '127.0.0.1',
          port: port(url),
          ...client,
          ca: authority(),
          servername: 'localhost',
          maxVersion: 'TLSv1.2',
        })
        socket.on('secureConnect', () => {
          resolve(socket.getProtocol() ?? '')
          socket.destroy()
        })
        socket.on('error', (error) => resolve((error as { code?: string }).code ?? ''))
      })
    assert.match(await version((await serving(t)).url), /ALERT_PROTOCOL_VERSION|ECONNRESET/)
    assert.equal(await version((await serving(t, { minVersion: 'TLSv1.2' })).url), 'TLSv1.2')
  })

  test('no TLS at the TLS port, and TLS where there is none', async (t) => {
    const { url, served } = await serving(t)
    const plain = new IPRoute({ host: url.replace('tls', 'tcp'), connectTimeout: 2000 })
    t.after(() => plain.release())
    await assert.rejects(askLink(plain, 1), code('EPROTO', 'ECONNRESET'))
    const garbage = connect(Number(url.split(':').at(-1)), '127.0.0.1')
    garbage.on('error', () => undefined)
    garbage.write('garbage garbage garbage\n')
    await new Promise((resolve) => garbage.on('close', resolve))
    assert.deepEqual(served.peers, [])
    const open = new IPRoute({ transport: new MemoryKernel().connect })
    t.after(() => open.release())
    const { url: tcp } = await open.serve('tcp://127.0.0.1:0')
    await assert.rejects(
      askLink(using(t, tcp.replace('tcp', 'tls')), 1),
      (error) => code('ERR_SSL_WRONG_VERSION_NUMBER', 'EPROTO')(error) && /TLS: wrong version number/.test((error as Error).message),
    )
  })

  test('a handshake that does not come to its end', async (t) => {
    const { url } = await serving(t, { handshakeTimeout: 100 })
    const socket = connect(Number(url.split(':').at(-1)), '127.0.0.1')
    socket.on('error', () => undefined)
    const started = performance.now()
    await new Promise((resolve) => socket.on('close', resolve))
    assert.ok(performance.now() - started < 5000)
  })

  test('a server that is shut down in the middle of handshakes', async (t) => {
    const { url, served } = await serving(t)
    const socket = connect(Number(url.split(':').at(-1)), '127.0.0.1')
    socket.on('error', () => undefined)
    await new Promise((resolve) => socket.on('connect', resolve))
    await served.close()
    await new Promise((resolve) => (socket.destroyed ? resolve(undefined) : socket.on('close', resolve)))
    await assert.rejects(askLink(using(t, url), 1), code('ECONNREFUSED'))
  })

  test('read-only for some, by their names', async (t) => {
    const { url } = await serving(t, {
      authorize: (wanted) => wanted.peer.names.includes('admin.example') || readOnly(wanted),
    })
    await assert.rejects(using(t, url).request(change(2)), (error) => code('EPERM')(error) && /read-only/.test((error as Error).message))
    assert.deepEqual(await using(t, url, (ours as Authority).issue('admin', 'DNS:admin.example')).request(change(2)), [])
  })

  test('TLS wants certificates on both sides; plain TCP stays on this machine', async () => {
    await using ip = new IPRoute({ transport: new MemoryKernel().connect })
    await assert.rejects(ip.serve('tls://127.0.0.1:0', { ...server }), /'ca' is missing/)
    await assert.rejects(ip.serve('tls://127.0.0.1:0', { ca: authority() }), /'key' is missing/)
    await assert.rejects(ip.serve('tcp://0.0.0.0:0'), /insecure: true/)
    const { url } = await ip.serve('tcp://0.0.0.0:0', { insecure: true })
    assert.match(url, /^tcp:\/\/0\.0\.0\.0:[1-9]/)
  })
})
