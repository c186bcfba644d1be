import type { Transport } from '../../socket/transport.ts'
import type { Context } from '../context.ts'
import { type EventOptions, EventStream } from './events.ts'
import type { EventSource } from './groups.ts'
import type { ChangeEvent, Event, ResyncEvent } from './types.ts'

/** How everything is watched. */
export interface MonitorOptions extends EventOptions {
  /** What to watch; default: everything. */
  readonly events?: readonly EventSource[] | undefined
  /** Begins with the present state: all links, addresses, routes, rules and neighbours, as events. Default false. */
  readonly initial?: boolean | undefined
  /** After events were lost, the present state comes again. Default false. */
  readonly resync?: boolean | undefined
}

/** What `monitor` says. */
export type MonitorEvent = Event | ResyncEvent

/** The listings that make up the present state, in an order in which each refers only to what came before. */
const LISTINGS = [
  ['RTM_GETLINK', 'RTM_NEWLINK'],
  ['RTM_GETADDR', 'RTM_NEWADDR'],
  ['RTM_GETROUTE', 'RTM_NEWROUTE'],
  ['RTM_GETRULE', 'RTM_NEWRULE'],
  ['RTM_GETNEIGH', 'RTM_NEWNEIGH'],
] as const

const BEGIN: ResyncEvent = Object.freeze({ type: 'resync', phase: 'begin' })
const FINISH: ResyncEvent = Object.freeze({ type: 'resync', phase: 'end' })

/**
 * A stream of events that can begin with the present state, and come back to it after a loss. Events that happen
 * during a listing come behind it, so that an object may be told of twice, but nothing is missed.
 */
export class Monitor extends EventStream<MonitorEvent> {
  readonly #context: Context
  readonly #resync: boolean
  #state: AsyncGenerator<MonitorEvent[], undefined> | undefined

  constructor(transport: Transport, context: Context, options: MonitorOptions, closed: () => void) {
    super(transport, options, closed)
    this.#context = context
    this.#resync = options.resync ?? false
    if (options.initial) this.#state = this.#list()
  }

  override close(): void {
    super.close()
    void this.#state?.return(undefined)
  }

  protected override async batch(): Promise<MonitorEvent[] | undefined> {
    const state = await this.#state?.next()
    if (state?.value !== undefined) return state.value
    this.#state = undefined
    const events = await super.batch()
    if (this.#resync && events?.[0]?.type === 'lost') this.#state = this.#list()
    return events
  }

  async *#list(): AsyncGenerator<MonitorEvent[], undefined> {
    yield [BEGIN]
    for (const [type, event] of LISTINGS) {
      const dump = this.#context.dump<ChangeEvent['message']>({ type, message: { family: 'unspec' } })
      // Routes can be millions; the others are few, and awaited they are asked again if they change under way.
      const batches = type === 'RTM_GETROUTE' ? dump.batches() : [await dump]
      for await (const messages of batches) yield messages.map((message) => ({ type: event, message }) as ChangeEvent)
    }
    yield [FINISH]
    return undefined
  }
}
