import type { Encodable } from '../../netlink/codec.ts'
import type { linkKinds, portKinds } from '../../schema/link/kinds/index.ts'
import type { LinkMessage, LinkMessageInput } from '../../schema/link/link.ts'
import type { NetnsReference } from '../../socket/netns.ts'
import type { Dump } from '../connection/dump.ts'
import type { CommonWords, Ensured, Keep, LinkReference, ListWord, Optional, Removed, WithWords } from '../words/input-types.ts'
import type { kindWords, portWords } from './kinds/index.ts'
import type { WordOptions } from './kinds/words.ts'

/** A link as the kernel tells it. */
export type Link = LinkMessage

interface OwnWords {
  /** Which link: its index, or its name. */
  dev: LinkReference
  index: LinkReference
  /** The name; beside `index` or `dev` of a link that exists, its new one. */
  name: string
  ifname: string
  /** `up` is flags = 1, mask = 1; `down` flags = 0, mask = 1. For a port (`kind: 'bridge_slave'`) or a function (`vf`) also its state. */
  state: 'up' | 'down' | VfState | NonNullable<Encodable<PortKinds['bridge']>['state']>
  /** Which of the flags are meant; 0 or left out: all. */
  mask: LinkMessageInput['flags']
  /** A remark; the kernel takes it only of a link that exists, not while it makes one. */
  alias: string
  /** Alternative names, with `add-property` and `delete-property`. */
  altname: string | readonly string[]
  qlen: number
  txqueuelen: number
  /** The link to be a port of; `null` or 0 leaves it. */
  master: LinkReference | null
  /** The link below. */
  link: LinkReference
  /** A name of the file group, or a number. */
  group: LinkReference
  /** The namespace to be in: a name, a path, the id of a process in it, `{ pid }` or `{ fd }`. */
  netns: NetnsReference | number
  arp: boolean
  trailers: boolean
  multicast: boolean
  allmulticast: boolean
  promisc: boolean
  dynamic: boolean
  brd: string
  numtxqueues: number
  numrxqueues: number
  /** The vrf to be a port of: as `master`. */
  vrf: LinkReference | null
  /** How IPv6 makes the interface's part of an address: `eui64`, `none`, `stable_secret`, `random`. */
  addrgenmode: AddrGenInput | 'stable_secret'
  /** The interface's part of the IPv6 addresses that it makes (`'::5'`); `null` is none. */
  token: string | null
  /** Held down because of a protocol's error. */
  protodown: boolean | 'on' | 'off'
  /** Why: reasons by the names of protodown_reasons.d or their bit, each switched on or off. */
  protodownReason: { readonly [reason: string | number]: boolean | 'on' | 'off' }
  /** A program for every packet that comes in; `null` or `'off'` takes it away. Answers tell where it sits and its id. */
  xdp: XdpOptions | LinkMessageInput['xdp'] | 'off' | 'none' | null
  /** A virtual function: its number, with its words beside it, or objects of one or several. */
  vf: number | VfOptions | readonly VfOptions[]
}
type AddrGenInput = NonNullable<NonNullable<NonNullable<LinkMessageInput['afSpec']>['inet6']>['addrGenMode']>

/** A program to attach or to take away: IFLA_XDP. */
export type XdpOptions = Optional<{
  /** Descriptor of the loaded program; `null` or `'off'` detaches. */
  fd: number | 'off' | null
  /** Where: in the stack, in the driver, in the device. Default: the driver, or the stack where it cannot. */
  mode: 'generic' | 'skb' | 'driver' | 'drv' | 'native' | 'offload' | 'hw'
  /** In place of one that is there; else that is an error (EBUSY). */
  force: boolean
  /** In place of exactly this one (Linux 5.7); -1: only if there is none. */
  expectedFd: number
}>

type VfState = 'auto' | 'enable' | 'disable'
interface VfSettings {
  mac: string
  /** The tag that all packets get; 0: none. */
  vlan: number
  /** Priority within the tag. */
  qos: number
  proto: '802.1Q' | '802.1ad' | 0x8100 | 0x88a8
  /** Mbit/s; 0: no limit. The older word for `maxTxRate`. */
  rate: number
  maxTxRate: number
  /** Mbit/s; with `maxTxRate`. */
  minTxRate: number
  /** Whether packets of a foreign source address are dropped. */
  spoofchk: boolean | 'on' | 'off'
  /** Whether the function may ask for more, such as promiscuous mode. */
  trust: boolean | 'on' | 'off'
  /** Whether it may ask for the keys of receive side scaling. */
  rssQuery: boolean | 'on' | 'off'
  queryRss: boolean | 'on' | 'off'
  /** Its link follows that of the port, or is up, or down. */
  state: VfState
  /** InfiniBand: eight bytes (`'00:11:22:33:44:55:66:77'`). */
  nodeGuid: string | bigint
  portGuid: string | bigint
}
/** What to set of a virtual function. */
export type VfOptions = { readonly vf: number } & Optional<VfSettings>
/** Words of people for links; all others are the keys of IFLA_* and struct ifinfomsg. */
export type LinkWords = Optional<OwnWords> & CommonWords
/** Attributes of links that no kernel ever used; kinds and ports have words of the same name. */
type NeverUsed = 'cost' | 'priority'
/** What all links have. */
export type CommonLinkOptions = Omit<WithWords<LinkMessageInput, LinkWords>, NeverUsed>

