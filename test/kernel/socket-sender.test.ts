import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it, type TestContext } from 'node:test'
import { compiler } from '../uapi/compiler.ts'
import { getLink, int32, Listener, paths, pause, RTM_NEWLINK } from './socket-raw.ts'

/** Sends one message of the given size and type 77 to the port, as another process may that has CAP_NET_ADMIN. */
const source = `
#include <linux/netlink.h>
#include <stdlib.h>
#include <sys/socket.h>
int main(int argc, char **argv) {
  if (argc < 3) return 2;
  unsigned size = (unsigned)atoi(argv[2]);
  struct sockaddr_nl to = {.nl_family = AF_NETLINK, .nl_pid = (unsigned)strtoul(argv[1], 0, 10)};
  struct nlmsghdr *message = calloc(1, size);
  *message = (struct nlmsghdr){.nlmsg_len = size, .nlmsg_type = 77};
  ((unsigned char *)message)[size - 1] = 9;
  int fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE), buffer = 4 << 20;
  setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, &buffer, sizeof buffer);
  return sendto(fd, message, size, 0, (struct sockaddr *)&to, sizeof to) == size ? 0 : 1;
}
`

describe('datagrams of other processes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rtnl-sender-'))
  const program = join(folder, 'sender')
  let reason: string | undefined

  before(() => {
    const cc = compiler()
    if (cc === undefined) {
      reason = 'no C compiler'
      return
    }
    try {
      execFileSync(cc, ['-x', 'c', '-', '-o', program], { input: source, stdio: ['pipe', 'ignore', 'pipe'] })
    } catch (error) {
      reason = `the sender cannot be built: ${String(error)}`
    }
  })
  after(() => rmSync(folder, { recursive: true }))

  const possible = (t: TestContext): boolean => {
    if (reason !== undefined) t.skip(reason)
    return reason === undefined
  }
  /** Buffers beyond net.core.wmem_max take CAP_NET_ADMIN of the machine, not of a user namespace. */
  const possibleLarge = (t: TestContext): boolean => {
    const whole = /^\s*0\s+0\s+4294967295\s*$/.test(readFileSync('/proc/self/uid_map', 'utf8'))
    if (!whole) t.skip('large datagrams cannot be sent from a user namespace')
    return whole && possible(t)
  }
  const send = (socket: Listener, size: number): void => {
    execFileSync(program, [String(socket.transport.portId), String(size)])
  }

  for (const { name, threaded } of paths) {
    it(`are not believed, ${name}`, async (t) => {
      if (!possible(t)) return
      const socket = new Listener({ threaded })
      send(socket, 32)
      await pause(20)
      socket.transport.send(getLink(1))
      await socket.type(RTM_NEWLINK)
      assert.deepEqual(
        socket.messages.map(({ type }) => type),
        [RTM_NEWLINK],
      )
      await socket.close()
    })

    it(`are delivered on wish, also large ones, ${name}`, async (t) => {
      if (!possibleLarge(t)) return
      const socket = new Listener({ threaded, believeAnyone: true, receiveBuffer: 8 << 20, forceBuffers: true })
      for (const size of [32, 20_000, 40_000, 130_000, 33]) {
        socket.forget()
        send(socket, size)
        await socket.type(77)
        const { body } = socket.messages[0] ?? { body: new Uint8Array() }
        assert.equal(body.length, size - 16)
        assert.equal(body.at(-1), 9)
        // The next answer goes to memory of its own.
        socket.transport.send(getLink(1))
        await socket.type(RTM_NEWLINK)
        assert.equal(int32(socket.messages.find(({ type }) => type === RTM_NEWLINK)?.body ?? body, 4), 1)
      }
      await socket.close()
    })

    it(`are reported when they are too large, ${name}`, async (t) => {
      if (!possibleLarge(t)) return
      const socket = new Listener({ threaded, believeAnyone: true, receiveBuffer: 8 << 20, forceBuffers: true })
      send(socket, 300_000)
      await socket.until(() => socket.overruns.length > 0, 'overrun')
      assert.deepEqual(socket.overruns, ['truncated'])
      assert.equal(socket.messages.length, 0)
      send(socket, 32)
      await socket.type(77)
      await socket.close()
    })
  }
})
