import { align, messageEnd, NLMSG_MIN_TYPE, NLMSG_OVERRUN, viewOf } from '../netlink/message.ts'
import type { Transport, TransportHandler } from '../socket/transport.ts'
import { Cutter } from './cutter.ts'
import { RemoteError, remoteError } from './errors.ts'
import type { Purpose } from './hub.ts'
import { Mailbox } from './mailbox.ts'
import type { RemoteOptions } from './options.ts'
import type { Stream } from './stream.ts'
import { Watch } from './watch.ts'
import { Control, controlMessage, controlPayload, Denial, Hello, header, Membership, PREAMBLE, padded, Refusal, Welcome } from './wire.ts'

/** The longest message that a server may send: more than any kernel writes at once. */
const MESSAGE_BYTES = 16 * 1024 * 1024
const PING = controlMessage(Control.ping)
const PONG = controlMessage(Control.pong)
/** Refusals that another attempt would get again. */
const FINAL = ['EPERM', 'EINVAL', 'EPROTO', 'EPROTONOSUPPORT']

/** A connection to a server as a transport: what is sent goes to the kernel there, what that answers is received. */
export class RemoteTransport implements Transport {
  /** The kernel of another machine knows no port of ours. */
  readonly portId = 0
  readonly #url: string
  readonly #open: () => Promise<Stream>
  readonly #options: RemoteOptions
  readonly #purpose: Purpose
  /** The groups, and who is told when the server denies one. */
  readonly #groups: Map<number, ((error: Error) => void) | undefined>
  readonly #mailbox = new Mailbox()
  readonly #watch: Watch
  #stream: Stream | undefined
  #cutter = new Cutter(MESSAGE_BYTES)
  /** What is sent before there is a stream. */
  #early: Uint8Array[] = []
  #welcomed = false
  #referenced = false
  #attempts = 0
  /** Why it carries nothing any more. */
  #failure: Error | undefined
  #closing: Promise<void> | undefined
  /** Settles when the stream opened last is gone. */
  #ended: Promise<void> = Promise.resolve()

