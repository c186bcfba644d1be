import { align, messageEnd, viewOf } from '../netlink/message.ts'
import { groupOf } from '../remote/groups.ts'
import { MulticastGroup } from '../schema/enums.ts'
import type { Datagram, OverrunReason, Transport, TransportHandler } from '../socket/transport.ts'
import { isConnected, type NatsConnection } from './connection.ts'

/** How events are kept by JetStream. */
export interface JetStreamOptions {
  /** The name of the stream, made where there is none. Default `rtnl`. */
  readonly stream?: string | undefined
  /** Milliseconds that an event is kept. Default: a day. */
  readonly maxAge?: number | undefined
  /** Bytes that all events together may take. Default: no limit but the server's. */
  readonly maxBytes?: number | undefined
}

/** The group of an event in a subject: `link`, `ipv4-route`. */
const wordOf = (group: number | undefined): string => {
  const name = group === undefined ? 'other' : MulticastGroup.name(group)
  return typeof name === 'string' ? name.replaceAll('_', '-') : `group-${name}`
}

/** Milliseconds that JetStream may take to say that it has an event. */
const ACKNOWLEDGED = 5000
/** Events that JetStream has not acknowledged yet; more are lost. */
const UNDER_WAY = 4096

/** Tells the events of a machine at the subjects of their groups. What cannot be told is told to be missing as soon as that can be. */
export class Publisher implements TransportHandler {
  readonly #connection: NatsConnection
  readonly #transport: Transport
  readonly #subject: (group: string) => string
  readonly #kept: boolean
  #underWay = 0
  #missing = false
  #retry: ReturnType<typeof setTimeout> | undefined

  /** `kept`: whether JetStream keeps them, and acknowledges each. */
  constructor(connection: NatsConnection, transport: Transport, subject: (group: string) => string, kept: boolean) {
    this.#connection = connection
    this.#transport = transport
    this.#subject = subject
    this.#kept = kept
    transport.start(this)
  }

  receive(datagrams: readonly Datagram[]): void {
    for (const { bytes } of datagrams) {
      const view = viewOf(bytes)
      let at = 0
      for (let stop = messageEnd(view, 0, bytes.length); stop >= 0; stop = messageEnd(view, at, bytes.length)) {
        this.#publish(wordOf(groupOf(view, at, stop)), bytes.slice(at, stop))
        at = align(stop)
      }
    }
  }

  overrun(_reason: OverrunReason): void {
    this.#lost()
  }

  fail(_error: Error): void {
    this.#lost()
  }

  close(): Promise<void> {
    clearTimeout(this.#retry)
    return this.#transport.close()
  }

  #publish(group: string, bytes: Uint8Array): void {
    if (!isConnected(this.#connection) || this.#underWay >= UNDER_WAY) this.#lost()
    else if (!this.#kept) this.#connection.publish(this.#subject(group), bytes)
    else void this.#keep(this.#subject(group), bytes)
  }

  async #keep(subject: string, bytes: Uint8Array): Promise<void> {
    this.#underWay++
    try {
      const { data } = await this.#connection.request(subject, bytes, { timeout: ACKNOWLEDGED })
      const { error } = JSON.parse(new TextDecoder().decode(data)) as { error?: { description?: string } }
      if (error !== undefined) throw new Error(error.description)
    } catch {
      this.#lost()
    } finally {
      this.#underWay--
    }
  }

  /** Says so now, or as soon as there is a connection again. */
  #lost(): void {
    this.#missing = true
    if (this.#retry === undefined) this.#say()
  }

  #say(): void {
    this.#retry = undefined
    if (!this.#missing || this.#connection.isClosed()) return
    if (isConnected(this.#connection)) {
      this.#missing = false
      this.#connection.publish(this.#subject('lost'), new Uint8Array(0))
    } else this.#retry = setTimeout(() => this.#say(), 100).unref()
  }
}

/** Makes the stream of JetStream that keeps all machines' events, or leaves it as it is. Rejects where the server refuses. */
export async function makeStream(connection: NatsConnection, subjects: string, options: JetStreamOptions): Promise<void> {
  const { stream = 'rtnl', maxAge = 86_400_000, maxBytes = -1 } = options
  const config = {
    ...{ name: stream, subjects: [subjects], retention: 'limits', storage: 'file', discard: 'old', num_replicas: 1 },
    ...{ max_age: maxAge * 1e6, max_bytes: maxBytes, max_msgs: -1, max_consumers: -1 },
  }
  const bytes = new TextEncoder().encode(JSON.stringify(config))
  const { data } = await connection.request(`$JS.API.STREAM.CREATE.${stream}`, bytes, { timeout: ACKNOWLEDGED })
  const { error } = JSON.parse(new TextDecoder().decode(data)) as { error?: { err_code?: number; description?: string } }
  // 10058: there is one with other settings, which are its owner's.
  if (error !== undefined && error.err_code !== 10_058) throw new Error(`JetStream: ${error.description}`)
}
