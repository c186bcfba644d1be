// Showing and changing, the same for all nouns: what differs is in commands/NOUN.ts.
import type { Dump } from '../iproute/connection/dump.ts'
import type { IPRoute } from '../iproute/iproute.ts'
import { nearest } from '../netlink/names.ts'
import { type Call, type Run, UsageError } from './command.ts'
import { flatWords, wrapped } from './flat.ts'
import type { Cell, Row } from './table.ts'
import { type Grammar, type Options, optionsOf } from './words.ts'

/** What a row may ask. */
export interface See {
  /** The name of a link. */
  name(index: number | undefined): string
  readonly details: boolean
  /** How many times -s. */
  readonly statistics: number
}

/** One column: its title, and what stands in it of a message. */
export type Column<M> = readonly [title: string, cell: (one: M, see: See) => Cell | number | undefined]

/** A noun on the command line. */
export interface NounView<M extends object> {
  /** The method of the API. */
  readonly method: string
  /** What the API's commands end with: `-class` of tc. */
  readonly suffix?: string
  readonly columns: readonly Column<M>[]
  /** Keys that the columns tell of. The others follow with -d, or always where `whole` says so. */
  readonly told: readonly string[]
  readonly whole?: boolean
  /** Lines of counters. */
  counters?(one: M, see: See): readonly string[]
  /** Positions, by command where it matters. */
  readonly positional?: (command: string) => readonly string[]
  readonly pairs?: Grammar['pairs']
  readonly flags?: Grammar['flags']
  /** What `-4` and `-6` mean; undefined: no listing of this noun has a family. */
  readonly families?: readonly [inet: string, inet6: string]
  /** What is listed where nothing is said. */
  list?(ip: IPRoute, filter: Options): Dump<M> | Promise<M>
  /** What is shown of what was listed. */
  keep?(one: M, filter: Options): boolean
  /** What `-j` prints: tool and object of iproute2. Without one `-j` is `--native`. */
  readonly iproute2?: readonly [tool: 'ip' | 'tc' | 'bridge', object: string] | undefined
  /** The options of the API, from those of the command line: a kind is tc's second parameter. */
  call?(command: string, options: Options): readonly unknown[]
  /** Commands that this noun has alone, by the word. */
  readonly own?: Readonly<Record<string, Run>>
}

const SHOWING = ['show', 'list', 'ls', 'dump']
const CHANGING = [
  ...['add', 'set', 'change', 'chg', 'replace', 'delete', 'del', 'get', 'append', 'prepend', 'test', 'flush', 'ensure', 'absent'],
  ...['add-property', 'delete-property', 'set-global', 'delete-global', 'get-bucket', 'dump-bucket', 'tables'],
]
/** Words of iproute2 that take the next one, for all nouns. */
const PAIRS: Readonly<Record<string, string>> = {
  ...{
    dev: 'dev',
    master: 'master',
    type: 'kind',
    kind: 'kind',
    table: 'table',
    family: 'family',
    protocol: 'protocol',
    proto: 'protocol',
  },
  ...{ via: 'via', src: 'src', metric: 'metric', priority: 'priority', pref: 'priority', scope: 'scope', mtu: 'mtu', nhid: 'nhid' },
  ...{ parent: 'parent', handle: 'handle', classid: 'classid', prio: 'prio', chain: 'chain', block: 'block' },
  ...{ netns: 'netns', vid: 'vid', vni: 'vni', dst: 'dst', lladdr: 'lladdr', nud: 'nud', id: 'id', group: 'group', label: 'label' },
  ...{ from: 'from', to: 'to', oif: 'oif', iif: 'iif', port: 'port', grp: 'grp', prefix: 'prefix', name: 'name', vrf: 'vrf' },
}

type Method = (command: string, ...parameters: readonly unknown[]) => unknown
const methodOf = (ip: IPRoute, { method }: { readonly method: string }): Method => {
  const found = (ip as unknown as Readonly<Record<string, Method>>)[method]
  if (found === undefined) throw new TypeError(`IPRoute has no method ${method}`)
  return found.bind(ip)
}

/** The command, `show` where there is none, and the words behind it. */
function commandOf(words: readonly string[], own: readonly string[], pairs: Grammar['pairs']): readonly [string, readonly string[]] {
  const [first, ...rest] = words
  if (first === undefined) return ['show', []]
  if ([...SHOWING, ...CHANGING, ...own].includes(first)) return [SHOWING.includes(first) ? 'show' : first, rest]
  if (first.includes('=') || Object.hasOwn(pairs ?? {}, first)) return ['show', words]
  const guess = nearest(first, [...SHOWING, ...CHANGING, ...own])
  if (guess !== undefined) throw new UsageError(`there is no command '${first}'; did you mean '${guess}'?`)
  return ['show', words]
}

function familyOf<M extends object>({ options }: Call, { families }: NounView<M>): Options {
  const six = options['ipv6-only'] !== undefined
  if (!six && options['ipv4-only'] === undefined) return {}
  if (families === undefined) throw new UsageError(`${six ? '-6' : '-4'}: these have no family`)
  return { family: families[six ? 1 : 0] }
}

/** Names of links by index, those of the namespace that is looked at. */
export async function linkNames(ip: IPRoute): Promise<ReadonlyMap<number, string>> {
  const found = await ip.getLinks({ extMask: ['skip_stats'] })
  return new Map(found.map(({ index, ifname }) => [index, ifname ?? String(index)]))
}

/** Rows that are printed at once. */
const PAGE = 500

const cellOf = (cell: Cell | number | undefined): Cell => (typeof cell === 'number' ? String(cell) : (cell ?? ''))

