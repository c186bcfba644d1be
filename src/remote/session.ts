import type { Socket } from 'node:net'
import { constants } from 'node:os'
import { align, messageEnd, NLM_F, NLMSG_MIN_TYPE, NLMSG_NOOP, NLMSG_OVERRUN, viewOf } from '../netlink/message.ts'
import { rtnetlink } from '../schema/index.ts'
import type { Client } from './client-of-hub.ts'
import { Asked, type Authorize, meaningless, type Peer, type Wanted, wantedGroup } from './guard.ts'
import { type Hub, PURPOSES } from './hub.ts'
import { errnoOf } from './lane.ts'
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

/** What a server allows one connection; all times in milliseconds. */
export interface SessionLimits {
  /** Bytes of the longest message taken. */
  readonly messageBytes: number
  /** Requests that wait for an answer at once; more are read when there is room. */
  readonly requests: number
  /** Until the hello has come. */
  readonly handshake: number
  /** Without a word; 0: for ever. */
  readonly idle: number
  /** Bytes of events and answers that wait for a slow reader. */
  readonly queueBytes: number
}

/** What a session needs of its server. */
export interface SessionSetup {
  readonly peer: Peer
  readonly limits: SessionLimits
  readonly authorize: Authorize | undefined
  readonly release: string
  /** The hub of a machine by its name, or the server's own; undefined where there is none of that name. */
  hub(addr: string | undefined): Hub | undefined
  closed(session: Session): void
}

const { EPERM, EINVAL, EOPNOTSUPP } = constants.errno
/** Bytes of a datagram passed on to the kernel. */
const DATAGRAM_BYTES = 32 * 1024
const NETLINK_ROUTE = 0
const OVERRUN = controlMessage(NLMSG_OVERRUN)
const PONG = controlMessage(Control.pong)

/** The end of one connection at the server's side. */
export class Session implements Client {
  readonly #socket: Socket
  readonly #setup: SessionSetup
  readonly #cutter: Cutter
  readonly #timer: ReturnType<typeof setTimeout>
  #hub: Hub | undefined
  #addr: string | undefined
  #purpose: 'requests' | 'batch' = 'requests'
  #welcomed = false
  #lost = false
  #ready: (() => void)[] = []
  #waiting = 0
  /** What has come and waits for the verdict on what came before. */
  #work: Promise<void> | undefined
  #backlog: Uint8Array[] = []
  gone = false

