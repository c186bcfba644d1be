import { handleNumber, TC_H } from '../../schema/tc/classid.ts'
import { FilterMessage } from '../../schema/tc/tc.ts'
import { Dump } from '../connection/dump.ts'
import type { CallOptions, Context } from '../context.ts'
import { both, keepOf } from '../words/answers-filter.ts'
import { type Fields, fieldsOf, joined, Links, type Noun, noun, picked, reading, take, takeCall } from '../words/input.ts'
import type { Keep } from '../words/input-types.ts'
import { kindNames } from './kinds.ts'
import { chainNoun, classNoun, filterWords, MAGIC_BLOCK, PLACES, qdiscNoun } from './message.ts'
import type { Chain, Class, Filter, ListedAction, Qdisc } from './types.ts'

interface Asked<M> {
  readonly fields: Fields
  readonly call: CallOptions
  readonly keep: Keep<M> | undefined
}

/** The parameters of a listing: by their position, as a filter, or as a function. `null` and undefined are as good as absent. */
async function asked<M>(context: Context, of: Noun, parameters: readonly unknown[]): Promise<Asked<M>> {
  const keep = parameters.find((one) => typeof one === 'function') as Keep<M> | undefined
  const rest = parameters.filter((one) => typeof one !== 'function')
  const fields = fieldsOf(of, joined(['index', 'handle', 'parent'], rest))
  const call = takeCall(fields)
  const links = new Links()
  // The reference page's default for "all" is 0.
  for (const key of ['index', 'handle', 'parent']) if (fields[key] === 0 || fields[key] === null) delete fields[key]
  links.replace(fields, 'index')
  await links.found(context, call)
  return { fields, call, keep }
}

/** What stays of the answers: what the filter says, and what the function wants. */
function kept<M>(of: Noun, { fields, keep }: Asked<M>, more: readonly string[]): Keep<M> | undefined {
  const compared: Fields = { ...fields }
  for (const key of more) delete compared[key]
  return both(keepOf<M>(of, compared), keep)
}

/**
 * Lists queueing disciplines: all, those of a link (`getQdiscs(2)`, `getQdiscs('eth0')`), or what a filter or function
 * finds. The kernel tells of all links always (tc_dump_qdisc in net/sched/sch_api.c), the rest is left out here.
 */
export function getQdiscs(context: Context, ...parameters: readonly unknown[]): Dump<Qdisc> {
  return Dump.from(async () => {
    const found = await asked<Qdisc>(context, qdiscNoun, parameters)
    const message = picked(found.fields, ['dumpInvisible'])
    const keep = kept(qdiscNoun, found, ['dumpInvisible'])
    return { dump: context.dump<Qdisc>({ type: 'RTM_GETQDISC', message, ...found.call, keep }) }
  })
}

/** The links that have queueing disciplines of their own: those whose classes and filters can be asked for. */
async function placesOf(context: Context, index: unknown, call: CallOptions): Promise<ReadonlyMap<number, readonly Qdisc[]>> {
  const found = new Map<number, Qdisc[]>()
  const filter = index === undefined ? call : { index, ...call }
  for (const one of await getQdiscs(context, filter)) {
    const list = found.get(one.index)
    if (list === undefined) found.set(one.index, [one])
    else list.push(one)
  }
  return found
}

/** Kinds whose classes have filters of their own (tcf_block in net/sched/sch_htb.c, sch_hfsc.c). */
const CLASSFUL = new Set<unknown>(['htb', 'hfsc'])

/**
 * Lists classes: of all links, of one, or what a filter or function finds. `parent` is a class, whose children are
 * listed, `'root'`, or a queueing discipline (`'1:'`), of which all classes are, as tc(8) does.
 */
export function getClasses(context: Context, ...parameters: readonly unknown[]): Dump<Class> {
  return Dump.all(async () => {
    const found = await asked<Class>(context, classNoun, parameters)
    const { index, parent } = found.fields
    const indexes = index === undefined ? [...(await placesOf(context, undefined, found.call)).keys()] : [index]
    const number = parent === undefined ? TC_H.ROOT : reading('parent', () => handleNumber(parent))
    // The kernel compares the major number alone (tc_dump_tclass in net/sched/sch_api.c). A queueing discipline's own
    // classes tell 'root' as their parent.
    const whole = (number & 0xffff) === 0
    const all = kept(classNoun, found, whole ? ['index', 'parent'] : ['index'])
    const keep = whole ? both<Class>((one) => handleNumber(one.handle) >>> 16 === number >>> 16, all) : all
    const message = number === TC_H.ROOT ? {} : { parent: number }
    return indexes.map((one) => context.dump<Class>({ type: 'RTM_GETTCLASS', message: { index: one, ...message }, ...found.call, keep }))
  })
}