type LinkKinds = typeof linkKinds
type PortKinds = typeof portKinds
type DataInput<K extends keyof LinkKinds> = Encodable<LinkKinds[K]>
type PortInput<K extends keyof PortKinds> = Omit<Encodable<PortKinds[K]>, keyof Spoken<typeof portWords, K>> & Spoken<typeof portWords, K>
/** Keys that mean the link itself, also where a kind's data has the same word. */
type OwnKeys = keyof CommonLinkOptions

/** Words that are options of a link again, and so cannot stand with the others (kinds/index.ts). */
interface PairWords {
  veth: Optional<{
    /** The other end: its name, or options of a link. */
    peer: string | LinkOptions
  }>
  vxcan: PairWords['veth']
  netkit: PairWords['veth']
}
type Spoken<T, K> = K extends keyof T ? (T[K] extends { readonly words: infer W } ? WordOptions<W> : unknown) : unknown
type Words<K> = K extends keyof PairWords ? PairWords[K] : Spoken<typeof kindWords, K>
type Data<K extends keyof LinkKinds> = Omit<DataInput<K>, keyof Words<K>> & Words<K>
type Flat<T> = Omit<T, OwnKeys | 'unknown'>

/** A link of a known kind: its data under `data`, or beside the link's own words. */
type KnownKind = {
  [K in keyof LinkKinds]: { readonly kind: K; readonly data?: Data<K> | undefined; readonly slaveKind?: undefined } & Flat<Data<K>>
}[keyof LinkKinds]
type Port<K extends keyof PortKinds> = Optional<{ slaveData: PortInput<K> }> & Flat<PortInput<K>>
/** A port of a master, as `ip link set ... type bridge_slave` or by its slave kind. */
type KnownPort = {
  [K in keyof PortKinds & string]: (
    | { readonly kind: `${K}_slave`; readonly slaveKind?: undefined }
    | { readonly slaveKind: K; readonly kind?: undefined }
  ) &
    Port<K>
}[keyof PortKinds & string]
type KeysOf<T> = T extends unknown ? keyof T : never
type FlatKeys = Exclude<KeysOf<KnownKind> | KeysOf<KnownPort>, 'kind' | 'data' | 'slaveKind' | 'slaveData' | NeverUsed>
/** A link without a word of its kind, or of a kind the tables do not know. */
type OtherKind = {
  readonly kind?: (string & {}) | undefined
  readonly data?: Uint8Array | undefined
  readonly slaveKind?: undefined
} & { readonly [K in FlatKeys]?: undefined }

/** A link whose virtual function is set, by words beside its number. */
type WithFunction = {
  readonly vf: number
  readonly kind?: undefined
  readonly data?: undefined
  readonly slaveKind?: undefined
} & Optional<Omit<VfSettings, 'state'>>

/** A link to make or change; what else there is to say depends on its kind. */
export type LinkOptions = CommonLinkOptions & (KnownKind | KnownPort | WithFunction | OtherKind)
/** Which links a listing holds: each word must hold, `null` for an attribute that must be absent. */
export type LinkFilter = Omit<{ readonly [K in keyof CommonLinkOptions]?: CommonLinkOptions[K] | null }, 'state' | 'kind'> & {
  readonly kind?: string | undefined
  /** Data of the kind, with `kind`. */
  readonly data?: object | undefined
  readonly slaveKind?: string | undefined
  readonly state?: 'up' | 'down' | undefined
  readonly signal?: AbortSignal | undefined
  readonly timeout?: number | undefined
}

/**
 * Commands that change links; RTM_NEWLINK (16) is `add`, RTM_DELLINK (17) `delete`, RTM_SETLINK (19) itself.
 * `add-property` and `delete-property` are `ip link property`: alternative names.
 */
export type LinkChange =
  | ('set' | 'change' | 'chg' | 'replace' | 'delete' | 'del' | 'add-property' | 'delete-property')
  | ('RTM_DELLINK' | 'RTM_SETLINK' | 'RTM_NEWLINKPROP' | 'RTM_DELLINKPROP' | 17 | 19 | 108 | 109)
type LinkAddition = 'add' | 'RTM_NEWLINK' | 16
type LinkListing = ListWord | 'RTM_GETLINK' | 18
/** Commands of `link`. */
export type LinkCommand = LinkChange | LinkAddition | LinkListing | 'get' | 'ensure' | 'absent'

/** Parameters behind the command, which options are last of. */
export type LinkParameters<C> = C extends LinkListing
  ? [filter?: LinkFilter | Keep<Link>]
  : [index: LinkReference, options?: LinkOptions] | [options: LinkOptions]
/** The link that was made; index 0 where an old kernel (before 6.2) does not tell it. */
export interface MadeLink {
  readonly index: number
  readonly ifname: string
}
/** What each command answers. */
export type LinkReply<C> = C extends LinkListing
  ? Dump<Link>
  : C extends LinkAddition
    ? Promise<MadeLink>
    : C extends 'get'
      ? Promise<Link>
      : C extends 'ensure'
        ? Promise<Ensured>
        : C extends 'absent'
          ? Promise<Removed>
          : Promise<void>
/** Parameters of getLinks: indexes or names, `'all'`, or a filter. */
export type LinksParameters = readonly LinkReference[] | readonly [filter: LinkFilter | Keep<Link>]
