import type { Opener } from '../remote/hub.ts'
import type { ServeOptions } from '../remote/server.ts'
import { type BatchSource, runBatch } from './batch/batch.ts'
import type { BatchOptions, BatchResult } from './batch/run.ts'
import type { Dump } from './connection/dump.ts'
import { Requester } from './connection/requester.ts'
import type { Request } from './context.ts'
import { Callbacks, type EventCallback, type EventFilter } from './events/callbacks.ts'
import { type EventOptions, EventStream } from './events/events.ts'
import { EVERYTHING, type EventSource, groupsOf, USUAL } from './events/groups.ts'
import { Monitor, type MonitorOptions } from './events/monitor.ts'
import type { Event, EventOf } from './events/types.ts'
import type { ConnectOptions, HubOptions, Machines, Serving } from './machines.ts'
import { Nouns } from './nouns.ts'
import { type SocketOptions, settingsOf } from './options.ts'

/** How an {@link IPRoute} reaches its kernel. */
export type IPRouteOptions = SocketOptions

/**
 * The kernel's links, addresses, routes, rules and neighbours: one can think of it as of `ip`. Each of its sockets has
 * a native I/O thread of its own: requests never block the event loop, and events are taken from the kernel also
 * while the program is busy.
 *
 * ```
 * await using ip = new IPRoute()
 * const route = await ip.defaultRoute()
 * for await (const event of ip.events('link')) console.log(event)
 * ```
 *
 * Sockets are opened when they are needed. An idle one does not keep the process alive; a call that waits and a
 * stream of events do.
 */
export class IPRoute extends Nouns {
  readonly #requester: Requester
  readonly #callbacks: Callbacks
  readonly #machines: Machines

  constructor(options: IPRouteOptions = {}) {
    const settings = settingsOf(options, true)
    const requester = new Requester(settings)
    super(requester)
    this.#requester = requester
    this.#machines = settings.machines
    this.#callbacks = new Callbacks((groups) => this.#stream(groups, {}))
    if (options.doConnect) requester.connection()
  }

  /**
   * Many requests in few system calls, each reported: `await ip.batch((b) => { b.route('add', ...); b.route('add', ...) })`
   * answers an array like that of Promise.allSettled, in the order of the calls. What is made while the function
   * runs is already under way. A generator (`function* (b) { ...; yield }`), or a list of requests, is drawn from as
   * fast as the kernel works. It rejects where the batch as a whole cannot go on: an abort, a timeout, a release.
   */
  batch(source: BatchSource, options?: BatchOptions): Promise<BatchResult[]> {
    return runBatch(this.#requester, source, options)
  }

  /**
   * A stream of events, from this moment on: `ip.events('link', 'ipv4-route')`; without names links, addresses, routes,
   * rules and neighbours. The last parameter may be options. Each stream has a socket of its own.
   */
  events<const S extends readonly EventSource[]>(...sources: S): EventStream<EventOf<S[number]>>
  events<const S extends readonly EventSource[]>(...parameters: [...S, EventOptions]): EventStream<EventOf<S[number]>>
  events(...parameters: readonly (EventSource | EventOptions)[]): EventStream<never> {
    const options = parameters.findLast((one): one is EventOptions => typeof one === 'object')
    const sources = parameters.filter((one): one is EventSource => typeof one !== 'object')
    return this.#stream(sources.length === 0 ? USUAL : groupsOf(sources), options ?? {}) as unknown as EventStream<never>
  }

  /**
   * One stream of everything. With `initial` it begins with the present state, with `resync` it comes back to it after
   * a loss: between two `resync` events everything there is comes as if it had just been made.
   */
  monitor(options: MonitorOptions = {}): Monitor {
    options.signal?.throwIfAborted()
    const everything = options.events === undefined
    const groups = everything ? EVERYTHING : groupsOf(options.events)
    return this.#requester.listen(
      groups,
      everything,
      (transport, closed) => new Monitor(transport, this.#requester, groups, options, closed),
    )
  }

  /** Calls back with each event: of `filter`, a word, group or list of them, or where `filter` holds. */
  registerCallback(callback: EventCallback, filter?: EventFilter): void {
    this.#callbacks.register(callback, filter)
  }

  /** Ends what {@link registerCallback} began; answers whether there was such a callback. */
  unregisterCallback(callback: EventCallback): boolean {
    return this.#callbacks.unregister(callback)
  }

  /**
   * Sends a request as the kernel takes it; answers what came back before the acknowledgement:
   * `ip.request({ type: 'RTM_NEWNEIGH', flags: ['create'], message: { family: 'inet', index: 2, ... } })`.
   */
  request<M = unknown>(request: Request): Promise<readonly M[]> {
    return this.#requester.request<M>(request)
  }

  /** A listing, asked for as the kernel takes it. */
  dump<M = unknown>(request: Request & { readonly keep?: ((message: M) => boolean) | undefined }): Dump<M> {
    return this.#requester.dump<M>(request)
  }

  /**
   * Lets others use this kernel, or what else this object reaches: `ip.serve('unix:///run/rtnl.sock')`,
   * `ip.serve('tls://0.0.0.0:7000', { key, cert, ca, authorize: readOnly })`. A port of 0 is chosen by the system, and stands in
   * the `url` of the answer. It serves, and keeps the process alive, until {@link shutdown} or {@link release}.
   */
  serve(url: string, options: ServeOptions & HubOptions = {}): Promise<Serving> {
    return this.#machines.serve(url, options)
  }

  /** Ends what {@link serve} began; answers whether there was such a server. */
  shutdown(url: string): Promise<boolean> {
    return this.#machines.shutdown(url)
  }

  /**
   * Another machine from now on: `ip.connect('tls://router:7000', { key, cert, ca })`; what was under way fails. With a `name` it
   * becomes one of the machines that clients of this object's servers mean by `addr`, and this object's own stays what it is.
   * Instead of a URL, what opens transports of another make serves too: `ip.connect(natsTransport(connection, 'router-17'), ...)`.
   */
  connect(to: string | Opener, options: ConnectOptions = {}): void {
    if (this.#machines.connect(to, options)) this.#requester.reset()
  }

  /** Takes {@link connect} back; answers whether there was such a connection. Without a name, calls are refused until the next `connect`. */
  async disconnect(name?: string): Promise<boolean> {
    if (name === undefined) this.#requester.reset()
    return this.#machines.disconnect(name)
  }

  /** Ends everything: what waits is rejected (`ECANCELED`), loops over events end. Settles when sockets and threads are gone. Idempotent. */
  async release(): Promise<void> {
    await Promise.all([this.#machines.close(), this.#requester.release()])
  }

  /** The same as {@link release}. */
  close(): Promise<void> {
    return this.release()
  }

  /** The same as {@link release}: `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.release()
  }

  #stream(groups: readonly number[], options: EventOptions): EventStream {
    options.signal?.throwIfAborted()
    return this.#requester.listen(groups, false, (transport, closed) => new EventStream<Event>(transport, options, closed))
  }
}
