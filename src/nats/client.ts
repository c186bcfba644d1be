import { RemoteTransport } from '../remote/client.ts'
import { errorCode, RemoteError } from '../remote/errors.ts'
import type { Opener } from '../remote/hub.ts'
import type { RemoteOptions } from '../remote/options.ts'
import { rtnetlink } from '../schema/index.ts'
import { inbox, type NatsConnection, type NatsPlace, subjectsOf, token } from './connection.ts'
import { NatsStream } from './stream.ts'

/** How a machine is reached through NATS. */
export interface NatsTransportOptions extends NatsPlace, Pick<RemoteOptions, 'addr' | 'connectTimeout' | 'keepAlive' | 'reconnect'> {}

/**
 * Reaches a machine that {@link serveNats} has registered: `new IPRoute({ transport: natsTransport(connection, 'router-17') })`.
 * The connection stays the caller's, to drain and to close.
 */
export function natsTransport(connection: NatsConnection, name: string, options: NatsTransportOptions = {}): Opener {
  const { open } = subjectsOf(token(name), options)
  const { connectTimeout = 10_000 } = options
  const connect = async () => {
    const stream = new NatsStream(connection)
    try {
      const { data } = await connection.request(open, new TextEncoder().encode(stream.subject), { timeout: connectTimeout || 3_600_000 })
      const answer = new TextDecoder().decode(data)
      if (!answer.startsWith('_INBOX.')) throw new RemoteError(`nats:${name}`, 'EUSERS', answer)
      stream.connectTo(answer)
      return stream
    } catch (error) {
      stream.destroy()
      if (error instanceof RemoteError) throw error
      // What it is called differs between versions: NoRespondersError, code 503, NATS_ERROR.
      const nobody = /no ?responders|503/i.test(`${(error as Error).name} ${(error as Error).message} ${errorCode(error)}`)
      throw nobody ? new RemoteError(`nats:${name}`, 'ENOENT', `no machine is registered as '${name}'`, { cause: error }) : error
    }
  }
  return (purpose, groups) => new RemoteTransport(`nats:${name}`, connect, options, purpose, groups)
}

/** An event of some machine. */
export interface NatsEvent {
  /** Whose. */
  readonly machine: string
  /** Which group told it, `'link'`, `'ipv4-route'`; `'lost'` where events of that machine are missing. */
  readonly group: string
  /** `'RTM_NEWLINK'`; `'lost'`. */
  readonly type: string | number
  /** As `decode` gives it; undefined where events are missing. */
  readonly message: ReturnType<typeof rtnetlink.decode>[number] | undefined
}

/** Which events of {@link natsEvents} are wanted. */
export interface NatsEventOptions extends NatsPlace {
  /** Of this machine. Default: of all. */
  readonly machine?: string | undefined
  /** Of this group, `'link'`. Default: of all that are published. */
  readonly group?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/** Events of all machines in one stream: `for await (const { machine, message } of natsEvents(connection)) ...`. */
export async function* natsEvents(connection: NatsConnection, options: NatsEventOptions = {}): AsyncGenerator<NatsEvent, undefined> {
  const { machine = '*', group = '*', signal } = options
  signal?.throwIfAborted()
  const subscription = connection.subscribe(subjectsOf(machine, options).event(group))
  const stop = () => subscription.unsubscribe()
  signal?.addEventListener('abort', stop)
  try {
    for await (const { subject, data } of subscription) {
      const [whose = '', , of = ''] = subject.split('.').slice(1)
      if (of === 'lost') yield { machine: whose, group: of, type: 'lost', message: undefined }
      else for (const message of rtnetlink.decode(data)) yield { machine: whose, group: of, type: message.header.type, message }
    }
    return undefined
  } finally {
    signal?.removeEventListener('abort', stop)
    stop()
  }
}

/** The machines that are registered now: those that answer within `patience` milliseconds. */
export async function natsMachines(connection: NatsConnection, { patience = 500 }: { readonly patience?: number } = {}): Promise<string[]> {
  const names = new Set<string>()
  const subject = inbox()
  const subscription = connection.subscribe(subject, {
    callback: (error, { data, headers }) => {
      if (error !== null || headers?.code === 503) return
      const { metadata } = JSON.parse(new TextDecoder().decode(data)) as { metadata?: { machine?: string } }
      if (metadata?.machine !== undefined) names.add(metadata.machine)
    },
  })
  connection.publish('$SRV.PING.rtnl', new Uint8Array(0), { reply: subject })
  await new Promise((resolve) => setTimeout(resolve, patience))
  subscription.unsubscribe()
  return [...names].sort()
}
