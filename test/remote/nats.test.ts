// Fleets through a real nats-server, started here on a free port of the loopback.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, type TestContext, test } from 'node:test'
import { connect } from '@nats-io/transport-node'
import { IPRoute, readOnly } from '../../src/index.ts'
import { type NatsConnection, natsEvents, natsMachines, natsTransport, type ServeNatsOptions, serveNats } from '../../src/nats/index.ts'
import { Authority, withoutOpenssl } from './certificates.ts'
import { link, MemoryKernel } from './kernel.ts'
import { askLink, change, code, eventually, listAddresses } from './lab.ts'

const RTNLGRP_LINK = 1
const withoutServer = spawnSync('nats-server', ['--version']).status === 0 ? false : 'nats-server is not installed'

interface Broker {
  readonly child: ChildProcess
  readonly port: number
}

async function broker(folder: string, config: string): Promise<Broker> {
  const file = join(folder, `config-${Math.random()}`)
  const ports = mkdtempSync(join(folder, 'ports-'))
  writeFileSync(file, `listen: "127.0.0.1:-1"\nports_file_dir: "${ports}"\n${config}`)
  const child = spawn('nats-server', ['-c', file], { stdio: 'ignore' })
  let port = 0
  await eventually(
    () => {
      const found = readdirSync(ports).find((name) => name.endsWith('.ports'))
      if (found === undefined) return false
      const { nats } = JSON.parse(readFileSync(join(ports, found), 'utf8') || '{}') as { nats?: string[] }
      port = Number(/:(\d+)$/.exec(nats?.[0] ?? '')?.[1] ?? 0)
      return port > 0
    },
    'nats-server tells its port',
    20_000,
  )
  return { child, port }
}

