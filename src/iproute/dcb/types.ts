import type { Encodable } from '../../netlink/codec.ts'
import type { DcbxMode } from '../../schema/dcb/cee.ts'
import type { DcbMessage } from '../../schema/dcb/dcb.ts'
import type { DcbApp, DcbBuffer, DcbIeee, IeeeEts, IeeeMaxrate, IeeePfc, IeeeQcn, TrafficSelection } from '../../schema/dcb/ieee.ts'
import type { CommonWords, LinkReference, Optional } from '../words/input-types.ts'

/** Data center bridging of a link as the kernel tells it. */
export type Dcb = Omit<DcbMessage, 'ieee'> & { readonly ieee?: DcbIeee }

/** Values of the eight classes or priorities: a list, or those that are meant by number; `all` stands for the rest. */
export type Places<T> = readonly T[] | { readonly [K in 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 'all']?: T | undefined }

type WithPlaces<T> = { readonly [K in keyof T]?: (T[K] extends readonly (infer One)[] | undefined ? Places<One> : T[K]) | undefined }
/** An entry of the APP table, of the rewrite table. */
export type DcbAppOptions = Encodable<typeof DcbApp>

interface OwnWords {
  /** Enhanced transmission selection; what is left out stays. `tcTsa: { all: 'strict', 0: 'ets' }`. */
  ets: WithPlaces<Encodable<typeof IeeeEts>>
  /** Priority flow control; what is left out stays. */
  pfc: WithPlaces<Encodable<typeof IeeePfc>> & {
    /** Which priorities have it: `{ 3: true }`. */
    readonly prioPfc?: Places<boolean> | undefined
  }
  /** The most that each class may send, in kbit/s. */
  maxrate: Places<bigint> | Encodable<typeof IeeeMaxrate>
  /** Congestion notification. */
  qcn: Encodable<typeof IeeeQcn>
  /** Receive buffers; what is left out stays. */
  buffer: WithPlaces<Encodable<typeof DcbBuffer>>
  /** Selectors that count, the first most. */
  apptrust: Encodable<typeof DcbIeee>['appTrustTable']
  /** Who speaks which version of the exchange protocol: `['host', 'ver_ieee']`. */
  dcbx: Encodable<typeof DcbxMode.u8>
}
interface Tables {
  /** Priorities of protocols: `{ selector: 'dscp', protocol: 24, priority: 3 }`. */
  app: readonly DcbAppOptions[]
  /** What a priority is written as in what is sent (Linux 6.3). */
  rewr: readonly DcbAppOptions[]
}
type Device = { readonly dev?: LinkReference | undefined } & CommonWords
/** What to set of a link's data center bridging. */
export type DcbSettings = Optional<OwnWords> & Device
/** Entries to add or delete. */
export type DcbTables = Optional<Tables> & Device
/** How a traffic class is served. */
export type DcbSelection = Encodable<typeof TrafficSelection.u8>

/** Commands of `dcb`. */
export type DcbCommand = 'get' | 'show' | 'set' | 'add' | 'delete' | 'del'
/** Parameters behind the command, which options are last of. */
export type DcbParameters<C> = C extends 'get' | 'show'
  ? [dev: LinkReference, options?: CommonWords] | [options: Device]
  : C extends 'set'
    ? [dev: LinkReference, settings: DcbSettings] | [settings: DcbSettings]
    : [dev: LinkReference, tables: DcbTables] | [tables: DcbTables]
/** What each command answers. */
export type DcbReply<C> = C extends 'get' | 'show' ? Promise<Dcb> : Promise<void>
