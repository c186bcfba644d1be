/**
 * Fleets of machines through NATS: `serveNats` on each of them, `natsTransport` to reach one, `natsEvents` to hear all.
 *
 * Subjects, `rtnl` being the prefix: `rtnl.NAME.open` takes the subject of an inbox and answers with another one; frames go between the two.
 * A frame is a byte of its kind (0 bytes, 1 bytes read, 2 end), three zero bytes, a number (32 bits, big endian: of bytes and end, a running number
 * from 0; of bytes read, their sum modulo 2^32), and bytes: the stream of docs/REMOTE.md. No more than 1 MiB may be unread.
 * `rtnl.NAME.event.GROUP` has an event, one netlink message, and `rtnl.NAME.event.lost` says that some are missing.
 *
 * @module
 */
export { type NatsEvent, type NatsEventOptions, type NatsTransportOptions, natsEvents, natsMachines, natsTransport } from './client.ts'
export type { NatsConnection, NatsMessage, NatsPlace, NatsSubscribe, NatsSubscription } from './connection.ts'
export type { JetStreamOptions } from './publisher.ts'
export { type NatsServing, type ServeNatsOptions, serveNats } from './serve.ts'
