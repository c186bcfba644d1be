/**
 * Opens and closes sockets, and asks for the loopback's link, very often on both paths, and shows at every tenth what
 * the process holds: file descriptors, threads, resident memory. Ends with 1 when something grew.
 *
 *   node --expose-gc dist/bench/leaks.js [CYCLES 100000] [REQUESTS 1000000]
 */
import { readdirSync, readFileSync } from 'node:fs'
import { openKernelSocket } from '../src/socket/kernel.ts'
import type { Transport } from '../src/socket/transport.ts'

const [cycles = 100_000, requests = 1_000_000] = process.argv.slice(2).map(Number)
/** Requests in flight. */
const WINDOW = 64
/** Resident memory may move by this much between the first tenth and the last, MiB. */
const SLACK = 16

/** RTM_GETLINK of index 1: header of 16 bytes, ifinfomsg of 16; linux/netlink.h, linux/rtnetlink.h. */
const getLoopback = (): Uint8Array => {
  const words = new Int32Array(8)
  const halves = new Uint16Array(words.buffer)
  words[0] = 32
  halves[2] = 18
  halves[3] = 1
  words[5] = 1
  return new Uint8Array(words.buffer)
}
const request = getLoopback()

interface Held {
  readonly files: number
  readonly threads: number
  /** MiB */
  readonly resident: number
}

const settle = async (): Promise<void> => {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const held = (): Held => ({
  files: readdirSync('/proc/self/fd').length,
  threads: readdirSync('/proc/self/task').length,
  resident: (Number(readFileSync('/proc/self/statm', 'latin1').split(' ')[1]) * 4096) / 2 ** 20,
})

const one = (transport: Transport, done: () => void): void => {
  transport.start({
    receive: done,
    overrun: (reason) => {
      throw new Error(`overrun: ${reason}`)
    },
    fail: (error) => {
      throw error
    },
  })
  transport.ref()
  transport.send(request)
}

/** Every cycle opens; two of three ask, and one of these does not wait for the answer. */
const cycle = async (threaded: boolean, number: number): Promise<void> => {
  const transport = openKernelSocket({ threaded })
  if (number % 3 === 1) await new Promise<void>((resolve) => one(transport, resolve))
  if (number % 3 === 2) one(transport, () => undefined)
  await transport.close()
}

const ask = (transport: Transport, count: number): Promise<void> =>
  new Promise((resolve) => {
    let sent = 0
    let answered = 0
    transport.start({
      receive: (datagrams) => {
        answered += datagrams.length
        if (answered === count) resolve()
        while (sent < count && sent < answered + WINDOW) {
          sent++
          transport.send(request)
        }
      },
      overrun: (reason) => {
        throw new Error(`overrun: ${reason}`)
      },
      fail: (error) => {
        throw error
      },
    })
    transport.ref()
    sent++
    transport.send(request)
  })

let grown = false
const tenths = async (what: string, work: () => Promise<void>): Promise<void> => {
  await settle()
  const before = held()
  console.log(`${what}: at first ${before.files} fds, ${before.threads} threads, ${before.resident.toFixed(1)} MiB`)
  let first: Held | undefined
  let last = before
  for (let tenth = 1; tenth <= 10; tenth++) {
    const began = performance.now()
    await work()
    const time = performance.now() - began
    await settle()
    last = held()
    first ??= last
    console.log(`  ${tenth}0 %: ${last.files} fds, ${last.threads} threads, ${last.resident.toFixed(1)} MiB, ${time.toFixed(0)} ms`)
  }
  if (last.files > before.files || last.threads > before.threads || last.resident > (first?.resident ?? 0) + SLACK) {
    grown = true
    console.log('  GROWN')
  }
}

for (const threaded of [true, false]) {
  const path = threaded ? 'I/O thread' : 'event loop'
  await tenths(`${cycles} sockets opened and closed, ${path}`, async () => {
    for (let number = 0; number < cycles / 10; number++) await cycle(threaded, number)
  })
  await tenths(`${requests} requests, ${path}`, async () => {
    const transport = openKernelSocket({ threaded })
    await ask(transport, requests / 10)
    await transport.close()
  })
}
process.exit(grown ? 1 : 0)
