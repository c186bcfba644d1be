import { StatsRequest } from '../../schema/stats/stats.ts'
import { Dump } from '../connection/dump.ts'
import type { CallOptions, Context } from '../context.ts'
import { commandOf, isListing, statsCommands } from '../words/flags.ts'
import { type Fields, fieldsOf, joined, Links, noun, send, take, takeCall } from '../words/input.ts'
import type { Keep } from '../words/input-types.ts'
import { askedFor, choiceOf, cutter, hasSome } from './groups.ts'
import type { Stats, StatsCommand, StatsFilter, StatsParameters, StatsReply } from './types.ts'

/** Statistics: the request's keys, and people's words for them. */
const statsNoun = noun('stats', StatsRequest, {
  ...{ dev: 'dev', index: 'dev', ifindex: 'dev', group: 'group', subgroup: 'subgroup', suite: 'suite', l3Stats: 'l3Stats' },
})
const WORDS = [...Object.keys(statsCommands), 'dump']

/**
 * Statistics, as `ip stats`: `stats('show', { dev: 'eth0', group: 'offload', subgroup: 'l3_stats' })`, `stats('get', 'eth0')`,
 * `stats('set', 'eth0', { l3Stats: true })`.
 */
export function stats<C extends StatsCommand>(context: Context, command: C, ...parameters: StatsParameters<C>): StatsReply<C> {
  if (isListing(command, 'stats')) return getStats(context, ...(parameters as [StatsFilter])) as StatsReply<C>
  return one(context, command, parameters) as StatsReply<C>
}

async function one(context: Context, given: StatsCommand, parameters: readonly unknown[]): Promise<unknown> {
  const command = commandOf(given, 'stats', WORDS)
  const options = joined(['dev'], parameters)
  if (command === 'get') return (await asked(context, options))[0]
  const { fields, links, call } = prepared(options)
  wantLink(fields)
  const l3Stats = take(fields, 'l3Stats')
  if (l3Stats !== undefined) fields['setOffloadXstatsL3Stats'] = onOff(l3Stats)
  if (fields['setOffloadXstatsL3Stats'] === undefined) throw new TypeError("stats: what to set is not said: 'l3Stats' is wanted")
  for (const word of ['group', 'subgroup', 'suite'])
    if (fields[word] !== undefined) throw new TypeError(`stats: '${word}' is not to be set`)
  await send(context, statsCommands.set, { message: fields, links, call })
  return undefined
}

function onOff(value: unknown): number {
  if (value === true || value === 'on' || value === 1) return 1
  if (value === false || value === 'off' || value === 0) return 0
  throw new TypeError(`stats: l3Stats: true or false is wanted, not ${String(value)}`)
}

/** Words by their keys; the link's name is looked up before the request is sent. */
function prepared(options: object): { fields: Fields; links: Links; call: CallOptions } {
  const fields = fieldsOf(statsNoun, options)
  const call = takeCall(fields)
  const links = new Links()
  const dev = take(fields, 'dev')
  if (dev !== undefined)
    links.put('dev', dev, (index) => {
      fields['index'] = index
    })
  // Until the name is looked up, so that both know that a link is meant.
  if (dev !== undefined) fields['index'] ??= 0
  return { fields, links, call }
}

function wantLink(fields: Fields): void {
  if (fields['index'] === undefined) throw new TypeError("stats: which link is not said: 'dev' is wanted")
}

/** The statistics of one link. */
async function asked(context: Context, options: object): Promise<readonly Stats[]> {
  const { fields, links, call } = prepared(options)
  wantLink(fields)
  const choice = choiceOf(take(fields, 'group'), take(fields, 'subgroup'), take(fields, 'suite'))
  const message = Object.assign(fields, askedFor(choice))
  const found = await send<Stats>(context, statsCommands.get, { message, links, call })
  const cut = cutter(choice)
  return cut === undefined ? found : found.map(cut)
}

/**
 * Lists statistics: `getStats()` of all links, `getStats({ group: 'xstats', subgroup: 'bridge', suite: 'stp' })`,
 * `getStats({ dev: 'eth0', group: ['link', 'afstats'] })`, `getStats({ group: { link: true, offload: 'l3_stats' } })`.
 * The kernel filters by link, group and the subgroups of `offload`; what else is named is cut out here, and links that have
 * nothing of it are left out.
 */
export function getStats(context: Context, filter: StatsFilter | Keep<Stats> = {}): Dump<Stats> {
  const keep = typeof filter === 'function' ? filter : undefined
  const options: StatsFilter = typeof filter === 'function' ? {} : filter
  if (options.dev !== undefined || options.index !== undefined) return Dump.answer(() => asked(context, options))
  let cut: ((stats: Stats) => Stats) | undefined
  const dump = Dump.from<Stats>(async () => {
    const { fields, call } = prepared(options)
    const choice = choiceOf(take(fields, 'group'), take(fields, 'subgroup'), take(fields, 'suite'))
    cut = cutter(choice)
    const message = Object.assign(fields, askedFor(choice))
    return { dump: context.dump<Stats>({ type: 'RTM_GETSTATS', message, ...call, ...(keep === undefined ? {} : { keep }) }) }
  })
  return dump.flatMap((message) => {
    if (cut === undefined) return [message]
    const rest = cut(message)
    return hasSome(rest) ? [rest] : []
  })
}
