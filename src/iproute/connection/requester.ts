import { NetlinkError } from '../../netlink/kernel-error.ts'
import { Writer } from '../../netlink/writer.ts'
import type { NetnsReference } from '../../socket/netns.ts'
import type { Transport } from '../../socket/transport.ts'
import type { CallOptions, Context, Request } from '../context.ts'
import type { Settings } from '../options.ts'
import { Connection } from './connection.ts'
import { Dump } from './dump.ts'
import type { Keep } from './dump-reader.ts'
import { DumpStream } from './dump-stream.ts'
import { earIn, toldOf } from './elsewhere.ts'
import { noLink, released } from './failures.ts'
import { DUMP, writeRequest } from './wire.ts'

/** The longest name that IFLA_IFNAME takes, in bytes (IFNAMSIZ - 1); longer ones are alternative names. */
const NAME_MAX = 15

const joinIfKnown = (transport: Transport, group: number): void => {
  try {
    transport.join(group, () => undefined)
  } catch {
    // EINVAL: this kernel is older than the group.
  }
}

const toUtf8 = new TextEncoder()

/** What {@link Requester.release} ends. */
interface Open {
  fail(error: unknown): void
  /** Settles when its socket is gone. */
  ending(): Promise<void>
}

/** Sends requests over connections that it opens when they are needed and replaces when they have become useless. */
export class Requester implements Context {
  readonly settings: Settings
  #connection: Connection | undefined
  readonly #open = new Set<Open>()
  #released = false
  #releasing: Promise<void> | undefined

  constructor(settings: Settings) {
    this.settings = settings
  }

  /** The connection that takes requests now. Throws if none can be opened. */
  connection(): Connection {
    if (this.#connection?.usable) return this.#connection
    this.#connection = this.openConnection('requests')
    return this.#connection
  }

  /** A connection for the caller alone, who closes it; {@link release} ends it too. */
  openConnection(purpose: 'requests' | 'batch'): Connection {
    if (this.#released) throw released()
    const connection = new Connection(this.settings.open(purpose), this.settings.patience, () => this.#open.delete(connection))
    this.#open.add(connection)
    return connection
  }

  get asking(): this {
    return this
  }

  request<M>(request: Request): Promise<readonly M[]> {
    try {
      return this.connection().request(request) as Promise<M[]>
    } catch (error) {
      return Promise.reject(error)
    }
  }

  ask<M>(request: Request): Promise<readonly M[]> {
    return this.request<M>(request)
  }

  async requestIn<M>(netns: NetnsReference | undefined, request: Request): Promise<readonly M[]> {
    const ear = earIn(this.settings, netns)
    if (ear === undefined) return this.request<M>(request)
    try {
      // The only request of its connection: what is told of it carries that one's port.
      const connection = this.openConnection('requests')
      try {
        const echoed = (await connection.request(request)) as M[]
        return echoed.length > 0 ? echoed : ((await toldOf(ear, connection.transport.portId, request.message)) as M[])
      } finally {
        connection.close()
      }
    } finally {
      ear.close()
    }
  }

  dump<M>(request: Request & { readonly keep?: ((message: M) => boolean) | undefined }): Dump<M> {
    const keep = request.keep as Keep | undefined
    return new Dump<M>({
      collect: async () => (await this.connection().collect(request, keep)) as M[],
      stream: () => this.#stream(request, keep),
    })
  }

  async linkIndex(name: string, options: CallOptions = {}): Promise<number> {
    const key = toUtf8.encode(name).length > NAME_MAX ? 'altIfname' : 'ifname'
    const message = { [key]: name, extMask: ['skip_stats'] }
    const asked = this.request<{ readonly index: number }>({ ...options, type: 'RTM_GETLINK', message })
    const [link] = await asked.catch((error) => {
      throw error instanceof NetlinkError && error.code === 'ENODEV' ? noLink(name, error) : error
    })
    if (link === undefined) throw new TypeError(`RTM_GETLINK for '${name}' had no answer`)
    return link.index
  }

  /**
   * Opens a stream of events on a socket that has joined `groups`; with `tolerant` groups that the kernel does not know
   * are left out.
   */
  listen<T extends { close(): void; ending(): Promise<void> }>(
    groups: readonly number[],
    tolerant: boolean,
    make: (transport: Transport, closed: () => void) => T,
  ): T {
    if (this.#released) throw released()
    const transport = this.settings.open('events', tolerant ? [] : groups)
    if (tolerant) for (const group of groups) joinIfKnown(transport, group)
    const stream = make(transport, () => this.#open.delete(open))
    const open: Open = { fail: () => stream.close(), ending: () => stream.ending() }
    this.#open.add(open)
    return stream
  }

  /** Ends what is open; what comes next opens anew. */
  reset(): void {
    for (const one of [...this.#open]) one.fail(released())
  }

  /** Ends everything: whatever waits is rejected. Idempotent; settles when the sockets are gone. */
  release(): Promise<void> {
    this.#releasing ??= this.#end()
    return this.#releasing
  }

  async #end(): Promise<void> {
    this.#released = true
    const all = [...this.#open]
    for (const one of all) one.fail(released())
    await Promise.all(all.map((one) => one.ending()))
  }

  #stream<M>(request: Request, keep: Keep | undefined): DumpStream<M> {
    const stream: DumpStream<M> = new DumpStream<M>({
      open: () => {
        const transport = this.settings.open('dump')
        this.#open.add(stream)
        return transport
      },
      encode: (sequence) => {
        if (this.#released) throw released()
        const writer = new Writer()
        writeRequest(writer, request, sequence, DUMP)
        return writer.finish()
      },
      keep,
      options: request,
      patience: request.timeout ?? this.settings.patience,
      closed: () => this.#open.delete(stream),
    })
    return stream
  }
}
