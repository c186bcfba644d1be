import type { Encodable } from '../../netlink/codec.ts'
import type { Action, ActionInput } from '../../schema/tc/actions/action.ts'
import type { actionKinds } from '../../schema/tc/actions/index.ts'
import type { filterKinds } from '../../schema/tc/filters/index.ts'
import type { classKinds, qdiscKinds } from '../../schema/tc/qdiscs/index.ts'
import type { ChainMessage, ClassMessage, FilterMessage, QdiscMessage } from '../../schema/tc/tc.ts'
import type { Dump } from '../connection/dump.ts'
import type { CommonWords, LinkReference, Optional } from '../words/input-types.ts'
import type { actionWords } from './words/actions/index.ts'
import type { classWords } from './words/classes/index.ts'
import type { filterWords } from './words/filters/index.ts'
import type { KindWords } from './words/kind.ts'
import type { qdiscWords } from './words/qdiscs/index.ts'
import type { SizeTableWords } from './words/stab.ts'

/** A queueing discipline as the kernel tells it. */
export type Qdisc = QdiscMessage
/** A class as the kernel tells it. */
export type Class = ClassMessage
/** A filter as the kernel tells it. */
export type Filter = FilterMessage
/** A chain of filters as the kernel tells it. */
export type Chain = ChainMessage
/** An action as the kernel tells it. */
export type ListedAction = Action

/** A handle: `'1:10'`, or its number 0x10010; for filters their number, or what their kind calls it (`'800::801'`). */
export type Handle = string | number

type Extra<Words, K> = K extends keyof Words
  ? Words[K] extends KindWords<infer E>
    ? [keyof E] extends [never]
      ? unknown
      : Optional<E>
    : unknown
  : unknown
type Options<Kinds, Words, K> = K extends keyof Kinds ? Omit<Encodable<Kinds[K]>, keyof Extra<Words, K>> & Extra<Words, K> : object
/** The options of a kind, beside the other words or under `options`. */
type KindOptions<Kinds, Words, K> = Options<Kinds, Words, K> & { readonly options?: Options<Kinds, Words, K> | Uint8Array | undefined }

interface Everywhere extends CommonWords {
  /** The link: its index, or its name. */
  readonly index?: LinkReference | undefined
  readonly dev?: LinkReference | undefined
  /** Where it hangs: `'root'`, a queueing discipline (`'1:'`), a class (`'1:10'`), for filters also `'ingress'`, `'egress'`. */
  readonly parent?: Handle | undefined
  readonly handle?: Handle | undefined
  /** Answers what was made, as the kernel tells it. */
  readonly echo?: boolean | undefined
  /** Has the kernel measure rates: every 2^interval / 4 s, smoothed by 2^ewmaLog. */
  readonly estimator?: { readonly interval: number; readonly ewmaLog: number } | undefined
}
interface QdiscOwn extends Everywhere {
  /** Blocks of filters shared with other links. */
  readonly ingressBlock?: number | undefined
  readonly egressBlock?: number | undefined
  /** How sizes are reckoned. */
  readonly stab?: SizeTableWords | Qdisc['stab'] | undefined
}
interface ClassOwn extends Everywhere {
  /** The same as `handle`. */
  readonly classid?: Handle | undefined
}
interface FilterOwn extends Everywhere {
  /** Filters of the least number are asked first; without one the kernel chooses. */
  readonly prio?: number | undefined
  readonly pref?: number | undefined
  /** What packets it sees: `'ip'`, `'ipv6'`, `'all'` (the default of a new one), `'802.1Q'`, ETH_P_IP; AF_INET too. */
  readonly protocol?: string | number | undefined
  readonly chain?: number | undefined
  /** The number of a block of filters, in place of a link. */
  readonly block?: number | undefined
  /** What is done with packets that fit, in this order. */
  readonly actions?: readonly TcAction[] | TcAction | undefined
  /** The same, for one. */
  readonly action?: readonly TcAction[] | TcAction | undefined
}

type ActionKind = keyof typeof actionKinds
interface ActionOwn {
  /** The number of one that is shared. */
  readonly index?: number | undefined
  /** Up to 16 bytes of one's own, or hexadecimal text. */
  readonly cookie?: string | Uint8Array | undefined
  readonly flags?: ActionInput['flags'] | string | readonly string[] | undefined
  readonly hwStats?: ActionInput['hwStats'] | string | readonly string[] | undefined
}
/** An action of a filter: its kind and options, or a verdict alone. */
export type TcAction =
  | { [K in ActionKind]: { readonly kind: K } & ActionOwn & KindOptions<typeof actionKinds, typeof actionWords, K> }[ActionKind]
  | ActionInput
  | 'pass'
  | 'ok'
  | 'drop'
  | 'shot'
  | 'pipe'
  | 'continue'
  | 'reclassify'
  | 'trap'

