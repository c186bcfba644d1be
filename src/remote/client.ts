import type { Socket } from 'node:net'
import { align, messageEnd, NLMSG_MIN_TYPE, NLMSG_OVERRUN, viewOf } from '../netlink/message.ts'
import type { Datagram, Transport, TransportHandler } from '../socket/transport.ts'
import { RemoteError, remoteError } from './errors.ts'
import type { Purpose } from './hub.ts'
import type { Pem } from './pem.ts'
import { type Place, placeOf } from './url.ts'
import {
  Control,
  Cutter,
  controlMessage,
  controlPayload,
  Hello,
  header,
  Membership,
  PREAMBLE,
  padded,
  Refusal,
  Welcome,
  WireError,
} from './wire.ts'

/** How a connection to a server is made. All times in milliseconds. */
export interface RemoteOptions {
  /** TLS: this side's key, PEM. */
  readonly key?: Pem | undefined
  /** TLS: its certificate, PEM. */
  readonly cert?: Pem | undefined
  /** TLS: the authorities that the server's certificate may be of, PEM. Default: those that Node trusts. */
  readonly ca?: Pem | undefined
  /** TLS: the passphrase of the key. */
  readonly passphrase?: string | undefined
  /** TLS: the name that the server's certificate must have. Default: the host of the URL; over Unix sockets, `localhost`. */
  readonly servername?: string | undefined
  /** Which of a proxy's machines is meant. */
  readonly addr?: string | undefined
  /** Until the server has said its welcome. Default 10,000. */
  readonly connectTimeout?: number | undefined
  /** How often a sign of life is asked for; three times that long without one, and the connection is lost. 0: never. Default 15,000. */
  readonly keepAlive?: number | undefined
  /**
   * Streams of events come back by themselves when their connection is lost, after 100 ms, 200 ms ... up to `maxDelay` (30,000),
   * and tell of a loss. Requests need no such thing: the next one connects anew. Default false.
   */
  readonly reconnect?: boolean | { readonly minDelay?: number | undefined; readonly maxDelay?: number | undefined } | undefined
}

/** The longest message that a server may send: more than any kernel writes at once. */
const MESSAGE_BYTES = 16 * 1024 * 1024
const PING = controlMessage(Control.ping)
const PONG = controlMessage(Control.pong)

/** A connection to a server as a transport: what is sent goes to the kernel there, what that answers is received. */
export class RemoteTransport implements Transport {
  /** The kernel of another machine knows no port of ours. */
  readonly portId = 0
  readonly #place: Place
  readonly #options: RemoteOptions
  readonly #purpose: Purpose
  readonly #groups: Set<number>
  #socket: Socket | undefined
  #handler: TransportHandler | undefined
  /** What is sent before there is a socket. */
  #early: Uint8Array[] = []
  /** What came before it was wanted. */
  #waiting: (() => void)[] = []
  #cutter = new Cutter(MESSAGE_BYTES)
  #timer: ReturnType<typeof setTimeout> | undefined
  #heard = 0
  #welcomed = false
  #paused = false
  #referenced = false
  #attempts = 0
  #closing: Promise<void> | undefined
  #gone: () => void = () => undefined

  constructor(url: string, options: RemoteOptions, purpose: Purpose, groups: readonly number[]) {
    this.#place = placeOf(url)
    this.#options = options
    this.#purpose = purpose
    this.#groups = new Set(groups)
    void this.#connect()
  }

