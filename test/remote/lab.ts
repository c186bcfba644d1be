// Servers and clients for one test each, and what looks at them from outside.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { IPRoute, type SocketOptions } from '../../src/index.ts'
import { Control, controlMessage, controlPayload, Hello, header, PREAMBLE, Refusal } from '../../src/remote/wire.ts'
import { MemoryKernel } from './kernel.ts'

/** A folder that is gone after the test. */
export const folderOf = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), 'rtnl-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export interface Served {
  readonly kernel: MemoryKernel
  /** The server's IPRoute. */
  readonly machine: IPRoute
  readonly url: string
  readonly path: string
  /** Another client of it. */
  client(options?: SocketOptions): IPRoute
  /** A connection by hand. */
  raw(): Raw
}

/** Serves a kernel in memory over a Unix socket. */
export const serve = async (
  t: TestContext,
  options: Parameters<IPRoute['serve']>[1] = {},
  kernel = new MemoryKernel(),
): Promise<Served> => {
  const path = join(folderOf(t), 's')
  const machine = new IPRoute({ transport: kernel.connect })
  const { url } = await machine.serve(`unix://${path}`, options)
  t.after(() => machine.release())
  const client = (more: SocketOptions = {}) => {
    const ip = new IPRoute({ host: url, ...more })
    t.after(() => ip.release())
    return ip
  }
  return { kernel, machine, url, path, client, raw: () => new Raw(t, connect(path)) }
}

/** What a server sent over a connection by hand. */
export interface Received {
  readonly type: number
  readonly seq: number
  readonly bytes: Uint8Array
}

/** A connection by hand: bytes go out as they are, messages come in. */
export class Raw {
  readonly socket: Socket
  readonly received: Received[] = []
  closed = false
  #bytes = Buffer.alloc(0)
  #changed: (() => void)[] = []

  constructor(t: TestContext | undefined, socket: Socket) {
    this.socket = socket
    t?.after(() => socket.destroy())
    socket.on('error', () => undefined)
    socket.on('close', () => {
      this.closed = true
      this.#wake()
    })
    socket.on('data', (chunk) => {
      this.#bytes = Buffer.concat([this.#bytes, chunk])
      this.#parse()
    })
  }

  greet(hello: Parameters<typeof controlMessage<typeof Hello>>[2] = {}): this {
    this.socket.write(PREAMBLE)
    this.socket.write(controlMessage(Control.hello, Hello, hello))
    return this
  }

  write(bytes: Uint8Array): this {
    this.socket.write(bytes)
    return this
  }

  /** Waits until `found` answers something. */
  async until<T>(found: () => T | undefined, patience = 5000): Promise<T> {
    const end = performance.now() + patience
    for (;;) {
      const value = found()
      if (value !== undefined) return value
      const left = end - performance.now()
      if (left <= 0)
        throw new Error(`waited ${patience} ms in vain; got ${JSON.stringify(this.received.map(({ type, seq }) => [type, seq]))}`)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(left, 50))
        this.#changed.push(() => {
          clearTimeout(timer)
          resolve()
        })
      })
    }
  }

  /** The next message of this type; it is taken out. */
  next(type: number): Promise<Received> {
    return this.until(() => {
      const at = this.received.findIndex((one) => one.type === type)
      return at < 0 ? undefined : this.received.splice(at, 1)[0]
    })
  }

  /** Why the server hung up. */
  async refusal(): Promise<{ code?: string; reason?: string }> {
    const { bytes } = await this.next(Control.refusal)
    await this.until(() => this.closed || undefined)
    return controlPayload(Refusal, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, bytes.length) as never
  }

  #wake(): void {
    for (const go of this.#changed.splice(0)) go()
  }

  #greeted = false
  #parse(): void {
    if (!this.#greeted) {
      if (this.#bytes.length < 8) return
      this.#greeted = true
      this.#bytes = this.#bytes.subarray(8)
    }
    while (this.#bytes.length >= 16 && this.#bytes.length >= this.#bytes.readUInt32LE(0)) {
      const bytes = new Uint8Array(this.#bytes.subarray(0, this.#bytes.readUInt32LE(0)))
      const view = new DataView(bytes.buffer)
      this.received.push({ type: header.type(view, 0), seq: header.sequence(view, 0), bytes })
      this.#bytes = this.#bytes.subarray((bytes.length + 3) & ~3)
    }
    this.#wake()
  }
}

/** Whether an error has this code. */
export const code =
  (...wanted: readonly string[]) =>
  (error: unknown): boolean => {
    const { code: found } = error as { code?: string }
    if (found !== undefined && wanted.includes(found)) return true
    throw error
  }

/** Waits until something holds. */
export const eventually = async (holds: () => boolean, what: string, patience = 5000): Promise<void> => {
  const end = performance.now() + patience
  while (!holds()) {
    if (performance.now() > end) throw new Error(`not within ${patience} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** Collects what nobody holds any more. */
export const collect: () => void = (() => {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc')
})()

/** How many file descriptors this process has. */
export const descriptors = (): number => readdirSync('/proc/self/fd').length

/** A question for one link, and for a listing of addresses, as people's functions would ask. */
export const askLink = async (ip: IPRoute, index: number): Promise<{ index: number; ifname: string }> => {
  const [found] = await ip.request<{ index: number; ifname: string }>({ type: 'RTM_GETLINK', message: { index } })
  if (found === undefined) throw new Error('no answer')
  return found
}
export const listAddresses = (ip: IPRoute) => ip.dump<{ index: number }>({ type: 'RTM_GETADDR', message: { family: 'unspec' } })
export const change = (index: number) => ({ type: 'RTM_DELLINK', message: { index } })