describe('NATS', { skip: withoutServer }, () => {
  let folder: string
  let plain: Broker
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rtnl-nats-'))
    plain = await broker(folder, `jetstream { store_dir: "${folder}/js" }`)
  })
  after(() => {
    plain.child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })

  const joined = async (t: TestContext, options = {}): Promise<NatsConnection> => {
    const connection = await connect({ servers: `127.0.0.1:${plain.port}`, ...options })
    t.after(() => connection.close())
    return connection
  }
  const machine = async (t: TestContext, name: string, options: Partial<ServeNatsOptions> = {}, over?: NatsConnection) => {
    const kernel = new MemoryKernel()
    const connection = over ?? (await joined(t))
    const served = await serveNats(connection, { name, machine: { transport: kernel.connect }, ...options })
    t.after(() => served.close())
    return { kernel, served, connection }
  }
  const client = async (t: TestContext, name: string, options = {}, over?: NatsConnection) => {
    const ip = new IPRoute({ transport: natsTransport(over ?? (await joined(t)), name, options) })
    t.after(() => ip.release())
    return ip
  }

  test('requests, errors, batches and listings', async (t) => {
    const { kernel } = await machine(t, 'router-17')
    kernel.addresses = 20_000
    kernel.perDatagram = 400
    const ip = await client(t, 'router-17')
    assert.equal((await askLink(ip, 5)).ifname, 'l5')
    await assert.rejects(ip.request(change(3)), /no link 3/)
    const results = await ip.batch(Array.from({ length: 1000 }, (_, i) => change(i + 1)))
    for (const [i, { status }] of results.entries()) assert.equal(status, i % 2 === 0 ? 'rejected' : 'fulfilled')
    let count = 0
    for await (const { index } of listAddresses(ip)) assert.equal(index, ++count)
    assert.equal(count, 20_000)
  })

  test('a slow reader is waited for', async (t) => {
    const { kernel } = await machine(t, 'slow')
    kernel.addresses = 200_000
    kernel.perDatagram = 1000
    const ip = await client(t, 'slow')
    let count = 0
    for await (const _ of listAddresses(ip)) {
      if (++count !== 1) continue
      await eventually(() => kernel.of('dump').some(({ paused }) => paused), 'the listing waits')
      assert.ok((kernel.of('dump')[0]?.left ?? 0) > 0)
    }
    assert.equal(count, 200_000)
  })

  test('nobody of that name, and names that are none', async (t) => {
    const connection = await joined(t)
    await assert.rejects(
      askLink(await client(t, 'nobody', {}, connection), 1),
      (error) => code('ENOENT')(error) && /'nobody'/.test(String(error)),
    )
    assert.throws(() => natsTransport(connection, 'a.b'), TypeError)
    await assert.rejects(serveNats(connection, { name: '*' }), TypeError)
  })

  test('events of all machines in one stream, and of one machine over its connection', async (t) => {
    const connection = await joined(t)
    const machines = await Promise.all(Array.from({ length: 5 }, (_, i) => machine(t, `edge-${i}`)))
    const heard: string[] = []
    const stop = new AbortController()
    const listening = (async () => {
      for await (const { machine: whose, group, type, message } of natsEvents(connection, { signal: stop.signal })) {
        if (!whose.startsWith('edge-')) continue
        heard.push(`${whose} ${group} ${type} ${(message as { index?: number } | undefined)?.index}`)
      }
    })()
    await connection.flush()
    const own = (await client(t, 'edge-3')).events('link')
    const next = own.next()
    await eventually(() => machines[3]?.kernel.of('events').length === 2, 'joined')
    for (const [i, { kernel }] of machines.entries()) kernel.tell(RTNLGRP_LINK, link(0, 10 + i))
    await eventually(() => heard.length === 5, 'all are heard')
    assert.deepEqual(
      heard.sort(),
      Array.from({ length: 5 }, (_, i) => `edge-${i} link RTM_NEWLINK ${10 + i}`),
    )
    assert.equal((await next).value?.type, 'RTM_NEWLINK')
    own.close()
    machines[0]?.kernel.of('events')[0]?.lose('kernel')
    await eventually(() => heard.includes('edge-0 lost lost undefined'), 'a loss is told')
    stop.abort()
    await listening
  })

  test('the machines that are there, as nats micro sees them', async (t) => {
    const connection = await joined(t)
    const first = await machine(t, 'alpha')
    await machine(t, 'beta')
    const found = await natsMachines(connection)
    assert.deepEqual(
      found.filter((name) => ['alpha', 'beta'].includes(name)),
      ['alpha', 'beta'],
    )
    const { data } = await connection.request('$SRV.STATS.rtnl', new Uint8Array(0), { timeout: 2000 })
    assert.equal((JSON.parse(new TextDecoder().decode(data)) as { type: string }).type, 'io.nats.micro.v1.stats_response')
    await first.served.close()
    assert.ok(!(await natsMachines(connection)).includes('alpha'))
  })

  test('authorize holds here too', async (t) => {
    await machine(t, 'guarded', { authorize: readOnly })
    const ip = await client(t, 'guarded')
    await assert.rejects(ip.request(change(2)), code('EPERM'))
    assert.equal((await askLink(ip, 2)).index, 2)
  })

  test('a machine that goes, and a connection to NATS that is lost: calls fail at once', async (t) => {
    const { kernel, served, connection } = await machine(t, 'fading')
    kernel.answers = false
    const ip = await client(t, 'fading')
    const told = assert.rejects(ip.request({ ...change(2), timeout: 0 }), code('ECANCELED', 'ECONNRESET'))
    await eventually(() => kernel.of('requests').length === 1, 'under way')
    await served.close()
    await told
    const again = await machine(t, 'fading', { idleTimeout: 500 }, connection)
    again.kernel.answers = false
    const other = await joined(t)
    const lonely = await client(t, 'fading', {}, other)
    const failed = assert.rejects(lonely.request({ ...change(2), timeout: 0 }), code('ECONNRESET'))
    await eventually(() => again.kernel.of('requests').length === 1, 'under way')
    await (other as unknown as { close(): Promise<void> }).close()
    await failed
    await eventually(() => again.served.clients === 0, 'the server forgets its client')
    assert.equal((await askLink(await client(t, 'fading'), 4)).index, 4)
  })

  test('JetStream keeps events for who comes later', async (t) => {
    const { kernel, connection } = await machine(t, 'kept', { prefix: 'keep', jetstream: { stream: 'kept' } })
    for (let i = 1; i <= 50; i++) kernel.tell(RTNLGRP_LINK, link(0, i))
    const state = async () => {
      const { data } = await connection.request('$JS.API.STREAM.INFO.kept', new Uint8Array(0), { timeout: 2000 })
      return (JSON.parse(new TextDecoder().decode(data)) as { state: { messages: number; last_seq: number } }).state
    }
    for (let i = 0; i < 100 && (await state()).messages < 50; i++) await new Promise((resolve) => setTimeout(resolve, 20))
    assert.equal((await state()).messages, 50)
    const ask = new TextEncoder().encode(JSON.stringify({ seq: 50 }))
    const { data } = await connection.request('$JS.API.STREAM.MSG.GET.kept', ask, { timeout: 2000 })
    const { message } = JSON.parse(new TextDecoder().decode(data)) as { message: { subject: string; data: string } }
    assert.equal(message.subject, 'keep.kept.event.link')
    assert.deepEqual(new Uint8Array(Buffer.from(message.data, 'base64')), link(0, 50))
  })

  test('over TLS, with certificates on both sides', { skip: withoutOpenssl ?? false }, async (t) => {
    const authority = new Authority(folder, 'nats')
    const [server, user] = [authority.issue('nats', 'DNS:localhost,IP:127.0.0.1'), authority.issue('console', 'DNS:console')]
    for (const [name, text] of Object.entries({ 'ca.pem': authority.cert, 'cert.pem': server.cert, 'key.pem': server.key }))
      writeFileSync(join(folder, name), text)
    const secure = await broker(
      folder,
      `tls { cert_file: "${folder}/cert.pem", key_file: "${folder}/key.pem", ca_file: "${folder}/ca.pem", verify: true }`,
    )
    t.after(() => secure.child.kill('SIGKILL'))
    const servers = { servers: `127.0.0.1:${secure.port}`, tls: { ca: authority.cert, ...user } }
    const [here, there] = [await joined(t, servers), await joined(t, servers)]
    const { kernel } = await machine(t, 'secret', {}, there)
    kernel.addresses = 5000
    const ip = await client(t, 'secret', {}, here)
    assert.equal((await listAddresses(ip)).length, 5000)
    await assert.rejects(joined(t, { ...servers, tls: { ca: authority.cert }, maxReconnectAttempts: 0, timeout: 3000 }))
  })

  test('a fleet of a hundred: one client lists all and hears all', async (t) => {
    const [servers, console_] = [await joined(t), await joined(t)]
    const fleet = await Promise.all(Array.from({ length: 100 }, (_, i) => machine(t, `node-${i}`, {}, servers)))
    for (const [i, { kernel }] of fleet.entries()) kernel.addresses = i + 1
    const heard = new Set<string>()
    const stop = new AbortController()
    const listening = (async () => {
      for await (const { machine: whose } of natsEvents(console_, { group: 'link', signal: stop.signal })) heard.add(whose)
    })()
    await console_.flush()
    await Promise.all(
      fleet.map(async (_, i) => {
        const ip = new IPRoute({ transport: natsTransport(console_, `node-${i}`), timeout: 20_000 })
        assert.equal((await listAddresses(ip)).length, i + 1)
        await ip.release()
      }),
    )
    for (const { kernel } of fleet) kernel.tell(RTNLGRP_LINK, link(0, 1))
    await eventually(() => heard.size === 100, `all are heard, not only ${heard.size}`)
    stop.abort()
    await listening
    await eventually(() => fleet.every(({ served }) => served.clients === 0), 'no connection is left')
  })
})
