import type { Encodable } from '../../netlink/codec.ts'
import type { BridgeMstEntry, BridgeSpec } from '../../schema/link/bridge-spec.ts'
import type { BridgePortData } from '../../schema/link/kinds/bridge-port.ts'
import type { Dump } from '../connection/dump.ts'
import type { bridgePort } from '../link/kinds/bridge-port.ts'
import type { WordOptions } from '../link/kinds/words.ts'
import type { Link, LinkFilter } from '../link/types.ts'
import type { CommonWords, Keep, LinkReference, ListWord, Optional, WithWords } from '../words/input-types.ts'

type PortInput = Encodable<typeof BridgePortData>
/** Words of `bridge link` and `ip link` for options of a port. */
export type PortWords = WordOptions<(typeof bridgePort)['words']>

interface OwnWords {
  /** The port: its index, or its name. */
  dev: LinkReference
  index: LinkReference
  /** How an embedded bridge forwards; the device itself is meant (`self`). */
  hwmode: NonNullable<Encodable<typeof BridgeSpec>['mode']>
  /** The device itself, or its bridge; the bridge unless said otherwise. */
  self: boolean
  master: boolean
}
/** Options of a port of a bridge; all words but people's are the keys of IFLA_BRPORT_*. */
export type BrportOptions = WithWords<PortInput, PortWords & Optional<OwnWords> & CommonWords>

type Listing = ListWord | 'RTM_GETLINK' | 18
/** Commands of `brport`. */
export type BrportCommand = Listing | ('set' | 'RTM_SETLINK' | 19)
/** Parameters behind the command, which options are last of. */
export type BrportParameters<C> = C extends Listing ? [filter?: LinkFilter | Keep<Link>] : [options: BrportOptions]
/** What each command answers. */
export type BrportReply<C> = C extends Listing ? Dump<Link> : Promise<void>

/** The state of a port in one spanning tree of several. */
export type Mst = { readonly index: number } & BridgeMstEntry
/** A state to set. */
export interface MstOptions extends CommonWords {
  /** The port. */
  readonly dev?: LinkReference | undefined
  readonly index?: LinkReference | undefined
  /** The spanning tree. */
  readonly msti: number
  readonly state: NonNullable<Encodable<typeof BridgeMstEntry>['state']>
}
/** Which states a listing holds. */
export type MstFilter = Partial<MstOptions>
/** Commands of `mst`. */
export type MstCommand = ListWord | 'set'
/** Parameters behind the command, which options are last of. */
export type MstParameters<C> = C extends ListWord ? [filter?: MstFilter | Keep<Mst>] : [options: MstOptions]
/** What each command answers. */
export type MstReply<C> = C extends ListWord ? Dump<Mst> : Promise<void>
