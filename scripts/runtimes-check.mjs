// What scripts/runtimes.mjs runs in each runtime, inside a network namespace: no test framework, raw bytes only.
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'

const built = process.argv[2]
const { openKernelSocket } = await import(pathToFileURL(`${built}/src/socket/kernel.js`).href)
const { threadlessWorks } = await import(pathToFileURL(`${built}/src/socket/native.js`).href)

const RTM_GETLINK = 18
const RTM_NEWADDR = 20
const RTM_DELADDR = 21
const REQUEST = 1
const ACK = 4
const DUMP = 0x300
const RTNLGRP_IPV4_IFADDR = 5

/** A message with its header; the body's first words are little endian like every machine checked here. */
const message = (type, flags, body) => {
  const bytes = Buffer.alloc(16 + body.length)
  bytes.writeUInt32LE(bytes.length, 0)
  bytes.writeUInt16LE(type, 4)
  bytes.writeUInt16LE(flags, 6)
  bytes.writeUInt32LE(1, 8)
  bytes.set(body, 16)
  return bytes
}
const linkOne = message(RTM_GETLINK, REQUEST, [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
const allLinks = message(RTM_GETLINK, REQUEST | DUMP, new Uint8Array(16))
const address = (type, last) =>
  message(type, REQUEST | ACK | (type === RTM_NEWADDR ? 0x600 : 0), [2, 32, 0, 0, 1, 0, 0, 0, 8, 0, 2, 0, 127, 1, 0, last])

const typesOf = (bytes) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const types = []
  for (let at = 0; at + 16 <= bytes.length; at += (view.getUint32(at, true) + 3) & ~3) types.push(view.getUint16(at + 4, true))
  return types
}

/** A socket whose messages and overruns are waited for. */
const open = (options) => {
  const transport = openKernelSocket(options)
  const types = []
  const overruns = []
  let look = () => undefined
  transport.ref()
  transport.start({
    receive: (datagrams) => {
      for (const { bytes } of datagrams) types.push(...typesOf(bytes))
      look()
    },
    overrun: (reason) => {
      overruns.push(reason)
      look()
    },
    fail: (error) => {
      throw error
    },
  })
  const until = (condition, what) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no ${what}: ${types.length} messages, overruns ${overruns}`)), 5000)
      look = () => {
        if (!condition()) return
        clearTimeout(timer)
        resolve()
      }
      look()
    })
  return { transport, types, overruns, until }
}

const check = async (threaded) => {
  const { transport, types, until } = open({ threaded })
  transport.send(allLinks)
  await until(() => types.includes(3), 'end of the dump')
  if (types[0] !== 16) throw new Error(`a dump of links begins with ${types[0]}`)
  const times = []
  for (let i = 0; i < 2000; i++) {
    types.length = 0
    const begin = performance.now()
    transport.send(linkOne)
    await until(() => types.length > 0, 'answer')
    times.push(performance.now() - begin)
  }

  const events = open({ threaded, groups: [RTNLGRP_IPV4_IFADDR], receiveBuffer: 4096, queueLimit: 4096, onFull: 'pause' })
  events.transport.pause()
  for (let i = 0; i < 300; i++) {
    types.length = 0
    transport.send(address(i % 2 === 0 ? RTM_NEWADDR : RTM_DELADDR, 2))
    await until(() => types.includes(2), 'acknowledgement')
  }
  if (events.types.length > 0) throw new Error('a paused socket delivered')
  events.transport.resume()
  await events.until(() => events.overruns.includes('kernel'), 'overrun')
  await new Promise((resolve) => setTimeout(resolve, 20))
  events.types.length = 0
  transport.send(address(RTM_NEWADDR, 3))
  await events.until(() => events.types.includes(RTM_NEWADDR), 'event after the overrun')
  transport.send(address(RTM_DELADDR, 3))
  await events.transport.close()
  await transport.close()
  return times.sort((a, b) => a - b)[1000] * 1000
}

const inWorker = () =>
  new Promise((resolve, reject) => {
    const source = `
      import { parentPort } from 'node:worker_threads'
      const { openKernelSocket } = await import(${JSON.stringify(pathToFileURL(`${built}/src/socket/kernel.js`).href)})
      const sockets = [true, false].map((threaded) => openKernelSocket({ threaded }))
      let count = 0
      for (const socket of sockets) {
        socket.start({ receive: () => { if (++count === 2) parentPort.postMessage(count) }, overrun: () => {}, fail: () => {} })
        socket.ref()
        socket.send(new Uint8Array([${[...linkOne]}]))
      }
    `
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`), { type: 'module' })
    worker.on('message', () => resolve(worker.terminate()))
    worker.on('error', reject)
  })

const thread = await check(true)
const loop = threadlessWorks ? await check(false) : undefined
await inWorker()
const name = process.versions.bun
  ? `Bun ${process.versions.bun}`
  : process.versions.deno
    ? `Deno ${process.versions.deno}`
    : `Node ${process.versions.node}`
const figure = (time) => `${time.toFixed(1)} us`
console.log(
  `${name}: thread ok (${figure(thread)}), ${loop === undefined ? 'threadless: the thread serves' : `threadless ok (${figure(loop)})`}, workers ok`,
)
