import { Dump } from '../connection/dump.ts'
import type { Context } from '../context.ts'
import type { LinkReference } from '../words/input-types.ts'
import { type TcCommandParts, tcCommand } from './commands.ts'
import type { TcTree } from './tree.ts'
import type { Chain, Class, Filter, ListedAction, Qdisc, TcCommand, TcReply } from './types.ts'

type Whole = typeof import('./whole.ts')
/** People's words for some seventy kinds are a third of the library, and most programs have no use for them: loaded with the first call. */
let whole: Whole | undefined
const load = async (): Promise<Whole> => {
  whole ??= await import('./whole.ts')
  return whole
}

type Listings = Pick<Whole, 'getQdiscs' | 'getClasses' | 'getFilters' | 'getChains' | 'getActions'>

const listing =
  <M>(name: keyof Listings) =>
  (context: Context, ...parameters: readonly unknown[]): Dump<M> => {
    if (whole !== undefined) return whole[name](context, ...parameters) as Dump<unknown> as Dump<M>
    return Dump.from(async () => ({ dump: (await load())[name](context, ...parameters) as Dump<unknown> as Dump<M> }))
  }

/** See listings.ts. */
export const getQdiscs = listing<Qdisc>('getQdiscs')
export const getClasses = listing<Class>('getClasses')
export const getFilters = listing<Filter>('getFilters')
export const getChains = listing<Chain>('getChains')
export const getActions = listing<ListedAction>('getActions')
const LISTINGS = { qdisc: getQdiscs, class: getClasses, filter: getFilters, chain: getChains, action: getActions } as const

/**
 * Traffic control, as tc(8) and the reference page have it: `tc('add', 'htb', index, '1:', { default: '20' })`,
 * `tc('add-class', 'htb', index, '1:10', { parent: '1:1', rate: '192kbit' })`,
 * `tc('add-filter', 'u32', index, { parent: '1:', prio: 10, protocol: 'ip', target: '1:10', keys: ['0x0006/0x00ff+8'] })`.
 * The options of a kind stand beside the other words, or under `options`; what a listing answered is input too.
 */
export function tc<C extends TcCommand>(context: Context, command: C, ...parameters: readonly unknown[]): TcReply<C> {
  let parts: TcCommandParts
  try {
    parts = tcCommand(command)
  } catch (error) {
    return Promise.reject(error) as TcReply<C>
  }
  if (parts.verb === 'dump') return LISTINGS[parts.object](context, ...parameters) as TcReply<C>
  const made = whole?.change(context, parts, parameters) ?? load().then(({ change }) => change(context, parts, parameters))
  return made as TcReply<C>
}

/** The tree of a link's queueing disciplines, classes and filters. */
export const tcTree = async (context: Context, reference: LinkReference): Promise<TcTree> => (await load()).tcTree(context, reference)
