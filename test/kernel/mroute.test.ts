// Multicast routing beside a daemon: Python holds the sockets that make it, for the kernel has no messages for these.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { type TestContext, test } from 'node:test'
import { encode } from '../../src/index.ts'
import { iproute2Json } from '../../src/iproute2/index.ts'
import { plain } from '../vectors/plain.ts'
import { type Json, type Lab, lab, only, pick } from './reference-lab.ts'

/** Without the time since a route was used. */
const unaged = (routes: unknown): Json[] => (routes as Json[]).map((route) => ({ ...route, expires: undefined }))

/**
 * Makes interfaces 0 and 2 of links A and B (linux/mroute.h, linux/mroute6.h), an IPv6 route, says so, sends a packet to
 * 239.1.1.2 for each line it reads, and ends with its input.
 */
const DAEMON = `
import socket, struct, sys
a, b = int(sys.argv[1]), int(sys.argv[2])
four = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_IGMP)
four.setsockopt(socket.IPPROTO_IP, 200, 1)
for vif, link in ((0, a), (2, b)):
    four.setsockopt(socket.IPPROTO_IP, 202, struct.pack('=HBBIi4x', vif, 8, 1, 0, link))
six = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6)
six.setsockopt(socket.IPPROTO_IPV6, 200, 1)
for mif, link in ((0, a), (1, b)):
    six.setsockopt(socket.IPPROTO_IPV6, 202, struct.pack('=HBBHxxI', mif, 0, 1, link, 0))
address = lambda text: struct.pack('=HHI16sI', socket.AF_INET6, 0, 0, socket.inet_pton(socket.AF_INET6, text), 0)
six.setsockopt(socket.IPPROTO_IPV6, 204, address('2001:db8::9') + address('ff0e::1') + struct.pack('=H2xI28x', 0, 2))
out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
out.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton('192.0.2.1'))
print('ready', flush=True)
for line in sys.stdin:
    out.sendto(b'hello', ('239.1.1.2', 9))
`

/** Starts the daemon; undefined, and the test skipped, where Python or the kernel's part is missing. */
const daemon = async (t: TestContext, { name }: Lab, a: number, b: number): Promise<ChildProcess | undefined> => {
  if (spawnSync('python3', ['-c', '']).status !== 0) return void t.skip('no python3 to be the daemon')
  const child = spawn('ip', ['netns', 'exec', name, 'python3', '-c', DAEMON, String(a), String(b)], { stdio: ['pipe', 'pipe', 'pipe'] })
  t.after(async () => {
    const ended = child.exitCode === null ? once(child, 'exit') : undefined
    child.stdin.end()
    await ended
  })
  let errors = ''
  child.stderr.on('data', (text: Buffer) => {
    errors += text.toString()
  })
  const [first] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])) as unknown[]
  if (String(first).startsWith('ready')) return child
  return void t.skip(`no multicast routing here: ${errors.trim().split('\n').at(-1)}`)
}

