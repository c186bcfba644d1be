import { addr } from '../address/address.ts'
import type { AddressCommand, AddressParameters } from '../address/types.ts'
import { addrlabel } from '../addrlabel/addrlabel.ts'
import type { AddressLabelCommand, AddressLabelParameters } from '../addrlabel/types.ts'
import type { Requester } from '../connection/requester.ts'
import type { Context, Request } from '../context.ts'
import { link, linkDown, linkRemove, linkRename, linkUp } from '../link/link.ts'
import type { LinkCommand, LinkParameters } from '../link/types.ts'
import { mroute } from '../mroute/mroute.ts'
import type { MrouteCommand, MrouteParameters } from '../mroute/types.ts'
import { fdb } from '../neighbour/fdb.ts'
import { neigh } from '../neighbour/neighbour.ts'
import type { EntryCommand, EntryParameters, NeighbourCommand, NeighbourParameters } from '../neighbour/types.ts'
import { ntable } from '../neighbour-table/neighbour-table.ts'
import type { NeighbourTableChange, NeighbourTableParameters } from '../neighbour-table/types.ts'
import { nexthop } from '../nexthop/nexthop.ts'
import type { NexthopCommand, NexthopParameters } from '../nexthop/types.ts'
import { route } from '../route/route.ts'
import type { RouteCommand, RouteParameters } from '../route/types.ts'
import { rule } from '../rule/rule.ts'
import type { RuleCommand, RuleParameters } from '../rule/types.ts'
import { tc } from '../tc/tc.ts'
import type { Handle, TcCommand, TcKind, TcListing, TcMessage, TcOptions } from '../tc/types.ts'
import type { LinkReference } from '../words/input-types.ts'
import { type BatchOptions, type BatchResult, BatchRun } from './run.ts'
import { Slots } from './slots.ts'

type Call = (context: Context) => PromiseLike<unknown>

/**
 * Collects the requests of a batch: the calls are those of {@link IPRoute}, each makes one request and answers
 * nothing; what became of it stands among the results of the batch, in the order of the calls.
 */
export class Batch {
  readonly #slots: Slots

  /** @internal */
  constructor(slots: Slots) {
    this.#slots = slots
  }

  /** See {@link IPRoute.link}. */
  link<C extends LinkCommand>(command: C, ...parameters: LinkParameters<C>): void {
    this.#call((context) => link(context, command, ...parameters))
  }

  /** See {@link IPRoute.linkUp}. */
  linkUp(index: LinkReference): void {
    this.#call((context) => linkUp(context, index))
  }

  /** See {@link IPRoute.linkDown}. */
  linkDown(index: LinkReference): void {
    this.#call((context) => linkDown(context, index))
  }

  /** See {@link IPRoute.linkRename}. */
  linkRename(index: LinkReference, name: string): void {
    this.#call((context) => linkRename(context, index, name))
  }

  /** See {@link IPRoute.linkRemove}. */
  linkRemove(index: LinkReference): void {
    this.#call((context) => linkRemove(context, index))
  }

  /** See {@link IPRoute.addr}. */
  addr<C extends AddressCommand>(command: C, ...parameters: AddressParameters<C>): void {
    this.#call((context) => addr(context, command, ...parameters))
  }

  /** See {@link IPRoute.route}. */
  route<C extends RouteCommand>(command: C, ...parameters: RouteParameters<C>): void {
    this.#call((context) => route(context, command, ...parameters))
  }

  /** See {@link IPRoute.mroute}. */
  mroute<C extends MrouteCommand>(command: C, ...parameters: MrouteParameters<C>): void {
    this.#call((context) => mroute(context, command, ...parameters))
  }

  /** See {@link IPRoute.rule}. */
  rule<C extends RuleCommand>(command: C, ...parameters: RuleParameters<C>): void {
    this.#call((context) => rule(context, command, ...parameters))
  }

  /** See {@link IPRoute.neigh}. */
  neigh<C extends NeighbourCommand>(command: C, ...parameters: NeighbourParameters<C>): void {
    this.#call((context) => neigh(context, command, ...parameters))
  }

