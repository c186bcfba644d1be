import type { NatsConnection, NatsMessage } from './connection.ts'

/** The version of the service, as NATS wants one. */
const VERSION = '1.0.0'

/**
 * Answers as a NATS micro service does (ADR-32): at `$SRV.PING`, `$SRV.INFO` and `$SRV.STATS`, those of the name `rtnl`, and those of this
 * one alone; so that `nats micro ls` shows every machine. Answers how to end it.
 */
export function registerService(connection: NatsConnection, machine: string, subject: string, requests: () => number): () => void {
  const id = crypto.randomUUID().replaceAll('-', '').slice(0, 22)
  const started = new Date().toISOString()
  const identity = { name: 'rtnl', id, version: VERSION, metadata: { machine } }
  const endpoint = { name: 'open', subject, queue_group: 'q', metadata: {} }
  const answers: Readonly<Record<string, () => object>> = {
    PING: () => ({ ...identity, type: 'io.nats.micro.v1.ping_response' }),
    INFO: () => ({ ...identity, type: 'io.nats.micro.v1.info_response', description: `rtnetlink of ${machine}`, endpoints: [endpoint] }),
    STATS: () => ({
      ...{ ...identity, type: 'io.nats.micro.v1.stats_response', started },
      endpoints: [
        {
          ...{ ...endpoint, num_requests: requests(), num_errors: 0, last_error: '' },
          ...{ processing_time: 0, average_processing_time: 0 },
        },
      ],
    }),
  }
  const encoder = new TextEncoder()
  const subscriptions = Object.entries(answers).flatMap(([verb, answer]) =>
    ['', '.rtnl', `.rtnl.${id}`].map((whose) =>
      connection.subscribe(`$SRV.${verb}${whose}`, {
        callback: (error: Error | null, message: NatsMessage) => {
          if (error === null) message.respond(encoder.encode(JSON.stringify(answer())))
        },
      }),
    ),
  )
  return () => {
    for (const one of subscriptions) one.unsubscribe()
  }
}
