import { Dump } from '../connection/dump.ts'
import type { CallOptions, Context, Request } from '../context.ts'
import type { BatchRun } from './run.ts'

const NO_MESSAGES: readonly never[] = []
const ANSWERED = Promise.resolve(NO_MESSAGES)
const NO_INDEX = Promise.resolve(0)

/**
 * The place of one call among those of a batch. Its request goes to the run at once, unless an earlier call still
 * looks up the name of a link: then it waits for its turn.
 */
class Slot implements Context {
  readonly #slots: Slots
  /** Whether nothing is before it. */
  direct: boolean
  /** What it came to; undefined while it is open. */
  outcome: { readonly request: Request } | { readonly error: unknown } | undefined

  constructor(slots: Slots, direct: boolean) {
    this.#slots = slots
    this.direct = direct
  }

  get asking(): Context {
    return this.#slots.asking
  }

  request<M>(request: Request): Promise<readonly M[]> {
    if (this.outcome !== undefined) return Promise.reject(new TypeError('a call of a batch is one request; this one wants several'))
    this.outcome = { request }
    if (this.direct) this.#slots.run.add(request)
    else this.#slots.advance()
    // A descriptor of a network namespace must stay open until the kernel has seen it.
    return 'netNsFd' in request.message ? this.#slots.done : ANSWERED
  }

  ask<M>(request: Request): Promise<readonly M[]> {
    return this.outcome === undefined ? this.#slots.ask<M>(request) : ANSWERED
  }

  requestIn<M>(_netns: unknown, request: Request): Promise<readonly M[]> {
    return this.request<M>(request)
  }

  dump<M>(): Dump<M> {
    return Dump.from(() => Promise.reject(new TypeError('a batch takes single changes, nothing that needs a listing')))
  }

  linkIndex(name: string): Promise<number> {
    return this.outcome === undefined ? this.#slots.linkIndex(name) : NO_INDEX
  }
}

/** Keeps the requests of a batch in the order of the calls that make them, though some of these wait. */
export class Slots {
  readonly run: BatchRun
  /** Settles when the batch is over. */
  readonly done: Promise<readonly never[]>
  readonly #context: Context
  readonly #options: CallOptions
  /** Calls that have not made their request, and all behind the first of them. */
  #open: Slot[] = []
  /** How many of them have been handed on. */
  #front = 0
  #wake: (() => void) | undefined
  readonly #indexes = new Map<string, Promise<number>>()
  #finish: () => void = () => undefined

  constructor(run: BatchRun, context: Context, options: CallOptions) {
    this.run = run
    this.#context = context
    this.#options = options
    this.done = new Promise((resolve) => {
      this.#finish = () => resolve(NO_MESSAGES)
    })
  }

  /** What asks the kernel at once. */
  get asking(): Context {
    return this.#context
  }

  /** Makes a call in the next place. */
  call(make: (context: Context) => PromiseLike<unknown>): void {
    const slot = new Slot(this, this.#open.length === 0)
    let made: PromiseLike<unknown>
    try {
      made = make(slot)
    } catch (error) {
      made = Promise.reject(error)
    }
    if (slot.direct && slot.outcome !== undefined) {
      // The request is on its way, and what becomes of it is the batch's to tell.
      made.then(undefined, () => undefined)
      return
    }
    slot.direct = false
    this.#open.push(slot)
    made.then(
      () => this.#close(slot, new TypeError('the call made no request')),
      (error: unknown) => this.#close(slot, error),
    )
    this.advance()
  }

  /** Hands on what has come to the front. */
  advance(): void {
    while (this.#front < this.#open.length) {
      const outcome = this.#open[this.#front]?.outcome
      if (outcome === undefined) return
      this.#front++
      if ('request' in outcome) this.run.add(outcome.request)
      else this.run.addError(outcome.error)
    }
    this.#open = []
    this.#front = 0
    this.#wake?.()
  }

  /** The index of a link, asked once in a batch. */
  linkIndex(name: string): Promise<number> {
    let index = this.#indexes.get(name)
    if (index === undefined) {
      index = this.#context.linkIndex(name, this.#options)
      this.#indexes.set(name, index)
    }
    return index
  }

  /** Asks beside the batch. */
  ask<M>(request: Request): Promise<readonly M[]> {
    return this.#context.request<M>({ ...this.#options, ...request })
  }

  /** Whether calls wait for something: the index of a link, a module. */
  get waiting(): boolean {
    return this.#open.length > 0
  }

  /** Settles when every call has made its request or failed. */
  async settled(): Promise<void> {
    while (this.#open.length > 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  /** The batch is over. */
  finish(): void {
    this.#finish()
  }

  #close(slot: Slot, error: unknown): void {
    slot.outcome ??= { error }
    this.advance()
  }
}
