import { align, messageEnd, viewOf } from '../netlink/message.ts'
import type { Datagram, OverrunReason, Transport, TransportHandler } from '../socket/transport.ts'
import type { Client } from './client-of-hub.ts'
import { errnoOf } from './errors.ts'
import { endsDump, unmask } from './masquerade.ts'
import { header } from './wire.ts'

/** A listing that somebody asked for. */
interface Wanted {
  readonly client: Client
  readonly bytes: Uint8Array
  readonly sequence: number
  readonly port: number
}

/** Milliseconds that an idle socket is kept for the next listing. */
const KEEP = 10_000

/**
 * Listings of many clients. Each runs on a socket of its own, so that it can wait for a slow reader and be given up; of
 * sockets that do not wait for anybody there are `most`. Clients take turns, one listing each.
 */
export class Dumps {
  readonly #open: () => Transport
  readonly #most: number
  /** What waits, by client; the client whose turn is next comes first. */
  readonly #queue = new Map<Client, Wanted[]>()
  readonly #runs = new Set<Run>()
  readonly #idle: Run[] = []

  constructor(open: () => Transport, most: number) {
    this.#open = open
    this.#most = most
  }

  get running(): number {
    return this.#runs.size
  }

  /** Asks for a listing: one message, its numbers those of the client. */
  add(client: Client, bytes: Uint8Array): void {
    const view = viewOf(bytes)
    const wanted = { client, bytes, sequence: header.sequence(view, 0), port: header.port(view, 0) }
    client.lists(1)
    const waiting = this.#queue.get(client)
    if (waiting === undefined) this.#queue.set(client, [wanted])
    else waiting.push(wanted)
    this.next()
  }

  /** Gives up whatever a client asked for. */
  drop(client: Client): void {
    for (const _ of this.#queue.get(client) ?? []) client.lists(-1)
    this.#queue.delete(client)
    for (const run of this.#runs) if (run.client === client) void run.abandon()
    this.next()
  }

  /** Begins what may begin now. */
  next(): void {
    while (this.#queue.size > 0 && [...this.#runs].filter((run) => !run.waits).length < this.#most) {
      const busy = new Set([...this.#runs].map(({ client }) => client))
      const turn = [...this.#queue].find(([client]) => !busy.has(client))
      if (turn === undefined) return
      const [client, [wanted, ...rest]] = turn
      // Behind the others, if it has more.
      this.#queue.delete(client)
      if (rest.length > 0) this.#queue.set(client, rest)
      if (wanted !== undefined) this.#start(wanted)
    }
  }

  async close(): Promise<void> {
    this.#queue.clear()
    const all = [...this.#runs, ...this.#idle.splice(0)]
    for (const run of all) run.client?.end('ECANCELED', 'the server was shut down')
    await Promise.all(all.map((run) => run.abandon()))
  }

  #start(wanted: Wanted): void {
    let run = this.#idle.pop()
    try {
      run ??= new Run(this.#open(), {
        changed: () => this.next(),
        done: (one) => {
          this.#runs.delete(one)
          this.#rest(one)
          this.next()
        },
        over: (one) => {
          this.#runs.delete(one)
          const at = this.#idle.indexOf(one)
          if (at >= 0) this.#idle.splice(at, 1)
          this.next()
        },
      })
    } catch (error) {
      wanted.client.lists(-1)
      wanted.client.refuse(wanted.bytes, errnoOf(error), (error as Error).message)
      return
    }
    this.#runs.add(run)
    run.begin(wanted)
  }

  #rest(run: Run): void {
    if (this.#idle.length >= this.#most) void run.abandon()
    else {
      this.#idle.push(run)
      run.rest(KEEP)
    }
  }
}

interface Owner {
  /** It waits for its client, or goes on. */
  changed(): void
  /** The listing has ended; the socket can take another. */
  done(run: Run): void
  /** The socket is gone. */
  over(run: Run): void
}

/** A socket of the kernel and the listing on it. */
class Run implements TransportHandler {
  readonly #transport: Transport
  readonly #owner: Owner
  #wanted: Wanted | undefined
  #number = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #closed = false
  /** Whether it is paused for a slow reader. */
  waits = false

  constructor(transport: Transport, owner: Owner) {
    this.#transport = transport
    this.#owner = owner
    transport.start(this)
  }

  get client(): Client | undefined {
    return this.#wanted?.client
  }

  begin(wanted: Wanted): void {
    clearTimeout(this.#timer)
    this.#wanted = wanted
    this.#number++
    const bytes = wanted.bytes.slice()
    header.mask(viewOf(bytes), 0, this.#number, 0)
    const failed = (error: Error) => {
      if (this.#wanted !== wanted) return
      this.#take()
      wanted.client.refuse(wanted.bytes, errnoOf(error), error.message)
      this.#owner.done(this)
    }
    try {
      this.#transport.send(bytes, failed)
    } catch (error) {
      failed(error as Error)
    }
  }

  /** Closes the socket unless there is another listing before `time` has passed. */
  rest(time: number): void {
    this.#timer = setTimeout(() => void this.abandon(), time).unref()
  }

  /** Closes the socket, with which the kernel ends the listing. */
  abandon(): Promise<void> {
    if (!this.#closed) {
      this.#closed = true
      clearTimeout(this.#timer)
      this.#take()
      this.#owner.over(this)
    }
    return this.#transport.close()
  }

  receive(datagrams: readonly Datagram[]): void {
    for (const { bytes } of datagrams) this.#pass(bytes)
  }

  overrun(_reason: OverrunReason): void {
    this.#wanted?.client.lost()
    void this.abandon()
  }

  fail(error: Error): void {
    const wanted = this.#take()
    if (wanted !== undefined) wanted.client.refuse(wanted.bytes, errnoOf(error), error.message)
    void this.abandon()
  }

  /** The listing is over. */
  #take(): Wanted | undefined {
    const wanted = this.#wanted
    this.#wanted = undefined
    wanted?.client.lists(-1)
    return wanted
  }

  #pass(bytes: Uint8Array): void {
    const wanted = this.#wanted
    if (wanted === undefined) return
    const view = viewOf(bytes)
    let over = false
    let at = 0
    for (let stop = messageEnd(view, 0, bytes.length); stop >= 0; stop = messageEnd(view, at, bytes.length)) {
      over ||= header.sequence(view, at) === this.#number && endsDump(header.type(view, at))
      unmask(view, at, stop, wanted)
      at = align(stop)
    }
    const ready = wanted.client.deliver(bytes)
    if (over) {
      this.#take()
      this.#owner.done(this)
    } else if (!ready && !this.waits) this.#wait(wanted)
  }

  #wait({ client }: Wanted): void {
    this.waits = true
    this.#transport.pause()
    client.whenReady(() => {
      this.waits = false
      if (!this.#closed) this.#transport.resume()
      this.#owner.changed()
    })
    this.#owner.changed()
  }
}