  constructor(socket: Socket, setup: SessionSetup) {
    this.#socket = socket
    this.#setup = setup
    const { handshake, idle, messageBytes } = setup.limits
    this.#cutter = new Cutter(messageBytes)
    this.#timer = setTimeout(() => this.end('ETIMEDOUT', `no hello within ${handshake} ms`), handshake).unref()
    socket.on('data', (chunk: Uint8Array) => this.#take(chunk))
    socket.on('drain', () => this.#drained())
    socket.on('error', () => this.#close())
    socket.on('close', () => this.#close())
    socket.on('end', () => this.#close())
    if (idle > 0) socket.setTimeout(idle, () => this.end('ETIMEDOUT', `no word within ${idle} ms`))
    socket.write(PREAMBLE)
  }

  get peer(): Peer {
    return this.#setup.peer
  }

  deliver(bytes: Uint8Array): boolean {
    if (this.gone) return true
    if (this.#lost) return false
    if (this.#full) {
      this.#lost = true
      return false
    }
    this.#socket.write(padded(bytes))
    return !this.#socket.writableNeedDrain
  }

  whenReady(ready: () => void): void {
    if (this.gone || !this.#socket.writableNeedDrain) ready()
    else this.#ready.push(ready)
  }

  waits(more: number): void {
    this.#waiting += more
    this.#flow()
  }

  lost(): void {
    if (this.gone) return
    if (this.#full) this.#lost = true
    else this.#socket.write(OVERRUN)
  }

  refuse(request: Uint8Array, errno: number, reason: string): void {
    const view = viewOf(request)
    const [type, flags, seq, pid] = [header.type(view, 0), header.flags(view, 0), header.sequence(view, 0), header.port(view, 0)]
    const message = {
      header: { type: 'NLMSG_ERROR', flags: ['capped', 'ack_tlvs'], seq, pid },
      error: -errno,
      request: { type: rtnetlink.typeName(type), flags, seq, pid },
      extack: { message: reason },
    }
    if (!this.gone) this.#socket.write(padded(rtnetlink.encode(message as never)))
  }

  end(code: string, reason: string): void {
    if (this.gone) return
    this.#socket.end(controlMessage(Control.refusal, Refusal, { code, reason }))
    this.#close()
    // A peer that does not read would keep it open.
    setTimeout(() => this.#socket.destroy(), 1000).unref()
  }

  destroy(): void {
    this.#close()
    this.#socket.destroy()
  }

  get #full(): boolean {
    return this.#socket.writableLength > this.#setup.limits.queueBytes
  }

  #close(): void {
    if (this.gone) return
    this.gone = true
    clearTimeout(this.#timer)
    this.#socket.setTimeout(0)
    this.#backlog = []
    this.#hub?.drop(this)
    for (const ready of this.#ready.splice(0)) ready()
    this.#setup.closed(this)
  }

  #drained(): void {
    if (this.#lost) {
      this.#lost = false
      this.#socket.write(OVERRUN)
    }
    for (const ready of this.#ready.splice(0)) ready()
  }

  #take(chunk: Uint8Array): void {
    if (this.gone) return
    let bytes: Uint8Array
    try {
      bytes = this.#cutter.push(chunk)
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      this.end('EPROTO', error.message)
      return
    }
    if (bytes.length === 0) return
    if (this.#work === undefined) this.#read(bytes)
    else this.#backlog.push(bytes)
  }

  /** Reads on unless too much is under way. */
  #flow(): void {
    const wait = this.#work !== undefined || this.#waiting >= this.#setup.limits.requests
    if (wait !== this.#socket.isPaused()) this.#socket[wait ? 'pause' : 'resume']()
  }

  /** Reads on after a verdict that had to be waited for. */
  #later(work: Promise<void>): void {
    this.#work = work
      .catch((error: unknown) => this.end('EIO', `authorize failed: ${(error as Error).message}`))
      .then(() => {
        this.#work = undefined
        while (this.#work === undefined && !this.gone) {
          const next = this.#backlog.shift()
          if (next === undefined) break
          this.#read(next)
        }
        if (!this.gone) this.#flow()
      })
    this.#flow()
  }

  /** Goes through whole messages; what may be passed on together is. */
  #read(bytes: Uint8Array, from = 0): void {
    const view = viewOf(bytes)
    let at = from
    let run = from
    const flush = (to: number) => {
      if (to > run) this.#pass(bytes.subarray(run, to))
      run = to
    }
    for (let stop = messageEnd(view, at, bytes.length); stop >= 0 && !this.gone; stop = messageEnd(view, at, bytes.length)) {
      const start = at
      at = align(stop)
      const verdict = this.#judge(view, bytes, start, stop)
      if (verdict instanceof Promise) {
        flush(start)
        this.#later(
          verdict.then((passed) => {
            if (passed) this.#pass(bytes.subarray(start, at))
            this.#read(bytes, at)
          }),
        )
        return
      }
      if (!verdict) {
        flush(start)
        run = at
      } else if (at - run >= DATAGRAM_BYTES) flush(at)
    }
    flush(at)
  }

  /** Whether a message is one to be passed on with those around it. */
  #judge(view: DataView, bytes: Uint8Array, at: number, stop: number): boolean | Promise<boolean> {
    const type = header.type(view, at)
    if (!this.#welcomed) {
      this.#greet(view, at, stop)
      return false
    }
    if (type < NLMSG_MIN_TYPE) return this.#control(type, view, at, stop)
    const asked = new Asked(bytes.subarray(at, stop), this.#addr)
    if ((header.flags(view, at) & NLM_F.REQUEST) === 0) {
      this.refuse(asked.bytes, EINVAL, 'it is no request (NLM_F_REQUEST)')
      return false
    }
    const wrong = meaningless(asked)
    if (wrong !== undefined) {
      this.refuse(asked.bytes, EOPNOTSUPP, wrong)
      return false
    }
    return this.#allowed(
      asked,
      (reason) => this.refuse(asked.bytes, EPERM, reason),
      () => !this.#dump(asked.bytes, view, at),
    )
  }

  /** Asks `authorize`; then `granted` says whether the message is passed on. */
  #allowed(wanted: Wanted, refused: (reason: string) => void, granted: () => boolean): boolean | Promise<boolean> {
    const { authorize, peer } = this.#setup
    const decide = (verdict: boolean | string): boolean => {
      if (verdict === true) return granted()
      refused(typeof verdict === 'string' ? verdict : `${wanted.type} is not allowed to this peer`)
      return false
    }
    const verdict = authorize === undefined ? true : authorize({ peer, message: wanted })
    return verdict instanceof Promise ? verdict.then(decide) : decide(verdict)
  }

  /** Whether it was a dump, which goes a way of its own. */
  #dump(request: Uint8Array, view: DataView, at: number): boolean {
    const dump = (header.type(view, at) & 3) === 2 && (header.flags(view, at) & NLM_F.DUMP) === NLM_F.DUMP
    if (dump) this.#hub?.dumps.add(this, padded(request.slice()))
    return dump
  }

  #pass(bytes: Uint8Array): void {
    try {
      this.#hub?.send(this, bytes, this.#purpose)
    } catch (error) {
      this.end((error as { readonly code?: string }).code ?? 'EIO', (error as Error).message)
    }
  }

  #greet(view: DataView, at: number, stop: number): void {
    if (header.type(view, at) !== Control.hello) {
      this.end('EPROTO', 'the first message must be a hello')
      return
    }
    const hello = this.#payload(Hello, view, at, stop)
    if (hello === undefined) return
    const { family = NETLINK_ROUTE, purpose = 'requests', addr, groups = [] } = hello
    const hub = this.#setup.hub(addr)
    const nobody = addr === undefined ? 'this proxy has no machine of its own: say which by addr' : `no machine is named '${addr}' here`
    if (family !== NETLINK_ROUTE) this.end('EPROTONOSUPPORT', `netlink family ${family} is not served, only NETLINK_ROUTE (0)`)
    else if (!PURPOSES.includes(purpose)) this.end('EPROTO', `'${purpose}' is no purpose (${PURPOSES.join(', ')})`)
    else if (hub === undefined) this.end('ENOENT', nobody)
    if (this.gone) return
    this.#hub = hub
    this.#addr = addr
    if (purpose === 'batch') this.#purpose = 'batch'
    this.#welcomed = true
    clearTimeout(this.#timer)
    const { release, limits } = this.#setup
    const { messageBytes, requests, idle } = limits
    this.#socket.write(controlMessage(Control.welcome, Welcome, { family: NETLINK_ROUTE, release, messageBytes, requests, idle }))
    for (const group of groups) void this.#join(group)
  }

  #payload<C extends Parameters<typeof controlPayload>[0]>(codec: C, view: DataView, at: number, stop: number) {
    try {
      return controlPayload(codec, view, at, stop)
    } catch (error) {
      this.end('EPROTO', (error as Error).message)
      return undefined
    }
  }

  #control(type: number, view: DataView, at: number, stop: number): boolean | Promise<boolean> {
    const group = (): number => this.#payload(Membership, view, at, stop)?.group ?? 0
    switch (type) {
      case Control.ping:
        this.#socket.write(PONG)
        return false
      case Control.pong:
      case NLMSG_NOOP:
        return false
      case Control.join:
        return this.#join(group())
      case Control.leave:
        this.#hub?.groups.leave(this, group())
        return false
      default:
        this.end('EPROTO', `message type ${type} has no meaning here`)
        return false
    }
  }

  #join(group: number): boolean | Promise<boolean> {
    if (this.gone) return false
    const wanted = wantedGroup(group, this.#addr)
    const refused = (reason: string) => this.end('EPERM', reason)
    if (typeof wanted === 'string') {
      this.end('EINVAL', wanted)
      return false
    }
    return this.#allowed(wanted, refused, () => {
      try {
        this.#hub?.groups.join(this, group)
      } catch (error) {
        this.end((error as { readonly code?: string }).code ?? `errno ${errnoOf(error)}`, (error as Error).message)
      }
      return false
    })
  }
}
