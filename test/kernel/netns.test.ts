import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { afterEach, before, describe, it, type TestContext } from 'node:test'
import { openKernelSocket } from '../../src/socket/kernel.ts'
import { type NetnsReference, netns } from '../../src/socket/netns.ts'
import { dumpAddresses, ip, Listener, NLMSG_DONE, paths, pause, RTM_NEWADDR, RTNLGRP_IPV4_IFADDR } from './socket-raw.ts'

const own = 'rtnl-own'
const theirs = 'rtnl-theirs'

/** The namespaces of all threads of this process; one may end while they are read. */
const namespaces = (): string[] =>
  readdirSync('/proc/self/task').flatMap((task) => {
    try {
      return [readlinkSync(`/proc/self/task/${task}/ns/net`)]
    } catch {
      return []
    }
  })

/** Whether a socket opened there sees the address 192.0.2.1, which the test has put there. */
const seesAddress = async (reference: NetnsReference, threaded = true): Promise<boolean> => {
  const socket = new Listener({ netns: reference, threaded })
  socket.transport.send(dumpAddresses())
  await socket.type(NLMSG_DONE)
  await socket.close()
  return socket.messages.some(({ body }) => Buffer.from(body).includes(Buffer.from([192, 0, 2, 1])))
}

const namesOfIp = (): string[] =>
  ip('netns', 'list')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(' ')[0] ?? '')
    .sort()

