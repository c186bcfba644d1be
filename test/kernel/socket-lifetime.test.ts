import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, describe, it } from 'node:test'
import { Worker } from 'node:worker_threads'
import { openKernelSocket } from '../../src/socket/kernel.ts'
import type { Transport } from '../../src/socket/transport.ts'
import { addAddresses, dumpAddresses, getLink, Listener, NLMSG_DONE, paths, pause, RTM_NEWLINK, removeAddresses } from './socket-raw.ts'

const kernelModule = new URL('../../src/socket/kernel.js', import.meta.url).href
const rawModule = new URL('./socket-raw.js', import.meta.url).href

const openFiles = (): number => readdirSync('/proc/self/fd').length
const threads = (): number => readdirSync('/proc/self/task').length
/** Ports of netlink sockets in this namespace, as the kernel lists them. */
const ports = (): number[] =>
  readFileSync('/proc/net/netlink', 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => Number(line.trim().split(/\s+/)[2]))

const imports = `
  import { openKernelSocket } from ${JSON.stringify(kernelModule)}
  import { dumpAddresses, getLink } from ${JSON.stringify(rawModule)}
  const handler = { receive: () => {}, overrun: () => {}, fail: () => {} }
`
/** Runs a program in a process of its own. */
const runChild = (source: string, before = '') =>
  spawnSync('sh', ['-c', `${before} exec "$0" "$@"`, process.execPath, '--input-type=module', '-e', imports + source], {
    encoding: 'utf8',
    timeout: 60_000,
  })

const inWorker = (source: string): Worker =>
  new Worker(new URL(`data:text/javascript,${encodeURIComponent(imports + source)}`), { stderr: true })

