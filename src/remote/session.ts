import { constants } from 'node:os'
import type { Duplex } from 'node:stream'
import { NLM_F, NLMSG_MIN_TYPE, NLMSG_NOOP, viewOf } from '../netlink/message.ts'
import { rtnetlink } from '../schema/index.ts'
import type { Client } from './client-of-hub.ts'
import { Cutter } from './cutter.ts'
import { errorCode } from './errors.ts'
import { Asked, GROUP_MAX, meaningless, type Peer, type Wanted, wantedGroup } from './guard.ts'
import { type Hub, PURPOSES } from './hub.ts'
import { Intake, type IntakeOwner, type Verdict } from './intake.ts'
import { Outlet } from './outlet.ts'
import type { SessionSetup } from './setup.ts'
import { Control, controlMessage, controlPayload, Denial, Hello, header, Membership, padded, Welcome } from './wire.ts'

const { EPERM, EINVAL, EIO, EOPNOTSUPP } = constants.errno
const NETLINK_ROUTE = 0
const PONG = controlMessage(Control.pong)
/** How often a peer that is not listened to for a while gets a sign of life, in milliseconds. */
const SIGN_OF_LIFE = 10_000

/** The end of one connection at the server's side. */
export class Session implements Client, IntakeOwner {
  readonly #stream: Duplex
  readonly #setup: SessionSetup
  readonly #out: Outlet
  readonly #cutter: Cutter
  readonly #intake = new Intake(this)
  readonly #hello: ReturnType<typeof setTimeout>
  #idle: ReturnType<typeof setInterval> | undefined
  #signs: ReturnType<typeof setInterval> | undefined
  #heard = performance.now()
  #hub: Hub | undefined
  #addr: string | undefined
  #purpose: 'requests' | 'batch' = 'requests'
  #listed = 0
  asked = 0
  gone = false

