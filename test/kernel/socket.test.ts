import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { SocketError } from '../../src/socket/errors.ts'
import { openKernelSocket } from '../../src/socket/kernel.ts'
import {
  ACK,
  dumpAddresses,
  getLink,
  int32,
  ip,
  Listener,
  message,
  NLMSG_DONE,
  NLMSG_ERROR,
  paths,
  pause,
  REQUEST,
  RTM_GETLINK,
  RTM_NEWLINK,
  RTM_NEWNEXTHOP,
  RTNLGRP_NEXTHOP,
  strangeDump,
} from './socket-raw.ts'

const NLM_F_ACK_TLVS = 0x200

for (const { name, threaded } of paths) {
  describe(`a kernel socket ${name}`, () => {
    it('answers a request, addressed to its port and with its sequence number', async () => {
      const socket = new Listener({ threaded })
      socket.transport.send(getLink(1, 4711))
      await socket.type(RTM_NEWLINK)
      const [link] = socket.messages
      assert.ok(link)
      assert.equal(link.sequence, 4711)
      assert.equal(link.port, socket.transport.portId)
      assert.equal(int32(link.body, 4), 1)
      await socket.close()
    })

    it('never delivers inside send', async () => {
      const socket = new Listener({ threaded })
      socket.transport.send(getLink(1))
      assert.equal(socket.messages.length, 0)
      await socket.type(RTM_NEWLINK)
      await socket.close()
    })

    it('answers requests in the order of sending, many in flight', async () => {
      const socket = new Listener({ threaded })
      for (let sequence = 1; sequence <= 300; sequence++) socket.transport.send(getLink(1, sequence))
      await socket.until(() => socket.messages.length === 300, '300 answers')
      assert.deepEqual(
        socket.messages.map(({ sequence }) => sequence),
        Array.from({ length: 300 }, (_, index) => index + 1),
      )
      assert.deepEqual(socket.overruns, [])
      await socket.close()
    })

    it('lets timers run between answers that never end', async () => {
      const socket = openKernelSocket({ threaded })
      socket.ref()
      const ask = (): void => {
        socket.send(getLink(1))
      }
      socket.start({ receive: ask, overrun: () => undefined, fail: () => undefined })
      ask()
      await pause(20)
      await socket.close()
    })

    it('does not touch delivered bytes again', async () => {
      const kept: { bytes: Uint8Array; copy: Uint8Array }[] = []
      const socket = openKernelSocket({ threaded })
      socket.ref()
      await new Promise<void>((resolve) => {
        socket.start({
          receive: (datagrams) => {
            for (const { bytes } of datagrams) kept.push({ bytes, copy: bytes.slice() })
            if (kept.length < 200) socket.send(getLink(1, kept.length))
            else resolve()
          },
          overrun: () => undefined,
          fail: () => undefined,
        })
        socket.send(getLink(1))
      })
      for (const { bytes, copy } of kept) assert.deepEqual(bytes, copy)
      await socket.close()
    })

    it('asks for strict checking and extended acknowledgements', async () => {
      const socket = new Listener({ threaded })
      socket.transport.send(strangeDump())
      // A dump that was refused ends with its error.
      await socket.type(NLMSG_DONE)
      const [error] = socket.messages
      assert.ok(error)
      assert.equal(int32(error.body, 0), -22)
      assert.equal(error.flags & NLM_F_ACK_TLVS, NLM_F_ACK_TLVS)
      assert.match(Buffer.from(error.body).toString('latin1'), /Invalid values in header for FIB dump request/)
      await socket.close()
    })

    it('leaves both away on wish', async () => {
      const lax = new Listener({ threaded, strict: false })
      lax.transport.send(strangeDump())
      await lax.type(NLMSG_DONE)
      assert.equal(int32(lax.messages.at(-1)?.body ?? new Uint8Array(4), 0), 0)
      await lax.close()
      const plain = new Listener({ threaded, extAck: false })
      plain.transport.send(strangeDump())
      await plain.type(NLMSG_DONE)
      assert.equal((plain.messages[0]?.flags ?? NLM_F_ACK_TLVS) & NLM_F_ACK_TLVS, 0)
      await plain.close()
    })

    it('has acknowledgements capped, or not', async () => {
      const request = message(RTM_GETLINK, REQUEST | ACK, getLink(9999).subarray(16))
      for (const capAck of [true, false]) {
        const socket = new Listener({ threaded, capAck, extAck: false })
        socket.transport.send(request)
        await socket.type(NLMSG_ERROR)
        const [error] = socket.messages
        assert.ok(error)
        assert.equal(int32(error.body, 0), -19)
        // The error's number and the header of the request, then the rest of the request.
        assert.equal(error.body.length, capAck ? 20 : 4 + request.length)
        await socket.close()
      }
    })

    it('hears groups above 31, until it leaves them', async (t) => {
      const socket = new Listener({ threaded, groups: [RTNLGRP_NEXTHOP] })
      try {
        ip('nexthop', 'add', 'id', '7', 'blackhole')
      } catch (error) {
        t.skip(`no nexthop objects: ${String(error)}`)
        await socket.close()
        return
      }
      await socket.type(RTM_NEWNEXTHOP)
      socket.forget()
      socket.transport.leave(RTNLGRP_NEXTHOP)
      ip('nexthop', 'add', 'id', '8', 'blackhole')
      socket.transport.send(dumpAddresses())
      await socket.type(NLMSG_DONE)
      assert.ok(!socket.messages.some(({ type }) => type === RTM_NEWNEXTHOP))
      ip('nexthop', 'flush')
      await socket.close()
    })

    it('refuses a group that is none', async () => {
      const socket = openKernelSocket({ threaded })
      assert.throws(() => socket.join(100_000), { name: 'SocketError', code: 'EINVAL', errno: -22, syscall: 'setsockopt' })
      assert.throws(() => openKernelSocket({ threaded, groups: [100_000] }), { code: 'EINVAL' })
      await socket.close()
    })

    it('takes the port asked for, once', async () => {
      const socket = openKernelSocket({ threaded, portId: 0xfffffff0 })
      assert.equal(socket.portId, 0xfffffff0)
      assert.throws(() => openKernelSocket({ threaded, portId: 0xfffffff0 }), { code: 'EADDRINUSE', syscall: 'bind' })
      await socket.close()
      const again = openKernelSocket({ threaded, portId: 0xfffffff0 })
      await again.close()
    })

    it('says which request could not be sent', async () => {
      const socket = new Listener({ threaded, sendBuffer: 4608 })
      const told: string[] = []
      const tell = (what: string) => (error: Error) => {
        told.push(`${what} ${error instanceof SocketError ? `${error.code} ${error.syscall}` : 'unknown'}`)
      }
      socket.transport.send(getLink(1, 1), tell('first'))
      socket.transport.send(new Uint8Array(100_000), tell('second'))
      socket.transport.send(getLink(1, 3), tell('third'))
      await socket.until(() => socket.messages.length === 2, 'two answers')
      await pause(1)
      assert.deepEqual(told, ['second EMSGSIZE send'])
      await socket.close()
    })

    it('opens any protocol', async () => {
      const generic = openKernelSocket({ threaded, protocol: 16 })
      assert.ok(generic.portId > 0)
      await generic.close()
      assert.throws(() => openKernelSocket({ threaded, protocol: 31 }), { code: 'EPROTONOSUPPORT', syscall: 'socket' })
    })
  })
}