test('multicast routes of both families, beside a daemon', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, text, pair } = here
  const { a, b } = await pair()
  await ip.addr('add', { dev: 'a', address: '192.0.2.1/24' })
  assert.deepEqual(await ip.getMroutes(), [])
  if ((await daemon(t, here, a, b)) === undefined) return

  const [table] = await ip.mroute('tables')
  assert.equal(table?.id, 'default')
  assert.deepEqual(
    table?.vifs?.map(({ vifId, ifindex, flags, bytesIn }) => [vifId, ifindex, flags, bytesIn]),
    [
      [0, a, ['use_ifindex'], 0n],
      [2, b, ['use_ifindex'], 0n],
    ],
  )

  const group = '239.1.1.1'
  await ip.mroute('add', { group, src: '192.0.2.9', iif: 'a', oifs: [{ dev: 'b', ttl: 3 }] })
  const theirs = only(show('mroute', 'show', 'table', 'all'))
  assert.deepEqual(pick(theirs, 'dst', 'src', 'iif'), { dst: group, src: '192.0.2.9', iif: 'a' })
  assert.match(JSON.stringify(theirs), /"b"/)
  const [route] = await ip.getMroutes({ family: 'inet' })
  assert.deepEqual(
    [route?.family, route?.dst, route?.src, route?.iif, route?.type, route?.protocol, route?.table],
    ['ipmr', group, '192.0.2.9', a, 'multicast', 'static', 'default'],
  )
  assert.deepEqual(
    route?.multipath?.map(({ oif, hops }) => [oif, hops]),
    [[b, 3]],
  )
  assert.deepEqual(route?.mfcStats, { packets: 0n, bytes: 0n, wrongIf: 0n })
  assert.equal(typeof route?.expires, 'bigint')

  const one = await ip.mroute('get', { group, src: '192.0.2.9' })
  assert.deepEqual([one.dst, one.src, one.iif], [group, '192.0.2.9', a])
  assert.equal(await ip.mroute('absent', route ?? {}), 'deleted')
  assert.deepEqual(await ip.mroute('show', { family: 'inet' }), [])
  assert.equal(await ip.mroute('absent', { group, src: '192.0.2.9' }), 'absent')
  if (route) await ip.mroute('add', route)
  assert.deepEqual(
    (await ip.getMroutes({ group })).map(({ multipath }) => multipath?.map(({ oif, hops }) => [oif, hops])),
    [[[b, 3]]],
  )
  assert.equal((await ip.getMroutes({ family: 'inet', oif: 'a' })).length, 0)
  assert.equal((await ip.getMroutes({ family: 'inet', oif: 'b', table: 'default' })).length, 1)
  assert.deepEqual(await ip.getMroutes({ family: 'inet', table: 77 }), [])
  await assert.rejects(ip.mroute('add', { group, iif: 'a', oifs: ['lo'] }), /is no interface of table 253/)

  const [six] = await ip.getMroutes('inet6')
  assert.deepEqual([six?.family, six?.dst, six?.src, six?.iif, six?.table], ['ip6mr', 'ff0e::1', '2001:db8::9', a, 'main'])
  assert.equal(only(show('-6', 'mroute', 'show'))['dst'], 'ff0e::1')
  const all = await ip.getMroutes()
  assert.equal(all.length, 2)
  const datagrams = all.map((one) => encode({ ...one, header: { type: 'RTM_NEWROUTE', flags: ['multi'] } } as never))
  for (const words of ['mroute', '-d mroute show table all', 'mroute show iif b', '-6 -s mroute show']) {
    const argv = ['-j', ...words.split(' ')]
    const [ours, printed] = [iproute2Json(['ip', ...argv], datagrams, { links: { [a]: 'a', [b]: 'b' } }), text('ip', ...argv)]
    assert.deepEqual(unaged(plain(ours)), unaged(JSON.parse(printed)), words)
  }
  // Linux 6.0 and later.
  const found = await ip.mroute('get', { group: 'ff0e::1', src: '2001:db8::9' }).catch((error: { code?: string }) => error.code)
  if (typeof found === 'object') assert.equal(found.dst, 'ff0e::1')
  else assert.equal(found, 'EOPNOTSUPP')
})

test('a daemon is told of packets that no route is for, and so is who listens', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, pair } = here
  const { a, b } = await pair()
  await ip.addr('add', { dev: 'a', address: '192.0.2.1/24' })
  const child = await daemon(t, here, a, b)
  if (child === undefined) return
  await using reports = ip.events('cachereport', { signal: AbortSignal.timeout(20_000) })
  child.stdin?.write('send\n')
  for await (const event of reports) {
    assert.ok(event.type === 'RTM_NEWCACHEREPORT')
    const { family, msgtype, vifId, srcAddr, dstAddr, table, pkt } = event.message
    assert.deepEqual([family, msgtype, vifId, srcAddr, dstAddr, table], ['ipmr', 'nocache', 0, '192.0.2.1', '239.1.1.2', 'default'])
    assert.ok(pkt instanceof Uint8Array)
    break
  }
  const [waiting] = await ip.getMroutes({ group: '239.1.1.2' })
  assert.deepEqual([waiting?.src, waiting?.flags], ['192.0.2.1', ['unresolved']])
})
