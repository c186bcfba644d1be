import type { ProtocolInput } from '../netlink/protocol-types.ts'
import { type RtnetlinkMessage, rtnetlink } from '../schema/index.ts'
import { type BatchSource, runBatch } from './batch/batch.ts'
import type { BatchOptions, BatchResult } from './batch/run.ts'
import type { Dump } from './connection/dump.ts'
import { overrun, released } from './connection/failures.ts'
import { Inbox } from './connection/inbox.ts'
import { Requester } from './connection/requester.ts'
import type { Request } from './context.ts'
import { type EventSource, groupsOf, REFERENCE } from './events/groups.ts'
import { Nouns } from './nouns.ts'
import { type SocketOptions, settingsOf } from './options.ts'

/** A message as `put` takes it, and as `encode` does. */
type Outgoing<T> = ProtocolInput<typeof rtnetlink.messages, T>

/** How an {@link IPRSocket} is bound. */
export interface BindOptions {
  /** Multicast groups: words (`'link'`), names (`'ipv4-route'`), numbers (RTNLGRP.LINK). */
  readonly groups?: readonly EventSource[] | EventSource | undefined
}

/**
 * A threadless rtnetlink socket on the event loop: the least delay, and nothing between the program and the kernel.
 * Its user has to take messages as fast as they come: the kernel drops what does not fit the socket's buffer, which
 * the next {@link get} says by a NetlinkError of code `ENOBUFS`.
 *
 * ```
 * await using socket = new IPRSocket()
 * socket.bind()
 * for await (const message of socket) console.log(message.header.type)
 * ```
 *
 * All requests and listings of {@link IPRoute} are there too, on a socket of their own.
 */
export class IPRSocket extends Nouns implements AsyncIterable<RtnetlinkMessage> {
  readonly #requester: Requester
  #inbox: Inbox | undefined
  #sequence = 0
  #bound = false
  #released = false

  constructor(options: SocketOptions = {}) {
    const requester = new Requester(settingsOf(options, false))
    super(requester)
    this.#requester = requester
    if (options.doConnect) this.#open()
  }

  /**
   * Joins multicast groups; without any those of the reference: links, IPv4 and IPv6 addresses and routes, neighbours
   * and tc. May be called again for more.
   */
  bind({ groups = REFERENCE }: BindOptions = {}): void {
    const inbox = this.#open()
    const { transport } = inbox
    for (const group of groupsOf([groups].flat() as EventSource[])) transport.join(group, (error) => inbox.report(error))
    transport.ref()
    this.#bound = true
  }

  /**
   * The next messages, those of one datagram: events, and answers to what was {@link put}. Waits without a timeout.
   * Rejects with `ENOBUFS` where messages were lost (the next call goes on behind the gap), with `ECANCELED` when the
   * socket was released.
   */
  async get({ signal }: { readonly signal?: AbortSignal | undefined } = {}): Promise<RtnetlinkMessage[]> {
    const inbox = this.#open()
    const abort = (): void => inbox.wake()
    signal?.addEventListener('abort', abort)
    try {
      for (;;) {
        signal?.throwIfAborted()
        const next = inbox.shift()
        if (typeof next === 'string') throw overrun(next)
        if (next !== undefined) return rtnetlink.decode(next.bytes)
        if (inbox.closed) throw released()
        await this.#wait(inbox)
      }
    } finally {
      signal?.removeEventListener('abort', abort)
    }
  }

  /**
   * Sends one message as it is: `put({ header: { type: 'RTM_GETLINK', flags: ['request', 'dump'] }, family: 'unspec' })`;
   * what comes back is {@link get}'s. Answers its sequence number, which is chosen where the header has none.
   */
  put<const T extends string | number>(message: Outgoing<T>): number {
    const { transport } = this.#open()
    const given = message.header.seq
    const seq = given === undefined || given === 0 ? this.#nextSequence() : given
    const bytes = rtnetlink.encode({ ...message, header: { ...message.header, seq } } as Outgoing<T>)
    transport.send(bytes, (error) => this.#inbox?.report(error))
    return seq
  }

  /** The same as {@link put}. */
  send<const T extends string | number>(message: Outgoing<T>): number {
    return this.put(message)
  }

  /** All messages from now on, one by one. Ends when the socket is released. */
  async *[Symbol.asyncIterator](): AsyncGenerator<RtnetlinkMessage, undefined> {
    while (!this.#released) {
      let messages: RtnetlinkMessage[]
      try {
        messages = await this.get()
      } catch (error) {
        if (this.#released) return undefined
        throw error
      }
      yield* messages
    }
    return undefined
  }

  /** See {@link IPRoute.batch}. */
  batch(source: BatchSource, options?: BatchOptions): Promise<BatchResult[]> {
    return runBatch(this.#requester, source, options)
  }

  /** See {@link IPRoute.request}. */
  request<M = unknown>(request: Request): Promise<readonly M[]> {
    return this.#requester.request<M>(request)
  }

  /** See {@link IPRoute.dump}. */
  dump<M = unknown>(request: Request & { readonly keep?: ((message: M) => boolean) | undefined }): Dump<M> {
    return this.#requester.dump<M>(request)
  }

  /** Ends everything: what waits is rejected, loops over messages end. Idempotent; settles when the sockets are gone. */
  release(): Promise<void> {
    this.#released = true
    return this.#requester.release()
  }

  /** The same as {@link release}. */
  close(): Promise<void> {
    return this.release()
  }

  /** The same as {@link release}: `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.release()
  }

  #nextSequence(): number {
    this.#sequence = (this.#sequence + 1) >>> 0
    return this.#sequence
  }

  /** Who waits keeps the process alive. */
  async #wait(inbox: Inbox): Promise<void> {
    inbox.transport.ref()
    await inbox.wait()
    if (!this.#bound && !inbox.closed) inbox.transport.unref()
  }

  #open(): Inbox {
    this.#inbox ??= this.#requester.listen([], false, (transport) => new Inbox(transport))
    return this.#inbox
  }
}