/** Commands for queueing disciplines. RTM_NEWQDISC (36) is `add`, RTM_DELQDISC (37) `del`, RTM_GETQDISC (38) lists. */
type Verb<T extends string> = 'add' | 'change' | 'chg' | 'replace' | 'delete' | 'del' | 'remove' | 'get' | T
type Suffixed<V extends string, O extends string> = `${V}-${O}`
export type QdiscCommand = Verb<'link'> | Suffixed<Verb<'link'>, 'qdisc'> | 'RTM_NEWQDISC' | 'RTM_DELQDISC' | 36 | 37
export type ClassCommand = Suffixed<Verb<never>, 'class'> | 'RTM_NEWTCLASS' | 'RTM_DELTCLASS' | 40 | 41
export type FilterCommand = Suffixed<Verb<never>, 'filter'> | 'RTM_NEWTFILTER' | 'RTM_DELTFILTER' | 44 | 45
export type ChainCommand = Suffixed<'add' | 'delete' | 'del' | 'get', 'chain'> | 'RTM_NEWCHAIN' | 'RTM_DELCHAIN' | 100 | 101
export type ActionCommand = Suffixed<Verb<'flush'>, 'action'> | 'RTM_NEWACTION' | 'RTM_DELACTION' | 48 | 49
type ListVerb = 'dump' | 'show' | 'list'
type QdiscListing = ListVerb | Suffixed<ListVerb, 'qdisc'> | 'RTM_GETQDISC' | 38
type ClassListing = Suffixed<ListVerb, 'class'> | 'RTM_GETTCLASS' | 42
type FilterListing = Suffixed<ListVerb, 'filter'> | 'RTM_GETTFILTER' | 46
type ChainListing = Suffixed<ListVerb, 'chain'> | 'RTM_GETCHAIN' | 102
type ActionListing = Suffixed<ListVerb, 'action'> | 'RTM_GETACTION' | 50
export type TcListing = QdiscListing | ClassListing | FilterListing | ChainListing | ActionListing
/** Commands of `tc`. */
export type TcCommand = QdiscCommand | ClassCommand | FilterCommand | ChainCommand | ActionCommand | TcListing

/** The kinds that a command may name; newer ones than the tables' too. */
export type TcKind<C> =
  | (C extends QdiscCommand
      ? keyof typeof qdiscKinds
      : C extends ClassCommand
        ? keyof typeof classKinds
        : C extends FilterCommand
          ? keyof typeof filterKinds
          : C extends ActionCommand
            ? ActionKind
            : never)
  | (string & {})

/** What may be said of a kind with a command. */
export type TcOptions<C, K> = C extends QdiscCommand
  ? QdiscOwn & KindOptions<typeof qdiscKinds, typeof qdiscWords, K>
  : C extends ClassCommand
    ? ClassOwn & KindOptions<typeof classKinds, typeof classWords, K>
    : C extends FilterCommand
      ? FilterOwn & Omit<KindOptions<typeof filterKinds, typeof filterWords, K>, 'actions'>
      : C extends ActionCommand
        ? ActionOwn & CommonWords & KindOptions<typeof actionKinds, typeof actionWords, K>
        : never

/** Words of a message besides `Own`: what a listing answered is input too. */
type Told<M, Own> = Own & { readonly kind?: string | undefined; readonly options?: object | undefined } & {
  readonly [K in Exclude<keyof M, keyof Own | 'kind' | 'options'>]?: unknown
}
/** A message alone, as a listing answered it or made by hand: its kind among its words. */
export type TcMessage<C> = C extends QdiscCommand
  ? Told<Qdisc, QdiscOwn>
  : C extends ClassCommand
    ? Told<Class, ClassOwn>
    : C extends FilterCommand | ChainCommand
      ? Told<Filter, FilterOwn>
      : C extends ActionCommand
        ? Told<ListedAction, ActionOwn & CommonWords> & { readonly actions?: readonly TcAction[] | TcAction | undefined }
        : never

type ListFilter<M, Own> = { readonly [K in keyof Own]?: Own[K] | null } & Optional<Pick<M, Extract<keyof M, 'kind' | 'info'>>> & {
    readonly handle?: Handle | undefined
  }
/** Which queueing disciplines a listing holds. */
export type QdiscFilter = ListFilter<Qdisc, Omit<QdiscOwn, 'stab'>> & {
  /** Those too that nobody made. */
  readonly dumpInvisible?: boolean | undefined
}
/** Which classes a listing holds. */
export type ClassFilter = ListFilter<Class, ClassOwn>
/** Which chains a listing holds. */
export type ChainFilter = ListFilter<Chain, Omit<FilterOwn, 'action' | 'actions'>>
/** Which filters a listing holds. */
export type FilterFilter = ChainFilter & {
  /** Without their options. */
  readonly terse?: boolean | undefined
}
/** Which actions a listing holds. */
export interface ActionFilter extends CommonWords {
  readonly kind?: ActionKind | undefined
}

/** What a command answers: a listing, what was asked for by `get`, what was made where `echo` asks for it. */
export type TcReply<C> = C extends QdiscListing
  ? Dump<Qdisc>
  : C extends ClassListing
    ? Dump<Class>
    : C extends FilterListing
      ? Dump<Filter>
      : C extends ChainListing
        ? Dump<Chain>
        : C extends ActionListing
          ? Dump<ListedAction>
          : Promise<MadeBy<C> | (C extends `get${string}` ? never : undefined)>
type MadeBy<C> = C extends QdiscCommand
  ? Qdisc
  : C extends ClassCommand
    ? Class
    : C extends FilterCommand
      ? Filter
      : C extends ChainCommand
        ? Chain
        : ListedAction
