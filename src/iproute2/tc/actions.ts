import type { Action, ActionHwStats } from '../../schema/tc/actions/action.ts'
import type { ActionMessage } from '../../schema/tc/tc.ts'
import type { JsonObject, Listing, Printing } from '../types.ts'
import { actionPrinters } from './actions/index.ts'
import { printStatistics } from './statistics.ts'

type Counting = ReturnType<typeof ActionHwStats.names>

/** How hardware counts, of a value and the bits of it that are meant. */
function counting(field: { readonly value: Counting; readonly selector: Counting } | undefined): readonly string[] | undefined {
  if (field === undefined) return undefined
  const meant = (['immediate', 'delayed'] as const).filter((one) => field.value.includes(one) && field.selector.includes(one))
  const others = field.value.some((one) => typeof one === 'number' && field.selector.includes(one))
  return meant.length === 0 && !others ? ['disabled'] : meant
}

/** The kind's own members; nat's printer says `type` in place of `kind`. Of a kind that tc does not know nothing at all. */
function ownMembers({ kind, options }: Action, printing: Printing): JsonObject {
  if (kind === undefined || !Object.hasOwn(actionPrinters, kind)) return {}
  if (options === undefined) return kind === 'nat' ? { type: kind } : { kind }
  return actionPrinters[kind as keyof typeof actionPrinters](options as never, printing)
}

function printAction(action: Action, order: number, printing: Printing, ofFilter: boolean): JsonObject {
  const { cookie, flags, hwStats, inHwCount, index, stats, usedHwStats } = action
  const members: Record<string, JsonObject[string]> = { order, ...ownMembers(action, printing) }
  if (printing.brief && index !== undefined) members['index'] = index
  if (printing.statistics && stats !== undefined) members['stats'] = printStatistics(stats)
  if (cookie !== undefined) members['cookie'] = cookie.reduce((text, byte) => text + byte.toString(16).padStart(2, '0'), '')
  for (const [word, member] of [
    ['no_percpu_stats', 'no_percpu'],
    ['skip_hw', 'skip_hw'],
    ['skip_sw', 'skip_sw'],
  ] as const)
    if (flags?.selector.includes(word) && (!ofFilter || word === 'no_percpu_stats')) members[member] = flags.value.includes(word)
  if (inHwCount !== undefined && !ofFilter && members['skip_hw'] !== true)
    Object.assign(members, inHwCount > 0 ? { in_hw: true, in_hw_count: inHwCount } : { not_in_hw: true })
  return { ...members, hw_stats: counting(hwStats), used_hw_stats: counting(usedHwStats) }
}

/**
 * Actions in their order, numbered from `from` on: the member `actions` of a filter, where it is the filter that tells
 * of hardware, and of a listing.
 */
export const printActions = (actions: readonly Action[], printing: Printing, from = 1, ofFilter = true): readonly JsonObject[] =>
  actions.map((action, at) => printAction(action, from + at, printing, ofFilter))

/** `tc -j actions ls` and `get`: for each message how many it has, and then what they are. */
export const listActions: Listing = (messages, printing) =>
  messages.flatMap((message) => {
    if (!/_(NEW|GET|DEL)ACTION$/.test(message.header.type as string)) return []
    const { actions, count = 0 } = message as unknown as ActionMessage
    const total = { 'total acts': count }
    // What is listed is numbered from 0 on, the one that `get` asks for from 1 on.
    return actions === undefined ? [total] : [total, { actions: printActions(actions, printing, count > 0 ? 0 : 1, false) }]
  })