/** The parents that filters of a link may hang on: each queueing discipline, both sides of clsact, classes with filters of their own. */
async function parentsOf(context: Context, qdiscs: readonly Qdisc[], classes: boolean, call: CallOptions): Promise<number[]> {
  const parents = qdiscs.flatMap(({ kind, handle }) => {
    const number = handleNumber(handle)
    if (kind === 'clsact') return [PLACES['ingress'] as number, PLACES['egress'] as number]
    return number === 0 ? [] : [number]
  })
  const [first] = qdiscs
  if (!classes || first === undefined || !qdiscs.some(({ kind }) => CLASSFUL.has(kind))) return parents
  const found = await getClasses(context, { index: first.index, ...call })
  return [...parents, ...found.filter(({ kind }) => CLASSFUL.has(kind)).map(({ handle }) => handleNumber(handle))]
}

/** Filters or chains: of a block, of one parent, or of everything on a link, or on all. */
function hanging<M>(context: Context, type: string, of: Noun, classes: boolean, parameters: readonly unknown[]): Dump<M> {
  return Dump.all(async () => {
    const found = await asked<M>(context, of, parameters)
    const { fields, call } = found
    const terse = take(fields, 'terse') === true
    const block = take(fields, 'block')
    const chain = picked(fields, ['chain'])
    const flags = terse ? { dumpFlags: { value: ['terse'], selector: ['terse'] } } : {}
    const one = (index: unknown, parent: unknown, keep: Keep<M> | undefined): Dump<M> =>
      context.dump<M>({ type, message: { index, parent, ...chain, ...flags }, ...call, keep })
    if (block !== undefined) return [one(MAGIC_BLOCK, block, kept(of, found, ['chain', 'dumpFlags']))]
    const keep = kept(of, found, ['index', 'parent', 'chain', 'dumpFlags'])
    const { index, parent } = fields
    if (parent !== undefined) {
      const number =
        typeof parent === 'string' && Object.hasOwn(PLACES, parent) ? PLACES[parent] : reading('parent', () => handleNumber(parent))
      const indexes = index === undefined ? [...(await placesOf(context, undefined, call)).keys()] : [index]
      return indexes.map((at) => one(at, number, keep))
    }
    const dumps: Dump<M>[] = []
    for (const [at, qdiscs] of await placesOf(context, index, call)) {
      for (const place of await parentsOf(context, qdiscs, classes, call)) dumps.push(one(at, place, keep))
    }
    return dumps
  })
}

/**
 * Lists filters: of all links; of one (`getFilters(2)`), whatever they hang on; of one parent (`getFilters(2, 0, '1:')`,
 * `getFilters({ dev: 'eth0', parent: 'ingress' })`); of a shared block (`{ block: 22 }`). `terse` leaves options out.
 * As tc(8), the kernel also tells of each priority itself, with handle 0 and without options.
 */
export const getFilters = (context: Context, ...parameters: readonly unknown[]): Dump<Filter> =>
  hanging(context, 'RTM_GETTFILTER', filterListNoun, true, parameters)

/** Lists chains, by the parameters of {@link getFilters}. */
export const getChains = (context: Context, ...parameters: readonly unknown[]): Dump<Chain> =>
  hanging(context, 'RTM_GETCHAIN', chainNoun, false, parameters)

/** Filters to list: besides their own words, whether to leave the options out. */
const filterListNoun: Noun = noun('tc', FilterMessage, { ...filterWords, terse: 'terse' })

/**
 * Lists actions of a kind, or of all kinds the tables know: those that stand by themselves and those of filters.
 * Each message of the kernel holds up to 32; here they come one by one.
 */
export function getActions(context: Context, ...parameters: readonly unknown[]): Dump<ListedAction> {
  return Dump.all(async () => {
    const keep = parameters.find((one) => typeof one === 'function') as Keep<ListedAction> | undefined
    const fields: Fields = {
      ...joined(
        ['kind'],
        parameters.filter((one) => typeof one !== 'function'),
      ),
    }
    const call = takeCall(fields)
    const { kind, ...rest } = fields
    const [wrong] = Object.keys(rest)
    if (wrong !== undefined) throw new TypeError(`tc: '${wrong}' is not an option of a listing of actions ('kind')`)
    const kinds = kind === undefined ? kindNames('action') : [kind]
    const flags = { value: ['large_dump_on'], selector: ['large_dump_on'] }
    return kinds.map((one) => {
      const dump = context.dump<{ readonly actions?: readonly ListedAction[] }>({
        type: 'RTM_GETACTION',
        message: { actions: [{ kind: one }], flags },
        ...call,
      })
      return dump.flatMap(({ actions = [] }) => (keep === undefined ? actions : actions.filter(keep)))
    })
  })
}