  /** See {@link IPRoute.ntable}. */
  ntable<C extends NeighbourTableChange>(command: C, ...parameters: NeighbourTableParameters<C>): void {
    this.#call((context) => ntable(context, command, ...parameters))
  }

  /** See {@link IPRoute.fdb}. */
  fdb<C extends EntryCommand>(command: C, ...parameters: EntryParameters<C>): void {
    this.#call((context) => fdb(context, command, ...parameters))
  }

  /** See {@link IPRoute.nexthop}. */
  nexthop<C extends NexthopCommand>(command: C, ...parameters: NexthopParameters<C>): void {
    this.#call((context) => nexthop(context, command, ...parameters) as PromiseLike<unknown>)
  }

  /** See {@link IPRoute.addrlabel}. */
  addrlabel<C extends AddressLabelCommand>(command: C, ...parameters: AddressLabelParameters<C>): void {
    this.#call((context) => addrlabel(context, command, ...parameters) as PromiseLike<unknown>)
  }

  /** See {@link IPRoute.tc}. */
  tc<C extends Exclude<TcCommand, TcListing>, const K extends TcKind<C>>(
    command: C,
    kind: K,
    index: LinkReference,
    handle: Handle,
    options?: TcOptions<C, K>,
  ): void
  tc<C extends Exclude<TcCommand, TcListing>, const K extends TcKind<C>>(
    command: C,
    kind: K,
    index: LinkReference,
    options?: TcOptions<C, K>,
  ): void
  tc<C extends Exclude<TcCommand, TcListing>, const K extends TcKind<C>>(command: C, kind: K, options?: TcOptions<C, K>): void
  tc<C extends Exclude<TcCommand, TcListing>, const K extends TcKind<C>>(command: C, message: { readonly kind: K } & TcOptions<C, K>): void
  tc<C extends Exclude<TcCommand, TcListing>>(command: C, message: TcMessage<C>): void
  tc(command: TcCommand, ...parameters: readonly unknown[]): void {
    this.#call((context) => tc(context, command, ...parameters) as PromiseLike<unknown>)
  }

  /** Any request, as the kernel takes it. */
  request(request: Request): void {
    this.#call((context) => context.request(request))
  }

  #call(make: (context: Context) => unknown): void {
    this.#slots.call(make as Call)
  }
}

/**
 * What a batch is made of: requests, listed or made one by one when they are wanted, or a function that makes calls.
 * If that is a generator, it is resumed as fast as the kernel works and never far ahead of it.
 */
export type BatchSource = Iterable<Request> | AsyncIterable<Request> | ((batch: Batch) => unknown)

const isIterable = (value: unknown): value is Iterable<unknown> => typeof value === 'object' && value !== null && Symbol.iterator in value
const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value

/** One turn of the event loop: answers come in, modules are loaded. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Calls between two pauses for what they left to settle. */
const TURN = 32

/** Goes through what a source yields; waits where the run is behind. */
const pull = async (source: unknown, run: BatchRun, slots: Slots, take: (item: unknown) => void): Promise<void> => {
  if (isAsyncIterable(source)) {
    for await (const item of source) {
      take(item)
      if (run.full) await run.room()
      if (run.over) return
    }
  } else if (isIterable(source)) {
    let count = 0
    for (const item of source) {
      take(item)
      if (run.full) await run.room()
      // Lets the promises of the calls so far settle: thousands of open ones cost more than the calls.
      else if (++count % TURN === 0) await (slots.waiting ? turn() : undefined)
      if (run.over) return
    }
  } else await (source as PromiseLike<unknown>)
}

/** Does a batch; see {@link IPRoute.batch}. */
export const runBatch = async (requester: Requester, source: BatchSource, options: BatchOptions = {}): Promise<BatchResult[]> => {
  const run = new BatchRun(requester, options)
  const slots = new Slots(run, requester, options)
  try {
    if (typeof source !== 'function') await pull(source, run, slots, (item) => run.add(item as Request))
    else {
      await pull(source(new Batch(slots)), run, slots, () => undefined)
      await slots.settled()
    }
    return await run.finish()
  } catch (error) {
    run.abandon(error)
    throw error
  } finally {
    slots.finish()
  }
}