for (const { name, threaded } of paths) {
  describe(`life and end of a socket ${name}`, () => {
    afterEach(removeAddresses)

    it('is gone when close settles', async () => {
      const before = { files: openFiles(), threads: threads() }
      const socket = openKernelSocket({ threaded })
      assert.ok(ports().includes(socket.portId))
      await socket.close()
      assert.ok(!ports().includes(socket.portId))
      assert.equal(openFiles(), before.files)
      // The thread has said its last word; the system may need a moment to bury it.
      for (let round = 0; threads() > before.threads && round < 100; round++) await pause(1)
      assert.equal(threads(), before.threads)
    })

    it('may be closed twice, and in the middle of anything', async () => {
      addAddresses(2000)
      for (let round = 0; round < 30; round++) {
        const socket = new Listener({ threaded })
        socket.transport.send(dumpAddresses())
        for (let sequence = 0; sequence < round; sequence++) socket.transport.send(getLink(1))
        if (round % 3 === 1) await pause(0)
        if (round % 3 === 2) await pause(1)
        const seen = socket.messages.length
        const [first, second] = [socket.close(), socket.close()]
        assert.equal(first, second)
        await first
        await pause(1)
        assert.equal(socket.messages.length, seen)
        assert.deepEqual(socket.failures, [])
      }
    })

    it('may be closed by its owner while it delivers', async () => {
      addAddresses(2000)
      let calls = 0
      const socket = openKernelSocket({ threaded })
      await new Promise<void>((resolve) => {
        socket.ref()
        socket.start({
          receive: () => {
            calls++
            void socket.close().then(resolve)
          },
          overrun: () => undefined,
          fail: () => undefined,
        })
        socket.send(dumpAddresses())
        socket.send(getLink(1))
      })
      await pause(5)
      assert.equal(calls, 1)
    })

    it('refuses to work when closed', async () => {
      const socket = openKernelSocket({ threaded })
      await socket.close()
      assert.throws(() => socket.send(getLink(1)), { code: 'EBADF', errno: -9, syscall: 'send' })
      assert.throws(() => socket.join(1), { code: 'EBADF' })
      socket.pause()
      socket.resume()
      socket.ref()
      socket.unref()
      socket.start({ receive: () => undefined, overrun: () => undefined, fail: () => undefined })
    })

    it('works three hundred at a time', async () => {
      const before = openFiles()
      const sockets = Array.from({ length: 300 }, () => new Listener({ threaded }))
      for (const socket of sockets) socket.transport.send(getLink(1))
      await Promise.all(sockets.map((socket) => socket.type(RTM_NEWLINK)))
      assert.equal(new Set(sockets.map(({ transport }) => transport.portId)).size, 300)
      await Promise.all(sockets.map((socket) => socket.close()))
      assert.equal(openFiles(), before)
    })

    it('does not keep the process alive, unless asked', () => {
      const idle = runChild(`openKernelSocket({ threaded: ${threaded} }).start(handler); console.log('end')`)
      assert.deepEqual([idle.status, idle.stdout], [0, 'end\n'])
      const kept = runChild(`
        const socket = openKernelSocket({ threaded: ${threaded} })
        socket.start(handler)
        socket.ref()
        setTimeout(() => { console.log('still here'); socket.unref() }, 300).unref()
      `)
      assert.deepEqual([kept.status, kept.stdout], [0, 'still here\n'])
    })

    it('ends with the process, whatever it is doing', () => {
      addAddresses(1000)
      for (const end of ['process.exit(7)', 'process.reallyExit(7)', 'setImmediate(() => process.exit(7))']) {
        const { status, signal, stderr } = runChild(`
          for (let i = 0; i < 20; i++) {
            const socket = openKernelSocket({ threaded: ${threaded} })
            socket.start(handler)
            socket.ref()
            socket.send(dumpAddresses())
            for (let j = 0; j < 50; j++) socket.send(getLink(1))
          }
          ${end}
        `)
        assert.deepEqual([status, signal, stderr], [7, null, ''])
      }
    })

    it('keeps going when its owner throws', () => {
      const { stdout, stderr } = runChild(`
        const caught = new Promise((resolve) => process.once('uncaughtException', resolve))
        const socket = openKernelSocket({ threaded: ${threaded} })
        let count = 0
        socket.ref()
        socket.start({ ...handler, receive: () => {
          if (++count === 1) throw new Error('of the owner')
          console.log('second')
          socket.close()
        } })
        socket.send(getLink(1))
        console.log((await caught).message)
        socket.send(getLink(1))
      `)
      assert.deepEqual([stdout, stderr], ['of the owner\nsecond\n', ''])
    })

    it('says so when there are no file descriptors left, and works when there are again', () => {
      const { stdout, stderr } = runChild(
        `
        const sockets = []
        let error
        try {
          for (;;) sockets.push(openKernelSocket({ threaded: ${threaded} }))
        } catch (caught) {
          error = caught
        }
        console.log(error.name, error.code, error.errno, ['socket', 'eventfd'].includes(error.syscall), error.message.includes('ulimit -n'))
        console.log(sockets.length > 10)
        await Promise.all(sockets.map((socket) => socket.close()))
        const socket = openKernelSocket({ threaded: ${threaded} })
        socket.ref()
        socket.start({ ...handler, receive: () => { console.log('answered'); socket.close() } })
        socket.send(getLink(1))
      `,
        'ulimit -n 100;',
      )
      assert.deepEqual([stdout, stderr], ['SocketError EMFILE -24 true true\ntrue\nanswered\n', ''])
    })

    it('works in worker threads', async () => {
      const workers = Array.from({ length: 4 }, () =>
        inWorker(`
          import { parentPort } from 'node:worker_threads'
          const socket = openKernelSocket({ threaded: ${threaded} })
          let count = 0
          socket.ref()
          socket.start({ ...handler, receive: (datagrams) => {
            count += datagrams.length
            if (count < 500) socket.send(getLink(1))
            else socket.close().then(() => parentPort.postMessage(count))
          } })
          socket.send(getLink(1))
        `),
      )
      const counts = workers.map((worker) => new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject)))
      const ends = workers.map((worker) => new Promise((resolve) => worker.once('exit', resolve)))
      assert.deepEqual(await Promise.all(counts), [500, 500, 500, 500])
      assert.deepEqual(await Promise.all(ends), [0, 0, 0, 0])
    })

    it('is gone with its worker thread', async () => {
      addAddresses(1000)
      const before = openFiles()
      for (const stop of ['terminate', 'exit', 'end']) {
        const worker = inWorker(`
          import { parentPort } from 'node:worker_threads'
          for (let i = 0; i < 10; i++) {
            const socket = openKernelSocket({ threaded: ${threaded} })
            socket.start(handler)
            if (${JSON.stringify(stop)} === 'terminate') socket.ref()
            socket.send(dumpAddresses())
            for (let j = 0; j < 20; j++) socket.send(getLink(1))
          }
          parentPort.postMessage('open')
          if (${JSON.stringify(stop)} === 'exit') process.exit(0)
        `)
        const end = new Promise((resolve) => worker.once('exit', resolve))
        if (stop === 'terminate') {
          await new Promise((resolve) => worker.once('message', resolve))
          await worker.terminate()
        }
        await end
      }
      for (let round = 0; openFiles() > before && round < 500; round++) await pause(2)
      assert.ok(openFiles() <= before)
    })
  })
}

describe('a socket in a program', () => {
  it('answers an await that nothing else keeps alive, when referenced', () => {
    const output = execFileSync(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `${imports}
        const socket = openKernelSocket({})
        socket.ref()
        await new Promise((resolve) => { socket.start({ ...handler, receive: resolve }); socket.send(getLink(1)) })
        await socket.close()
        console.log('closed')`,
      ],
      { encoding: 'utf8' },
    )
    assert.equal(output, 'closed\n')
  })

  it('shares nothing between sockets that work at the same time', async () => {
    addAddresses(500)
    const sockets: Listener[] = paths.flatMap(({ threaded }) => Array.from({ length: 10 }, () => new Listener({ threaded })))
    const all: Transport[] = sockets.map(({ transport }) => transport)
    for (const transport of all) transport.send(dumpAddresses())
    await Promise.all(sockets.map((socket) => socket.type(NLMSG_DONE)))
    for (const { messages, transport } of sockets) {
      assert.ok(messages.length > 500)
      assert.ok(messages.every(({ port }) => port === transport.portId))
    }
    await Promise.all(sockets.map((socket) => socket.close()))
    removeAddresses()
  })
})
