import assert from 'node:assert/strict'
import { afterEach, describe, it } from 'node:test'
import {
  addAddresses,
  dumpAddresses,
  getLink,
  ip,
  Listener,
  NLMSG_DONE,
  paths,
  pause,
  RTM_NEWADDR,
  RTM_NEWLINK,
  RTNLGRP_IPV4_IFADDR,
  removeAddresses,
} from './socket-raw.ts'

const groups = [RTNLGRP_IPV4_IFADDR]
const events = (socket: Listener): number => socket.messages.filter(({ type }) => type === RTM_NEWADDR).length

/** An event that must arrive, after whatever happened before. */
const alive = async (socket: Listener): Promise<void> => {
  await pause(20)
  socket.forget()
  ip('address', 'add', '127.2.0.1/32', 'dev', 'lo')
  await socket.type(RTM_NEWADDR)
  ip('address', 'del', '127.2.0.1/32', 'dev', 'lo')
}

for (const { name, threaded } of paths) {
  describe(`losses of a socket ${name}`, () => {
    afterEach(removeAddresses)

    it('reports that the kernel had to drop events, and reads on', async () => {
      // With a thread only a paused reader can be too slow for the kernel.
      const socket = new Listener({ threaded, groups, receiveBuffer: 4096, queueLimit: 4096, onFull: 'pause' })
      if (threaded) socket.transport.pause()
      addAddresses(1000)
      socket.transport.resume()
      await socket.until(() => socket.overruns.includes('kernel'), 'overrun')
      assert.ok(events(socket) < 1000)
      for (let round = 0; round < 3; round++) await alive(socket)
      await socket.close()
    })

    it('reports it again and again', async () => {
      const socket = new Listener({ threaded, groups, receiveBuffer: 4096, queueLimit: 4096, onFull: 'pause' })
      for (let round = 0; round < 3; round++) {
        if (threaded) socket.transport.pause()
        addAddresses(200)
        socket.transport.resume()
        await socket.until(() => socket.overruns.includes('kernel'), 'overrun')
        removeAddresses()
        await alive(socket)
      }
      await socket.close()
    })

    it('delivers nothing while paused, and everything after', async () => {
      const socket = new Listener({ threaded, groups, receiveBuffer: 4 * 1024 * 1024, forceBuffers: true })
      socket.transport.pause()
      addAddresses(200)
      await pause(50)
      assert.equal(socket.messages.length, 0)
      socket.transport.resume()
      await socket.until(() => events(socket) === 200, '200 events')
      assert.deepEqual(socket.overruns, [])
      await socket.close()
    })

    it('dumps everything to a reader that pauses all the time', async () => {
      addAddresses(3000)
      const socket = new Listener({ threaded, queueLimit: 64 * 1024, onFull: 'pause' }, false)
      const { transport } = socket
      socket.start()
      transport.send(dumpAddresses())
      const blink = setInterval(() => {
        const before = socket.messages.length
        transport.pause()
        setImmediate(() => {
          assert.equal(socket.messages.length, before)
          transport.resume()
        })
      }, 1)
      await socket.type(NLMSG_DONE)
      clearInterval(blink)
      await pause(5)
      assert.ok(events(socket) >= 3000)
      assert.deepEqual(socket.overruns, [])
      await socket.close()
    })

    it('answers requests after a pause in which they were sent', async () => {
      const socket = new Listener({ threaded })
      socket.transport.pause()
      socket.transport.send(getLink(1))
      await pause(20)
      assert.equal(socket.messages.length, 0)
      socket.transport.resume()
      await socket.type(RTM_NEWLINK)
      await socket.close()
    })
  })
}

describe('the queue of the I/O thread', () => {
  afterEach(removeAddresses)

  it('keeps events while the event loop is blocked', async () => {
    const socket = new Listener({ groups })
    addAddresses(3000)
    await socket.until(() => events(socket) === 3000, '3000 events')
    assert.deepEqual(socket.overruns, [])
    await socket.close()
  })

  it('reports that it was full, once for each run of losses, where they happened', async () => {
    const socket = new Listener({ groups, queueLimit: 16 * 1024 })
    addAddresses(1000)
    await socket.until(() => socket.overruns.length > 0, 'overrun')
    await pause(20)
    assert.deepEqual([...new Set(socket.overruns)], ['queue'])
    assert.ok(events(socket) > 50 && events(socket) < 1000)
    assert.equal(typeof socket.order[0], 'number')
    assert.equal(socket.order[1], 'queue')
    await alive(socket)
    await socket.close()
  })

  it('takes what waits before a full queue up again', async () => {
    addAddresses(3000)
    const socket = new Listener({ queueLimit: 1, onFull: 'pause' })
    socket.transport.send(dumpAddresses())
    await socket.type(NLMSG_DONE)
    assert.ok(events(socket) >= 3000)
    await socket.close()
  })
})
