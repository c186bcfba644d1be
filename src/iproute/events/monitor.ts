import { NetlinkError } from '../../netlink/kernel-error.ts'
import { RTNLGRP } from '../../schema/enums.ts'
import { rtnetlink } from '../../schema/index.ts'
import type { Transport } from '../../socket/transport.ts'
import type { Context } from '../context.ts'
import { type EventOptions, EventStream } from './events.ts'
import type { EventSource } from './groups.ts'
import type { ChangeEvent, Event, ResyncEvent } from './types.ts'

/** How everything is watched. */
export interface MonitorOptions extends EventOptions {
  /** What to watch; default: everything. */
  readonly events?: readonly EventSource[] | undefined
  /**
   * Begins with the present state, as events: all links, addresses, routes, rules and neighbours, and of what else is
   * watched that which can be listed (next hops, queueing disciplines, vlans ...). Default false.
   */
  readonly initial?: boolean | undefined
  /** After events were lost, the present state comes again. Default false. */
  readonly resync?: boolean | undefined
}

/** What `monitor` says. */
export type MonitorEvent = Event | ResyncEvent

/**
 * The listings that make up the present state, in an order in which each refers only to what came before. Those with a
 * group are asked for only if that is watched, and may be unknown to the kernel or not loaded.
 */
const LISTINGS: readonly Listing[] = [
  ['RTM_GETLINK', 'RTM_NEWLINK'],
  ['RTM_GETADDR', 'RTM_NEWADDR'],
  ['RTM_GETNEXTHOP', 'RTM_NEWNEXTHOP', RTNLGRP.NEXTHOP],
  ['RTM_GETROUTE', 'RTM_NEWROUTE'],
  ['RTM_GETRULE', 'RTM_NEWRULE'],
  ['RTM_GETNEIGH', 'RTM_NEWNEIGH'],
  ['RTM_GETMULTICAST', 'RTM_NEWMULTICAST', RTNLGRP.IPV4_MCADDR, 'inet'],
  ['RTM_GETMULTICAST', 'RTM_NEWMULTICAST', RTNLGRP.IPV6_MCADDR, 'inet6'],
  ['RTM_GETANYCAST', 'RTM_NEWANYCAST', RTNLGRP.IPV6_ACADDR, 'inet6'],
  ['RTM_GETNETCONF', 'RTM_NEWNETCONF', RTNLGRP.IPV4_NETCONF],
  ['RTM_GETMDB', 'RTM_NEWMDB', RTNLGRP.MDB, 'bridge'],
  ['RTM_GETVLAN', 'RTM_NEWVLAN', RTNLGRP.BRVLAN, 'bridge'],
  ['RTM_GETTUNNEL', 'RTM_NEWTUNNEL', RTNLGRP.TUNNEL, 'bridge'],
  ['RTM_GETQDISC', 'RTM_NEWQDISC', RTNLGRP.TC],
  ['RTM_GETNSID', 'RTM_NEWNSID', RTNLGRP.NSID],
]
type Listing = readonly [type: string, event: string, group?: number, family?: string]

const isUnsupported = (error: unknown): boolean => error instanceof NetlinkError && error.code === 'EOPNOTSUPP'

const BEGIN: ResyncEvent = Object.freeze({ type: 'resync', phase: 'begin' })
const FINISH: ResyncEvent = Object.freeze({ type: 'resync', phase: 'end' })

/**
 * A stream of events that can begin with the present state, and come back to it after a loss. Events that happen
 * during a listing come behind it, so that an object may be told of twice, but nothing is missed.
 */
export class Monitor extends EventStream<MonitorEvent> {
  readonly #context: Context
  readonly #groups: ReadonlySet<number>
  readonly #resync: boolean
  #state: AsyncGenerator<MonitorEvent[], undefined> | undefined

  constructor(transport: Transport, context: Context, groups: readonly number[], options: MonitorOptions, closed: () => void) {
    super(transport, options, closed)
    this.#context = context
    this.#groups = new Set(groups)
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
    for (const [type, event, group, family = 'unspec'] of LISTINGS) {
      if (group !== undefined && !(this.#groups.has(group) && rtnetlink.message(type) !== undefined)) continue
      const asked = this.#context.dump<ChangeEvent['message']>({ type, message: { family } })
      const dump = group === undefined ? asked : asked.emptyOn(isUnsupported)
      // Routes can be millions; the others are few, and awaited they are asked again if they change under way.
      const batches = type === 'RTM_GETROUTE' ? dump.batches() : [await dump]
      for await (const messages of batches) yield messages.map((message) => ({ type: event, message }) as ChangeEvent)
    }
    yield [FINISH]
    return undefined
  }
}
