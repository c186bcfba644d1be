import { release } from 'node:os'
import type { EventSource } from '../iproute/events/groups.ts'
import { groupsOf, USUAL } from '../iproute/events/groups.ts'
import type { HubOptions } from '../iproute/machines.ts'
import { type SocketOptions, settingsOf } from '../iproute/options.ts'
import type { Peer } from '../remote/guard.ts'
import { limitsOf, type ServeOptions } from '../remote/server.ts'
import { Session } from '../remote/session.ts'
import { type NatsConnection, type NatsMessage, type NatsPlace, subjectsOf, token } from './connection.ts'
import { type JetStreamOptions, makeStream, Publisher } from './publisher.ts'
import { registerService } from './service.ts'
import { NatsStream } from './stream.ts'

/** How a machine is served through NATS. */
export interface ServeNatsOptions
  extends NatsPlace,
    HubOptions,
    Omit<ServeOptions, 'key' | 'cert' | 'ca' | 'passphrase' | 'minVersion' | 'insecure'> {
  /** The machine's name: letters, digits, `-` and `_`. */
  readonly name: string
  /** The kernel to serve, as an `IPRoute` reaches it. Default: this machine's. */
  readonly machine?: SocketOptions | undefined
  /** Which events are published; false: none. Default: links, addresses, routes, rules and neighbours. */
  readonly events?: readonly EventSource[] | false | undefined
  /** Events go into a stream of JetStream, for those who must not miss any. Default false. */
  readonly jetstream?: boolean | JetStreamOptions | undefined
}

/** What a machine that is registered tells of itself. */
export interface NatsServing {
  readonly name: string
  /** How many connections there are. */
  readonly clients: number
  /** Ends it; the connection to NATS stays open. */
  close(): Promise<void>
}

/**
 * Registers a machine as a NATS service: others reach it by {@link natsTransport}, hear its events by {@link natsEvents}, and find it
 * by {@link natsMachines}. Whom the NATS server lets publish at the machine's subjects, that is its client: use accounts and permissions
 * there, and `authorize` here.
 */
export async function serveNats(connection: NatsConnection, options: ServeNatsOptions): Promise<NatsServing> {
  const name = token(options.name)
  const { events = USUAL, jetstream = false, maxClients = 256, authorize } = options
  const { open, event } = subjectsOf(name, options)
  const { machines } = settingsOf(options.machine ?? {}, true)
  const hub = await machines.hubs(options)
  if (jetstream !== false) await makeStream(connection, subjectsOf('*', options).event('>'), jetstream === true ? {} : jetstream)
  const limits = limitsOf(options)
  const sessions = new Set<Session>()
  let count = 0
  const arrived = (message: NatsMessage): void => {
    const subject = new TextDecoder().decode(message.data)
    if (!/^_INBOX\.[\w.-]+$/.test(subject) || sessions.size >= maxClients) {
      message.respond(new TextEncoder().encode(`${maxClients} clients are connected already, or the subject is no inbox`))
      return
    }
    count++
    const stream = new NatsStream(connection)
    const peer: Peer = { transport: 'nats', address: subject, names: [] }
    const session: Session = new Session(stream, {
      peer,
      limits,
      authorize,
      release: release(),
      hub,
      closed: () => sessions.delete(session),
    })
    sessions.add(session)
    stream.connectTo(subject)
    message.respond(new TextEncoder().encode(stream.subject))
  }
  const subscription = connection.subscribe(open, { queue: 'q', callback: (error, message) => error === null && arrived(message) })
  const unregister = registerService(connection, name, open, () => count)
  const publisher =
    events === false ? undefined : new Publisher(connection, machines.open('events', groupsOf(events)), event, jetstream !== false)
  await connection.flush()
  return {
    name,
    get clients() {
      return sessions.size
    },
    close: async () => {
      subscription.unsubscribe()
      unregister()
      for (const session of [...sessions]) session.end('ECANCELED', 'the server was shut down')
      await Promise.all([publisher?.close(), machines.close()])
    },
  }
}