/** In a line of a table nobody wants to read what is not set. */
const isWorthIt = (word: string): boolean => !/=(?:0|0:|unspec|none|4294967295|)$|^cacheinfo\./.test(word)

function rowOf<M extends object>(view: NounView<M>, one: M, see: See, width: number): Row {
  const cells = view.columns.map(([, cell]) => cellOf(cell(one, see)))
  const rest =
    view.whole || see.details
      ? flatWords(one, new Set([...view.told, 'header', 'family'])).filter((word) => see.details || isWorthIt(word))
      : []
  const below = see.statistics > 0 ? (view.counters?.(one, see) ?? []) : []
  // What is short enough stands in the line itself.
  if (view.whole && !see.details) return { cells: [...cells, rest.map((word) => word.replace(/^options\./, '')).join(' ')], below }
  return { cells, below: [...below, ...wrapped(rest, width)] }
}

/** Prints messages as they come, as a table or as JSON. */
async function print<M extends object>(
  call: Call,
  view: NounView<M>,
  ip: IPRoute,
  messages: AsyncIterable<M> | Iterable<M>,
): Promise<void> {
  const { out, options, style } = call
  if (options['native'] !== undefined || (options['json'] !== undefined && view.iproute2 === undefined)) {
    const { printNative } = await import('./native.ts')
    return printNative(call, messages)
  }
  const { Table } = await import('./table.ts')
  const names = await linkNames(ip)
  const see: See = {
    name: (index) => (index === undefined || index === 0 ? '' : (names.get(index) ?? `if${index}`)),
    details: options['details'] !== undefined,
    statistics: Number(options['statistics'] ?? 0),
  }
  const head = [...view.columns.map(([title]) => title), ...(view.whole && !see.details ? ['more'] : [])]
  const table = new Table({ head, style, columns: out.columns })
  const width = (out.columns ?? 120) - 4
  let rows: Row[] = []
  for await (const one of messages) {
    rows.push(rowOf(view, one, see, width))
    if (rows.length < PAGE) continue
    await out.write(table.page(rows))
    rows = []
  }
  await out.write(table.page(rows))
}

/** The filter that words and options of a listing mean. */
function filterOf<M extends object>(call: Call, view: NounView<M>, words: readonly string[]): Options {
  const positional = view.positional?.('show') ?? []
  const filter = optionsOf(words, { positional, pairs: { ...PAIRS, ...view.pairs }, ...(view.flags && { flags: view.flags }) })
  return { ...familyOf(call, view), ...filter }
}

async function show<M extends object>(call: Call, view: NounView<M>, words: readonly string[]): Promise<void> {
  if (call.options['json'] !== undefined && call.options['native'] === undefined && view.iproute2 !== undefined) {
    const { printJson } = await import('./iproute2-json.ts')
    return printJson(call, view.iproute2, words)
  }
  const filter = filterOf(call, view, words)
  const ip = await call.ip()
  const { suffix = '' } = view
  const found = view.list?.(ip, filter) ?? (methodOf(ip, view)(`show${suffix}`, filter) as Dump<M>)
  const messages = Symbol.asyncIterator in found ? found : [await found]
  await print(call, view, ip, view.keep === undefined ? messages : kept(messages, (one) => view.keep?.(one, filter) ?? true))
}

async function* kept<M>(messages: AsyncIterable<M> | Iterable<M>, keep: (one: M) => boolean): AsyncGenerator<M> {
  for await (const one of messages) if (keep(one)) yield one
}

/** What a command answered: a word, a count, messages. */
async function answer<M extends object>(call: Call, view: NounView<M>, ip: IPRoute, command: string, reply: unknown): Promise<void> {
  if (reply === undefined) return
  if (typeof reply === 'string') return call.out.write(`${reply}\n`)
  if (typeof reply === 'number') return call.out.write(command === 'flush' ? `${reply} removed\n` : `${reply}\n`)
  if (typeof reply !== 'object' || reply === null) return
  const asked = command.startsWith('get') || command.startsWith('dump') || command === 'tables' || call.options['native'] !== undefined
  if (!asked) return
  await print(call, { ...view, iproute2: undefined }, ip, Symbol.asyncIterator in reply ? (reply as Dump<M>) : ([reply].flat() as M[]))
}

async function change<M extends object>(call: Call, view: NounView<M>, command: string, words: readonly string[]): Promise<void> {
  const positional = view.positional?.(command) ?? []
  const given = optionsOf(words, { positional, pairs: { ...PAIRS, ...view.pairs }, ...(view.flags && { flags: view.flags }) })
  const name = `${command}${view.suffix ?? ''}`
  const parameters = view.call?.(command, given) ?? [given]
  if (call.options['dry-run'] === undefined) {
    const ip = await call.ip()
    return answer(call, view, ip, command, await methodOf(ip, view)(name, ...parameters))
  }
  const { heldBack } = await import('./tap.ts')
  const told: string[] = []
  const ip = await call.ip(heldBack((text) => told.push(text)))
  try {
    await methodOf(ip, view)(name, ...parameters)
  } catch (error) {
    // What was not made cannot be found.
    if (told.length === 0) throw error
  }
  await call.out.write(told.length === 0 ? 'nothing would be sent\n' : `${told.join('\n\n')}\n`)
}

/** The command of a noun: shows where the first word is no command. */
export const nounRun =
  <M extends object>(view: NounView<M>): Run =>
  async (call) => {
    const [command, words] = commandOf(call.words, Object.keys(view.own ?? {}), { ...PAIRS, ...view.pairs })
    const own = view.own?.[command]
    if (own !== undefined) return own({ ...call, words })
    if (command === 'show') await show(call, view, words)
    else await change(call, view, command, words)
    return undefined
  }
