import { NexthopGroupType } from '../../schema/nexthop.ts'
import { type Fields, reading, take } from '../words/input.ts'

/** Ticks of the kernel's clock_t in a second (USER_HZ): what NHA_RES_GROUP has times in, on all architectures but alpha. */
const TICKS = 100
const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 }

/** Seconds, or `'500ms'`, `'5m'`, as ticks. */
function ticks(key: string, value: unknown): number {
  const match = typeof value === 'string' ? /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)?$/.exec(value) : undefined
  const seconds = match ? Number(match[1]) * (SECONDS[match[2] ?? 's'] ?? 1) : value
  if (typeof seconds !== 'number')
    throw new TypeError(`nexthop: ${key}: seconds or a time ('60s', '500ms') are wanted, not ${String(value)}`)
  const number = Math.round(seconds * TICKS)
  if (number >= 0 && number <= 0xffffffff) return number
  throw new RangeError(`nexthop: ${key}: ${String(value)} is not within 0 .. ${Math.floor(0xffffffff / TICKS)} seconds`)
}

const members = (text: string): Fields[] =>
  text.split('/').map((part) => {
    const match = /^(\d+)(?:,(\d+))?$/.exec(part)
    if (!match) throw new TypeError(`nexthop: group: '${text}' is not a group ('1/2', '1,10/2,20')`)
    return { id: Number(match[1]), weight: Number(match[2] ?? 1) }
  })

function member(value: unknown): Fields {
  if (typeof value === 'number') return { id: value, weight: 1 }
  if (typeof value === 'object' && value !== null) return { weight: 1, ...value }
  throw new TypeError(`nexthop: group: the id of a next hop or { id, weight } is wanted, not ${String(value)}`)
}

/** `'1,10/2,20'`, `[1, 2]` and `[{ id, weight }]` alike: the members of NHA_GROUP. */
export function groupInto(fields: Fields): void {
  const { group } = fields
  if (group === undefined || group === null) return
  if (typeof group === 'string') fields['group'] = members(group)
  else if (Array.isArray(group)) fields['group'] = group.map(member)
  else throw new TypeError(`nexthop: group: an array or '1/2,20' is wanted, not ${typeof group}`)
  if ((fields['group'] as object[]).length === 0) throw new TypeError('nexthop: group: it has no members')
}

const RESILIENT = ['buckets', 'idleTimer', 'unbalancedTimer']

/** Gathers the words of resilient groups under `resGroup`; in there times are the kernel's, 1/100 s. */
export function resilientInto(fields: Fields): void {
  const said = RESILIENT.filter((key) => fields[key] !== undefined)
  if (fields['groupType'] !== undefined && fields['groupType'] !== null)
    fields['groupType'] = reading('type', () => NexthopGroupType.number(fields['groupType'] as 'res'))
  if (said.length === 0) return
  const resilient: Fields = { ...(fields['resGroup'] as object | undefined) }
  for (const key of said) {
    const value = take(fields, key)
    if (resilient[key] !== undefined) throw new TypeError(`nexthop: '${key}' is given twice, in resGroup too`)
    resilient[key] = key === 'buckets' ? value : ticks(key, value)
  }
  const type = fields['groupType']
  if (type === undefined) fields['groupType'] = NexthopGroupType.constants.RES
  else if (type === NexthopGroupType.constants.MPATH)
    throw new TypeError(`nexthop: '${said[0]}' is a word of groups of type 'resilient', not 'mpath'`)
  fields['resGroup'] = resilient
}
