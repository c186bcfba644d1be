/** What is needed of a connection to NATS: those of `@nats-io/transport-node` (and of the older package `nats`) have it. */
export interface NatsConnection {
  /** Sends a message; `reply` is where an answer is to go. */
  publish(subject: string, data?: Uint8Array, options?: { readonly reply?: string }): void
  /** Listens to a subject. */
  subscribe(subject: string, options?: NatsSubscribe): NatsSubscription
  /** Sends a message and waits for its answer. */
  request(subject: string, data?: Uint8Array, options?: { readonly timeout: number }): Promise<NatsMessage>
  /** Settles when it has ended. */
  closed(): Promise<unknown>
  /** What happens to it: `disconnect`, `reconnect` ... */
  status(): AsyncIterable<{ readonly type: string }>
  /** Whether it has ended. */
  isClosed(): boolean
  /** Settles when the server has everything that was sent. */
  flush(): Promise<void>
}

/** How a subject is listened to. */
export interface NatsSubscribe {
  /** Of all who listen by this name, one gets each message. */
  readonly queue?: string
  /** Called with each message, or with what went wrong. */
  readonly callback?: (error: Error | null, message: NatsMessage) => void
}

/** A subject that is listened to. */
export interface NatsSubscription extends AsyncIterable<NatsMessage> {
  /** Listens no more. */
  unsubscribe(): void
}

/** A message of NATS. */
export interface NatsMessage {
  readonly subject: string
  readonly data: Uint8Array
  readonly reply?: string | undefined
  readonly headers?: { readonly code: number } | undefined
  /** Answers it; false where nobody waits. */
  respond(data?: Uint8Array): boolean
}

/** Where everything of rtnl lies among the subjects of a NATS server. */
export interface NatsPlace {
  /** The first token of all subjects. Default `rtnl`. */
  readonly prefix?: string | undefined
}

/** One token of a subject, for the name of a machine. A TypeError where it cannot be one. */
export function token(name: string): string {
  if (!/^[\w-]+$/.test(name)) throw new TypeError(`'${name}' cannot be part of a subject: letters, digits, - and _ can`)
  return name
}

/** The subjects of one machine; `*` means every one. */
export const subjectsOf = (name: string, { prefix = 'rtnl' }: NatsPlace) => {
  const [first, machine] = [token(prefix), name === '*' ? '*' : token(name)]
  return {
    /** Where connections are asked for. */
    open: `${first}.${machine}.open`,
    /** Where events are told: the group is a word, `link`, `ipv4-route`; `lost` where some are missing. */
    event: (group: string) => `${first}.${machine}.event.${group}`,
  }
}

/** A subject of one's own. */
export const inbox = (): string => `_INBOX.${crypto.randomUUID().replaceAll('-', '')}`

interface Watched {
  readonly lost: Set<() => void>
  connected: boolean
}
const watched = new WeakMap<NatsConnection, Watched>()

/** Calls back once when a connection to NATS is lost, even if it comes back: what was under way is not known then. Answers how to stop. */
export function onLoss(connection: NatsConnection, lost: () => void): () => void {
  const all = watchedOf(connection)
  all.lost.add(lost)
  return () => all.lost.delete(lost)
}

/** Whether what is published now goes out now. */
export const isConnected = (connection: NatsConnection): boolean => watchedOf(connection).connected && !connection.isClosed()

function watchedOf(connection: NatsConnection): Watched {
  const known = watched.get(connection)
  if (known !== undefined) return known
  const made: Watched = { lost: new Set(), connected: true }
  watched.set(connection, made)
  const tell = () => {
    for (const one of [...made.lost]) {
      made.lost.delete(one)
      one()
    }
  }
  void (async () => {
    for await (const { type } of connection.status()) {
      if (type === 'reconnect') made.connected = true
      if (type !== 'disconnect') continue
      made.connected = false
      tell()
    }
  })().catch(tell)
  void connection.closed().then(tell, tell)
  return made
}