describe('network namespaces', () => {
  let reason: string | undefined

  before(async () => {
    try {
      await netns.create(own)
      await netns.remove(own)
    } catch (error) {
      reason = `no namespace can be made here: ${String(error)}`
    }
  })

  afterEach(async () => {
    for (const name of [own, theirs]) if (netns.list().includes(name)) await netns.remove(name)
  })

  const possible = (t: TestContext): boolean => {
    if (reason !== undefined) t.skip(reason)
    return reason === undefined
  }

  it('are made for `ip netns`', async (t) => {
    if (!possible(t)) return
    await netns.create(own)
    assert.deepEqual(namesOfIp(), [own])
    assert.match(ip('-n', own, 'link', 'show', 'lo'), /LOOPBACK/)
    ip('netns', 'delete', own)
    assert.deepEqual(netns.list(), [])
  })

  it('are taken over from `ip netns`', async (t) => {
    if (!possible(t)) return
    ip('netns', 'add', theirs)
    assert.deepEqual(netns.list(), [theirs])
    await netns.remove(theirs)
    assert.deepEqual(namesOfIp(), [])
    await netns.create(theirs)
    assert.deepEqual(namesOfIp(), [theirs])
  })

  it('are mounted where later mount namespaces see their end', async (t) => {
    if (!possible(t)) return
    // The machine's own may lie below, hidden by the /run of these tests.
    const mounts = () =>
      readFileSync('/proc/self/mountinfo', 'utf8')
        .split('\n')
        .filter((line) => line.includes(' /run/netns '))
    await netns.create(own)
    const first = mounts()
    assert.match(first.at(-1) ?? '', / shared:\d+ /)
    await netns.create(theirs)
    assert.deepEqual(mounts(), first)
  })

  it('are opened by name, path, process and file descriptor, on both paths', async (t) => {
    if (!possible(t)) return
    await netns.create(own)
    ip('-n', own, 'address', 'add', '192.0.2.1/32', 'dev', 'lo')
    const child = spawn('ip', ['netns', 'exec', own, 'sleep', '60'])
    const { pid } = child
    assert.ok(pid)
    while (readlinkSync(`/proc/${String(pid)}/ns/net`) === readlinkSync('/proc/self/ns/net')) await pause(1)
    const open = netns.open(own)
    for (const { threaded } of paths) {
      assert.ok(await seesAddress(own, threaded))
      assert.ok(await seesAddress(`/run/netns/${own}`, threaded))
      assert.ok(await seesAddress({ pid }, threaded))
      assert.ok(await seesAddress({ fd: open.fd }, threaded))
      assert.ok(!(await seesAddress({ pid: process.pid }, threaded)))
    }
    open.close()
    child.kill()
  })

  it('outlive their names while they are open', async (t) => {
    if (!possible(t)) return
    await netns.create(own)
    ip('-n', own, 'address', 'add', '192.0.2.1/32', 'dev', 'lo')
    const open = netns.open(own)
    await netns.remove(own)
    assert.ok(await seesAddress({ fd: open.fd }))
    const again = netns.open({ fd: open.fd })
    open.close()
    open.close()
    assert.ok(await seesAddress({ fd: again.fd }))
    again[Symbol.dispose]()
    await assert.rejects(seesAddress(own), { code: 'ENOENT' })
  })

  it('can be removed while a socket is in them', async (t) => {
    if (!possible(t)) return
    await netns.create(own)
    const socket = new Listener({ netns: own })
    await netns.remove(own)
    socket.transport.send(dumpAddresses())
    await socket.type(NLMSG_DONE)
    await socket.close()
  })

  it('never move a thread of the caller', async (t) => {
    if (!possible(t)) return
    const home = readlinkSync('/proc/self/ns/net')
    await netns.create(own)
    const sockets = paths.map(({ threaded }) => openKernelSocket({ netns: own, threaded }))
    assert.deepEqual([...new Set(namespaces())], [home])
    await Promise.all(sockets.map((socket) => socket.close()))
  })

  it('are made many at a time', async (t) => {
    if (!possible(t)) return
    const names = Array.from({ length: 20 }, (_, number) => `rtnl-many-${String(number).padStart(2, '0')}`)
    await Promise.all(names.map((name) => netns.create(name)))
    assert.deepEqual(netns.list(), names)
    await Promise.all(names.map((name) => netns.remove(name)))
    assert.deepEqual(netns.list(), [])
  })

  it('have errors that say what is wrong', async (t) => {
    if (!possible(t)) return
    await netns.create(own)
    await assert.rejects(netns.create(own), { name: 'SocketError', code: 'EEXIST', syscall: 'open' })
    await assert.rejects(netns.remove(theirs), { code: 'ENOENT', message: /'\/run\/netns\/rtnl-theirs'/ })
    assert.throws(() => netns.open(theirs), { code: 'ENOENT', syscall: 'open' })
    assert.throws(() => openKernelSocket({ netns: theirs }), { code: 'ENOENT', syscall: 'open', message: /'\/run\/netns\/rtnl-theirs'/ })
    assert.throws(() => openKernelSocket({ netns: '/dev/null' }), { code: 'EINVAL', syscall: 'setns' })
    assert.throws(() => openKernelSocket({ netns: { fd: 987_654 } }), { code: 'EBADF', syscall: 'setns' })
    assert.throws(() => openKernelSocket({ netns: { pid: 0x7fffffff } }), { code: 'ENOENT' })
  })

  it('are heard of, with their id, by a socket that listens to all', async (t) => {
    if (!possible(t)) return
    await netns.create(own)
    ip('netns', 'set', own, '5')
    for (const { threaded } of paths) {
      const socket = new Listener({ groups: [RTNLGRP_IPV4_IFADDR], listenAllNsid: true, threaded })
      ip('-n', own, 'address', 'add', '192.0.2.9/32', 'dev', 'lo')
      await socket.type(RTM_NEWADDR)
      assert.equal(socket.messages[0]?.nsid, 5)
      socket.forget()
      ip('address', 'add', '192.0.2.10/32', 'dev', 'lo')
      await socket.type(RTM_NEWADDR)
      assert.equal(socket.messages[0]?.nsid, undefined)
      await socket.close()
      ip('-n', own, 'address', 'del', '192.0.2.9/32', 'dev', 'lo')
      ip('address', 'del', '192.0.2.10/32', 'dev', 'lo')
    }
  })
})