  start(handler: TransportHandler): void {
    if (this.#handler !== undefined) throw new Error('the transport has been started before')
    this.#handler = handler
    this.#deliver()
  }

  send(bytes: Uint8Array): void {
    if (this.#closing !== undefined) throw new RemoteError(this.#place.url, 'EBADF', 'the connection is closed')
    this.#write((bytes.length & 3) === 0 ? bytes.slice() : padded(bytes))
  }

  join(group: number): void {
    this.#groups.add(group)
    if (this.#socket !== undefined) this.#write(controlMessage(Control.join, Membership, { group }))
  }

  leave(group: number): void {
    this.#groups.delete(group)
    if (this.#socket !== undefined) this.#write(controlMessage(Control.leave, Membership, { group }))
  }

  pause(): void {
    this.#paused = true
    this.#socket?.pause()
  }

  resume(): void {
    if (!this.#paused) return
    this.#paused = false
    this.#deliver()
    if (!this.#paused) this.#socket?.resume()
  }

  ref(): void {
    this.#referenced = true
    this.#socket?.ref()
    this.#timer?.ref()
  }

  unref(): void {
    this.#referenced = false
    this.#socket?.unref()
    this.#timer?.unref()
  }

  close(): Promise<void> {
    if (this.#closing !== undefined) return this.#closing
    const socket = this.#socket
    this.#closing = socket === undefined || socket.destroyed ? Promise.resolve() : new Promise((resolve) => (this.#gone = resolve))
    this.#waiting = []
    clearTimeout(this.#timer)
    socket?.destroy()
    return this.#closing
  }

  async #connect(): Promise<void> {
    const { connectTimeout = 10_000, addr } = this.#options
    this.#after(connectTimeout, () => this.#lost(new RemoteError(this.#place.url, 'ETIMEDOUT', `no welcome within ${connectTimeout} ms`)))
    try {
      const socket = await open(this.#place, this.#options)
      if (this.#closing !== undefined) {
        socket.destroy()
        return
      }
      this.#socket = socket
      this.#cutter = new Cutter(MESSAGE_BYTES)
      this.#welcomed = false
      socket.on('data', (chunk: Uint8Array) => this.#take(socket, chunk))
      socket.on('error', (error) => this.#lost(remoteError(this.#place.url, this.#welcomed ? 'the connection was lost' : 'connect', error)))
      socket.on('close', () => {
        this.#gone()
        if (socket === this.#socket) this.#lost(new RemoteError(this.#place.url, 'ECONNRESET', 'the server hung up'))
      })
      if (!this.#referenced) socket.unref()
      socket.cork()
      socket.write(PREAMBLE)
      const groups = [...this.#groups]
      socket.write(
        controlMessage(Control.hello, Hello, {
          family: 0,
          purpose: this.#purpose,
          ...(addr === undefined ? {} : { addr }),
          ...(groups.length === 0 ? {} : { groups }),
        }),
      )
      for (const bytes of this.#early.splice(0)) socket.write(bytes)
      socket.uncork()
    } catch (error) {
      this.#lost(remoteError(this.#place.url, 'connect', error))
    }
  }

  #write(bytes: Uint8Array): void {
    if (this.#socket === undefined) this.#early.push(bytes)
    else this.#socket.write(bytes)
  }

  /** One timer at a time: for the welcome, for the next sign of life, for the next attempt. */
  #after(time: number, then: () => void): void {
    clearTimeout(this.#timer)
    this.#timer = time > 0 ? setTimeout(then, time) : undefined
    if (!this.#referenced) this.#timer?.unref()
  }

  #take(socket: Socket, chunk: Uint8Array): void {
    if (socket !== this.#socket || this.#closing !== undefined) return
    this.#heard = performance.now()
    try {
      const bytes = this.#cutter.push(chunk)
      if (bytes.length > 0) this.#sort(bytes)
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      this.#lost(new RemoteError(this.#place.url, 'EPROTO', error.message))
    }
  }

  /** Parts the messages of the kernel from the connection's own. */
  #sort(bytes: Uint8Array): void {
    const view = viewOf(bytes)
    let from = 0
    let at = 0
    const hand = (to: number) => {
      if (to > from) {
        const datagram: Datagram = { bytes: bytes.subarray(from, to) }
        this.#tell((handler) => handler.receive([datagram]))
      }
    }
    for (let stop = messageEnd(view, 0, bytes.length); stop >= 0; stop = messageEnd(view, at, bytes.length)) {
      const type = header.type(view, at)
      if (type >= NLMSG_MIN_TYPE || (type < Control.hello && type !== NLMSG_OVERRUN)) {
        at = align(stop)
        continue
      }
      hand(at)
      this.#control(type, view, at, stop)
      at = align(stop)
      from = at
      if (this.#closing !== undefined) return
    }
    hand(at)
  }

  #control(type: number, view: DataView, at: number, stop: number): void {
    const { url } = this.#place
    if (type === NLMSG_OVERRUN) this.#tell((handler) => handler.overrun('queue'))
    else if (type === Control.ping) this.#write(PONG)
    else if (type === Control.welcome) this.#welcome(controlPayload(Welcome, view, at, stop))
    else if (type === Control.refusal) {
      const { code = 'EPROTO', reason = 'the server refused' } = controlPayload(Refusal, view, at, stop)
      this.#lost(new RemoteError(url, code, reason), code === 'EPERM' || code === 'EINVAL')
    }
  }

  #welcome({ family = 0 }: Welcome): void {
    if (family !== 0) throw new WireError(`the server serves netlink family ${family}`)
    this.#welcomed = true
    // Events of the time between are missing, and come only now again.
    if (this.#attempts > 0) this.#tell((handler) => handler.overrun('connection'))
    this.#attempts = 0
    this.#heard = performance.now()
    const { keepAlive = 15_000 } = this.#options
    const watch = (): void => {
      const silent = performance.now() - this.#heard
      // Nobody reads what waits: that nothing is heard says nothing.
      if (silent > 3 * keepAlive && !this.#paused) {
        this.#lost(new RemoteError(this.#place.url, 'ETIMEDOUT', `no sign of life for ${Math.round(silent)} ms`))
        return
      }
      this.#write(PING)
      this.#after(keepAlive, watch)
    }
    this.#after(keepAlive, watch)
  }

  /** The connection is no more: what waits fails, and events are listened to again if that is wished. */
  #lost(error: Error, final = false): void {
    if (this.#closing !== undefined) return
    const { reconnect = false } = this.#options
    const socket = this.#socket
    this.#socket = undefined
    socket?.destroy()
    if (reconnect !== false && this.#purpose === 'events' && !final && (this.#attempts > 0 || this.#welcomed)) {
      const { minDelay = 100, maxDelay = 30_000 } = reconnect === true ? {} : reconnect
      const delay = Math.min(minDelay * 2 ** this.#attempts, maxDelay)
      this.#attempts++
      this.#welcomed = false
      this.#early = []
      this.#after(delay * (0.75 + Math.random() / 2), () => void this.#connect())
      return
    }
    clearTimeout(this.#timer)
    this.#tell((handler) => {
      void this.close()
      handler.fail(error)
    })
  }

  #tell(what: (handler: TransportHandler) => void): void {
    if (this.#handler === undefined || this.#paused || this.#waiting.length > 0)
      this.#waiting.push(() => this.#handler && what(this.#handler))
    else what(this.#handler)
  }

  #deliver(): void {
    while (this.#handler !== undefined && !this.#paused && this.#closing === undefined) {
      const next = this.#waiting.shift()
      if (next === undefined) return
      next()
    }
  }
}

/** Opens a stream; over TLS it is ready when both certificates have been looked at. Modules of Node are loaded here, for most programs need none of them. */
async function open(place: Place, options: RemoteOptions): Promise<Socket> {
  const where = place.path === undefined ? { host: place.host ?? '', port: place.port ?? 0 } : { path: place.path }
  if (!place.tls) {
    const { connect } = await import('node:net')
    return connect({ ...where, noDelay: true, keepAlive: true } as Parameters<typeof connect>[0] & object)
  }
  const { connect } = await import('node:tls')
  const { isIP } = await import('node:net')
  const { key, cert, ca, passphrase, servername = place.host ?? 'localhost' } = options
  return connect({
    ...where,
    ...({ key, cert, ca, passphrase } as object),
    // An address is no name for SNI; it is compared with the certificate all the same.
    ...(isIP(servername) === 0 ? { servername } : {}),
    ...(isIP(servername) === 0 ? {} : { host: servername }),
    minVersion: 'TLSv1.2',
    noDelay: true,
  } as object)
}
