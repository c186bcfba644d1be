import type { Transport } from '../socket/transport.ts'
import type { Client } from './client-of-hub.ts'
import { Dumps } from './dumps.ts'
import { Groups } from './groups.ts'
import { Lane } from './lane.ts'

/** What a transport is opened for, as iproute/options.ts has it. */
export type Purpose = 'requests' | 'dump' | 'batch' | 'events'
export const PURPOSES: readonly string[] = ['requests', 'dump', 'batch', 'events'] satisfies Purpose[]
/** Opens transports to one kernel: of this machine, or through another connection. */
export type Opener = (purpose: Purpose, groups: readonly number[]) => Transport

/** How a hub serves. */
export interface HubLimits {
  /** Milliseconds after which a request without an answer is forgotten. */
  readonly expire: number
  /** Listings at once, those that wait for a slow reader not counted. */
  readonly dumps: number
}

/** The sockets of one kernel, shared by all clients. They are opened when they are needed. */
export class Hub {
  readonly #open: Opener
  readonly #limits: HubLimits
  readonly #lanes = new Map<'requests' | 'batch', Lane>()
  readonly #clients = new Set<Client>()
  readonly dumps: Dumps
  readonly groups: Groups

  constructor(open: Opener, limits: HubLimits) {
    this.#open = open
    this.#limits = limits
    this.dumps = new Dumps(() => open('dump', []), limits.dumps)
    this.groups = new Groups(() => open('events', []))
  }

  /** How many requests wait for an answer. */
  get waiting(): number {
    return [...this.#lanes.values()].reduce((sum, lane) => sum + lane.waiting, 0)
  }

  /** Sends whole messages of a client, none of them a dump. Throws where no socket can be opened. */
  send(client: Client, bytes: Uint8Array, purpose: 'requests' | 'batch'): void {
    let lane = this.#lanes.get(purpose)
    if (lane === undefined) {
      const made: Lane = new Lane(this.#open(purpose, []), this.#limits.expire, () => {
        if (this.#lanes.get(purpose) === made) this.#lanes.delete(purpose)
      })
      lane = made
      this.#lanes.set(purpose, lane)
    }
    lane.send(client, bytes)
  }

  /** A client of this machine from now on. */
  add(client: Client): void {
    this.#clients.add(client)
  }

  /** Forgets a client and gives up what it waits for. */
  drop(client: Client): void {
    this.#clients.delete(client)
    for (const lane of this.#lanes.values()) lane.drop(client)
    this.dumps.drop(client)
    this.groups.drop(client)
  }

  /** Hangs up on all clients and closes all sockets; `reason` is what the clients are told. */
  async close(reason: string): Promise<void> {
    for (const client of [...this.#clients]) client.end('ECANCELED', reason)
    await Promise.all([...[...this.#lanes.values()].map((lane) => lane.close()), this.dumps.close(), this.groups.close()])
  }
}