  constructor(url: string, open: () => Promise<Stream>, options: RemoteOptions, purpose: Purpose, groups: readonly number[]) {
    this.#url = url
    this.#open = open
    this.#options = options
    this.#purpose = purpose
    this.#groups = new Map(groups.map((group) => [group, undefined]))
    this.#watch = new Watch(
      (reason) => this.#lost(new RemoteError(url, 'ETIMEDOUT', reason)),
      () => this.#write(PING),
    )
    void this.#connect()
  }

  start(handler: TransportHandler): void {
    this.#mailbox.start(handler)
  }

  send(bytes: Uint8Array): void {
    if (this.#closing !== undefined) throw new RemoteError(this.#url, 'EBADF', 'the connection is closed')
    if (this.#failure !== undefined) throw this.#failure
    this.#write((bytes.length & 3) === 0 ? bytes.slice() : padded(bytes))
  }

  join(group: number, denied?: (error: Error) => void): void {
    this.#groups.set(group, denied)
    if (this.#stream !== undefined) this.#write(controlMessage(Control.join, Membership, { group }))
  }

  leave(group: number): void {
    this.#groups.delete(group)
    if (this.#stream !== undefined) this.#write(controlMessage(Control.leave, Membership, { group }))
  }

  pause(): void {
    this.#mailbox.pause()
    this.#watch.deaf = true
    this.#stream?.pause()
  }

  resume(): void {
    if (!this.#mailbox.paused) return
    this.#mailbox.resume()
    if (this.#mailbox.paused) return
    this.#watch.deaf = false
    this.#watch.heard()
    this.#stream?.resume()
  }

  ref(): void {
    this.#referenced = true
    this.#stream?.ref?.()
    this.#watch.ref(true)
  }

  unref(): void {
    this.#referenced = false
    this.#stream?.unref?.()
    this.#watch.ref(false)
  }

  close(): Promise<void> {
    this.#closing ??= this.#end()
    return this.#closing
  }

  #end(): Promise<void> {
    this.#mailbox.close()
    this.#watch.stop()
    const stream = this.#stream
    this.#stream = undefined
    stream?.destroy()
    return this.#ended
  }

  async #connect(): Promise<void> {
    const { connectTimeout = 10_000 } = this.#options
    if (connectTimeout > 0)
      this.#watch.after(connectTimeout, () => this.#lost(new RemoteError(this.#url, 'ETIMEDOUT', `no welcome within ${connectTimeout} ms`)))
    try {
      const stream = await this.#open()
      this.#ended = new Promise((resolve) => stream.once('close', resolve))
      // Nobody listens to it any more, and its errors are no more than its end.
      stream.on('error', (error) => this.#stream === stream && this.#lost(this.#fault(error)))
      if (this.#closing !== undefined || this.#failure !== undefined) stream.destroy()
      else this.#begin(stream)
    } catch (error) {
      this.#lost(this.#fault(error))
    }
  }

  #begin(stream: Stream): void {
    this.#stream = stream
    this.#cutter = new Cutter(MESSAGE_BYTES)
    this.#welcomed = false
    stream.on('data', (chunk: Uint8Array) => this.#stream === stream && this.#take(chunk))
    const over = () => this.#stream === stream && this.#lost(this.#fault(undefined))
    stream.on('end', over)
    stream.on('close', over)
    stream[this.#referenced ? 'ref' : 'unref']?.()
    if (this.#mailbox.paused) stream.pause()
    const { addr } = this.#options
    const groups = [...this.#groups.keys()]
    const hello = {
      ...{ family: 0, purpose: this.#purpose },
      ...(addr === undefined ? {} : { addr }),
      ...(groups.length === 0 ? {} : { groups }),
    }
    stream.cork()
    stream.write(PREAMBLE)
    stream.write(controlMessage(Control.hello, Hello, hello))
    for (const bytes of this.#early.splice(0)) stream.write(bytes)
    stream.uncork()
  }

  /** What has happened to the connection, in words for who uses it. */
  #fault(error: unknown): RemoteError {
    const refused = !this.#welcomed && (error === undefined || (error as { readonly code?: string }).code === 'ECONNRESET')
    if (error !== undefined && !refused) return remoteError(this.#url, this.#welcomed ? 'the connection was lost' : 'connect', error)
    const hint = this.#options.cert === undefined ? '' : '; it may not take the certificate of this side'
    return new RemoteError(this.#url, 'ECONNRESET', this.#welcomed ? 'the server hung up' : `the server hung up before its welcome${hint}`)
  }

  #write(bytes: Uint8Array): void {
    if (this.#stream === undefined) this.#early.push(bytes)
    else this.#stream.write(bytes)
  }

  #take(chunk: Uint8Array): void {
    this.#watch.heard()
    try {
      const bytes = this.#cutter.push(chunk)
      if (bytes.length > 0) this.#sort(bytes)
    } catch (error) {
      this.#lost(new RemoteError(this.#url, 'EPROTO', (error as Error).message, { cause: error }))
    }
  }

  /** Parts the messages of the kernel from the connection's own. */
  #sort(bytes: Uint8Array): void {
    const view = viewOf(bytes)
    let from = 0
    let at = 0
    const hand = (to: number): void => {
      if (to > from) this.#mailbox.receive({ bytes: bytes.subarray(from, to) })
    }
    for (let stop = messageEnd(view, 0, bytes.length); stop >= 0; stop = messageEnd(view, at, bytes.length)) {
      const start = at
      at = align(stop)
      const type = header.type(view, start)
      const own = type < NLMSG_MIN_TYPE && (type >= Control.hello || type === NLMSG_OVERRUN)
      if (own) {
        hand(start)
        this.#control(type, view, start, stop)
        from = at
        if (this.#closing !== undefined || this.#failure !== undefined) return
      } else if (!this.#welcomed) throw new Error('the first message must be a welcome')
    }
    hand(at)
  }

  #control(type: number, view: DataView, at: number, stop: number): void {
    if (type === NLMSG_OVERRUN) this.#mailbox.overrun('queue')
    else if (type === Control.ping) this.#write(PONG)
    else if (type === Control.welcome) this.#welcome(controlPayload(Welcome, view, at, stop))
    else if (type === Control.denial) this.#denied(controlPayload(Denial, view, at, stop))
    else if (type === Control.refusal) {
      const { code = 'EPROTO', reason = 'the server refused' } = controlPayload(Refusal, view, at, stop)
      this.#lost(new RemoteError(this.#url, code, reason), FINAL.includes(code))
    } else if (type !== Control.pong) throw new Error(`message type ${type} has no meaning here`)
  }

  #denied({ group = 0, code = 'EPERM', reason = 'the server refused' }: Denial): void {
    if (!this.#groups.has(group)) return
    const denied = this.#groups.get(group)
    this.#groups.delete(group)
    const error = new RemoteError(this.#url, code, `group ${group}: ${reason}`)
    if (denied === undefined) this.#lost(error, true)
    else denied(error)
  }

  #welcome({ family = 0 }: Welcome): void {
    if (family !== 0) throw new Error(`the server serves netlink family ${family}`)
    if (this.#welcomed) throw new Error('a second welcome')
    this.#welcomed = true
    // Events of the time between are missing, and come only now again.
    if (this.#attempts > 0) this.#mailbox.overrun('connection')
    this.#attempts = 0
    this.#watch.begin(this.#options.keepAlive ?? 15_000)
  }

  /** The connection is no more: what waits fails, and events are listened to again if that is wished. */
  #lost(error: Error, final = false): void {
    if (this.#closing !== undefined || this.#failure !== undefined) return
    const { reconnect = false } = this.#options
    const stream = this.#stream
    this.#stream = undefined
    stream?.destroy()
    if (reconnect !== false && this.#purpose === 'events' && !final && (this.#attempts > 0 || this.#welcomed)) {
      const { minDelay = 100, maxDelay = 30_000 } = reconnect === true ? {} : reconnect
      const delay = Math.min(minDelay * 2 ** this.#attempts, maxDelay)
      this.#attempts++
      this.#welcomed = false
      this.#early = []
      this.#watch.after(delay * (0.75 + Math.random() / 2), () => void this.#connect())
      return
    }
    this.#failure = error
    this.#watch.stop()
    this.#mailbox.fail(error, () => this.close())
  }
}