  constructor(stream: Duplex, setup: SessionSetup) {
    this.#stream = stream
    this.#setup = setup
    const { handshake, messageBytes, queueBytes } = setup.limits
    this.#cutter = new Cutter(messageBytes)
    this.#out = new Outlet(stream, queueBytes, () => this.#intake.go())
    this.#hello = setTimeout(() => this.end('ETIMEDOUT', `no hello within ${handshake} ms`), handshake).unref()
    stream.on('data', (chunk: Uint8Array) => this.#read(chunk))
    stream.on('error', () => this.#close())
    stream.on('close', () => this.#close())
    stream.on('end', () => this.#close())
  }

  get peer(): Peer {
    return this.#setup.peer
  }

  get room(): number {
    return this.#out.full ? 0 : this.#setup.limits.requests - this.asked - this.#listed
  }

  deliver(bytes: Uint8Array): boolean {
    return this.gone || this.#out.deliver(bytes)
  }

  whenReady(ready: () => void): void {
    if (this.gone) ready()
    else this.#out.whenReady(ready)
  }

  asks(more: number): void {
    this.asked += more
    if (more < 0) this.#intake.later()
  }

  lists(more: number): void {
    this.#listed += more
    if (more < 0) this.#intake.later()
  }

  lost(): void {
    if (!this.gone) this.#out.lost()
  }

  refuse(request: Uint8Array, errno: number, reason: string): void {
    const view = viewOf(request)
    const [type, flags, seq, pid] = [header.type(view, 0), header.flags(view, 0), header.sequence(view, 0), header.port(view, 0)]
    const told = { type: 'NLMSG_ERROR' as const, flags: ['capped', 'ack_tlvs'] as const, seq, pid }
    const bytes = rtnetlink.encode({ header: told, error: -errno, request: { type, flags, seq, pid }, message: reason })
    if (!this.gone) this.#out.write(padded(bytes))
  }

  denied(group: number, error: Error): void {
    if (!this.gone) this.#out.write(controlMessage(Control.denial, Denial, { group, code: errorCode(error), reason: error.message }))
  }

  end(code: string, reason: string): void {
    if (this.gone) return
    this.#out.end(code, reason)
    this.#close()
  }

  judge(view: DataView, bytes: Uint8Array, at: number, stop: number): Verdict | Promise<Verdict> {
    const type = header.type(view, at)
    if (this.#hub === undefined || type < NLMSG_MIN_TYPE) {
      try {
        return this.#control(type, view, at, stop)
      } catch (error) {
        this.end('EPROTO', (error as Error).message)
        return 'done'
      }
    }
    const request = bytes.subarray(at, stop)
    const asked = new Asked(request, this.#addr)
    const refusal = (errno: number, reason: string) => () => this.refuse(request, errno, reason)
    if ((header.flags(view, at) & NLM_F.REQUEST) === 0) return refusal(EINVAL, 'it is no request (NLM_F_REQUEST)')
    const wrong = meaningless(asked)
    if (wrong !== undefined) return refusal(EOPNOTSUPP, wrong)
    // Any of the two bits makes it a dump (rtnetlink_rcv_msg).
    const dump = (type & 3) === 2 && (header.flags(view, at) & NLM_F.DUMP) !== 0
    const granted: Verdict = dump ? () => this.#hub?.dumps.add(this, padded(request.slice())) : 'pass'
    return this.#allowed(asked, granted, (errno, reason) => refusal(errno, reason))
  }

  pass(bytes: Uint8Array): void {
    try {
      this.#hub?.send(this, bytes, this.#purpose)
    } catch (error) {
      this.end(errorCode(error), (error as Error).message)
    }
  }

  flow(open: boolean): void {
    if (open === !this.#stream.isPaused()) return
    if (open) {
      this.#heard = performance.now()
      clearInterval(this.#signs)
      this.#stream.resume()
    } else {
      this.#stream.pause()
      this.#signs = setInterval(() => this.#out.full || this.#out.write(PONG), SIGN_OF_LIFE).unref()
    }
  }

  #close(): void {
    if (this.gone) return
    this.gone = true
    clearTimeout(this.#hello)
    clearInterval(this.#idle)
    clearInterval(this.#signs)
    this.#intake.clear()
    this.#hub?.drop(this)
    this.#out.close()
    this.#setup.closed(this)
  }

  /** It is idle who says nothing while he is listened to, or does not read what he asked for. */
  #watch(idle: number): void {
    const silent = performance.now() - this.#heard
    if (silent < idle || (this.#stream.isPaused() && !this.#out.full)) return
    // What came while this process was busy is read first.
    setImmediate(() => {
      if (performance.now() - this.#heard >= idle) this.end('ETIMEDOUT', `no word within ${idle} ms`)
    })
  }

  #read(chunk: Uint8Array): void {
    if (this.gone) return
    this.#heard = performance.now()
    try {
      const bytes = this.#cutter.push(chunk)
      if (bytes.length > 0) this.#intake.push(bytes)
    } catch (error) {
      this.end('EPROTO', (error as Error).message)
    }
  }

  /** Asks `authorize`: what it allows is `granted`, what it does not is refused. A hook that fails allows nothing. */
  #allowed(wanted: Wanted, granted: Verdict, refused: (errno: number, reason: string) => Verdict): Verdict | Promise<Verdict> {
    const { authorize, peer } = this.#setup
    if (authorize === undefined) return granted
    const decide = (verdict: boolean | string): Verdict =>
      verdict === true ? granted : refused(EPERM, typeof verdict === 'string' ? verdict : `${wanted.type} is not allowed to this peer`)
    const failed = (error: unknown): Verdict => refused(EIO, `authorize failed: ${error instanceof Error ? error.message : String(error)}`)
    try {
      const verdict = authorize({ peer, message: wanted })
      return verdict instanceof Promise ? verdict.then(decide, failed) : decide(verdict)
    } catch (error) {
      return failed(error)
    }
  }

  #control(type: number, view: DataView, at: number, stop: number): Verdict | Promise<Verdict> {
    if (this.#hub === undefined) {
      if (type !== Control.hello) throw new Error('the first message must be a hello')
      return this.#greet(controlPayload(Hello, view, at, stop))
    }
    if (type === Control.join) return this.#join(controlPayload(Membership, view, at, stop).group ?? 0)
    if (type === Control.leave) this.#hub.groups.leave(this, controlPayload(Membership, view, at, stop).group ?? 0)
    else if (type === Control.ping) this.#out.write(PONG)
    else if (type !== Control.pong && type !== NLMSG_NOOP) throw new Error(`message type ${type} has no meaning here`)
    return 'done'
  }

  #greet({ family = NETLINK_ROUTE, purpose = 'requests', addr, groups = [] }: Hello): Verdict | Promise<Verdict> {
    const hub = this.#setup.hub(addr)
    const nobody = addr === undefined ? 'this proxy has no machine of its own: say which by addr' : `no machine is named '${addr}' here`
    if (family !== NETLINK_ROUTE) this.end('EPROTONOSUPPORT', `netlink family ${family} is not served, only NETLINK_ROUTE (0)`)
    else if (!PURPOSES.includes(purpose)) this.end('EPROTO', `'${purpose}' is no purpose (${PURPOSES.join(', ')})`)
    else if (groups.length > GROUP_MAX) this.end('EPROTO', `${groups.length} groups are more than there are`)
    else if (hub === undefined) this.end('ENOENT', nobody)
    if (this.gone || hub === undefined) return 'done'
    this.#hub = hub
    this.#addr = addr
    if (purpose === 'batch') this.#purpose = 'batch'
    clearTimeout(this.#hello)
    hub.add(this)
    const { release, limits } = this.#setup
    const { messageBytes, requests, idle } = limits
    if (idle > 0) this.#idle = setInterval(() => this.#watch(idle), Math.max(1, idle / 4)).unref()
    this.#out.write(controlMessage(Control.welcome, Welcome, { family: NETLINK_ROUTE, release, messageBytes, requests, idle }))
    const out = groups.map((group) => this.#join(group)).filter((verdict) => verdict instanceof Promise)
    return out.length === 0 ? 'done' : Promise.all(out).then(() => 'done')
  }

  #join(group: number): Verdict | Promise<Verdict> {
    const denied = (code: string, reason: string): Verdict => {
      this.denied(group, Object.assign(new Error(reason), { code }))
      return 'done'
    }
    const wanted = wantedGroup(group, this.#addr)
    if (typeof wanted === 'string') return denied('EINVAL', wanted)
    const listen = (verdict: Verdict): Verdict => {
      if (verdict !== 'pass' || this.gone) return 'done'
      try {
        this.#hub?.groups.join(this, group)
      } catch (error) {
        this.denied(group, error as Error)
      }
      return 'done'
    }
    const verdict = this.#allowed(wanted, 'pass', (errno, reason) => denied(errno === EPERM ? 'EPERM' : 'EIO', reason))
    return verdict instanceof Promise ? verdict.then(listen) : listen(verdict)
  }
}
