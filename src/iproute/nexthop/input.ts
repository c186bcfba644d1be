import { NexthopBucketMessage, NexthopMessage, NexthopOperationFlags } from '../../schema/nexthop.ts'
import { NexthopFlags } from '../../schema/route/enums.ts'
import { encapInto } from '../encap/encap.ts'
import { isAnswer, nexthopFromAnswer } from '../words/answers.ts'
import { type Fields, fieldsOf, Links, type Noun, noun, type Prepared, reading, take, takeCall } from '../words/input.ts'
import { familyNumber, familyOf, INET } from '../words/input-prefix.ts'
import { numberOf } from '../words/names.ts'
import { groupInto, resilientInto } from './group.ts'

/** Next hops: the table's keys, and people's words for them. */
export const nexthopNoun: Noun = noun('nexthop', NexthopMessage, {
  ...{ via: 'gateway', dev: 'oif', index: 'oif', proto: 'protocol', type: 'groupType', vrf: 'master', hwStats: 'hwStatsEnable' },
  ...{ onlink: 'onlink', buckets: 'buckets', idleTimer: 'idleTimer', unbalancedTimer: 'unbalancedTimer', stats: 'stats' },
})
/** Buckets of resilient groups. */
export const bucketNoun: Noun = noun('bucket', NexthopBucketMessage, { dev: 'oif', vrf: 'master', nhid: 'nhid', index: 'index' })

const flagsOf = (fields: Fields): number => reading('flags', () => NexthopFlags.bits((fields['flags'] ?? 0) as number))

/** Words that next hops and filters of them have in common. */
function wordsInto(fields: Fields, links: Links, purpose: 'add' | 'filter'): void {
  groupInto(fields)
  resilientInto(fields)
  encapInto(fields, links, purpose)
  for (const key of ['oif', 'master']) if (fields[key] !== null) links.replace(fields, key)
  if (fields['protocol'] !== undefined && fields['protocol'] !== null) fields['protocol'] = numberOf('rt_protos', fields['protocol'])
  if (typeof fields['hwStatsEnable'] === 'boolean') fields['hwStatsEnable'] = Number(fields['hwStatsEnable'])
  const onlink = take(fields, 'onlink')
  if (onlink === undefined) return
  if (typeof onlink !== 'boolean') throw new TypeError('nexthop: onlink: true or false is wanted')
  const { ONLINK } = NexthopFlags.constants
  fields['flags'] = onlink ? flagsOf(fields) | ONLINK : flagsOf(fields) & ~ONLINK
}

/** Groups have no family; all else has that of its gateway, IPv4 where it shows nowhere, as with `ip`. */
function familyInto(fields: Fields): void {
  const given = fields['family'] === undefined ? 0 : familyNumber(fields['family'])
  if (fields['group'] !== undefined) {
    if (given !== 0) throw new TypeError('nexthop: a group has no family; its members have')
    fields['family'] = 0
    return
  }
  const { gateway } = fields
  const own = typeof gateway === 'string' ? familyOf(gateway) : 0
  if (gateway !== undefined && own === 0) throw new TypeError(`nexthop: via: '${String(gateway)}' is not an IP address`)
  if (own !== 0 && given !== 0 && own !== given) throw new TypeError(`nexthop: via: '${String(gateway)}' is not of the family given`)
  fields['family'] = own || given || INET
}

/** The id, which deletions and lookups are by; the kernel takes nothing else in them (__nh_valid_get_del_req). */
export function idMessage(options: object): Prepared {
  const { id, stats, ...rest } = fieldsOf(nexthopNoun, options)
  const call = takeCall(rest)
  return { message: { id: wantId(id), ...operation(stats) }, links: new Links(), call }
}

function wantId(id: unknown): number {
  if (typeof id === 'number' && Number.isInteger(id) && id > 0 && id <= 0xffffffff) return id
  throw new TypeError(`nexthop: the id is ${id === undefined ? 'missing' : `a whole number above 0, not ${String(id)}`}`)
}

const { DUMP_STATS, DUMP_HW_STATS } = NexthopOperationFlags.constants
/** NHA_OP_FLAGS where counters are wanted; kernels before 6.9 refuse the attribute. */
function operation(stats: unknown): Fields {
  if (stats === undefined || stats === false) return {}
  if (stats === true) return { opFlags: DUMP_STATS }
  if (stats === 'hw') return { opFlags: DUMP_STATS | DUMP_HW_STATS }
  throw new TypeError(`nexthop: stats: true, false or 'hw' is wanted, not ${String(stats)}`)
}

/** A next hop to add or change. */
export function nexthopMessage(command: string, options: object): Prepared {
  const message = fieldsOf(nexthopNoun, options)
  const call = takeCall(message)
  const links = new Links()
  if (isAnswer(nexthopNoun, message)) nexthopFromAnswer(message)
  delete message['stats']
  if (command !== 'add') wantId(message['id'])
  const hasWay = ['group', 'blackhole', 'oif', 'fdb'].some((key) => message[key] !== undefined && message[key] !== false)
  if (!hasWay) throw new TypeError("nexthop: where it leads is missing: 'dev', 'blackhole', 'fdb' or 'group' is wanted")
  if (message['group'] === undefined) {
    const word = ['groupType', 'buckets', 'idleTimer', 'unbalancedTimer', 'resGroup'].find((key) => message[key] !== undefined)
    if (word !== undefined) throw new TypeError(`nexthop: '${word === 'groupType' ? 'type' : word}' is a word of groups`)
  }
  wordsInto(message, links, 'add')
  familyInto(message)
  return { message, links, call }
}

/** What a listing is filtered by: what the kernel is asked, and what is compared here. */
export interface Filtering extends Prepared {
  /** Filled when the names of links are {@link Links.found}. */
  asked(): Fields
}

/**
 * The kernel filters by family, link, master and groups, and refuses all else (nh_valid_dump_req in net/ipv4/nexthop.c). It
 * takes NHA_FDB too and passes over it (nh_dump_filtered).
 */
export function nexthopFilter(options: object): Filtering {
  const message = fieldsOf(nexthopNoun, options)
  const call = takeCall(message)
  const links = new Links()
  if (message['family'] !== undefined && message['family'] !== null) message['family'] = familyNumber(message['family'])
  const counters = operation(take(message, 'stats'))
  wordsInto(message, links, 'filter')
  const groups = take(message, 'groups')
  if (groups !== undefined && typeof groups !== 'boolean') throw new TypeError('nexthop: groups: true or false is wanted')
  const asked = (): Fields => {
    const { family, oif, master, fdb } = message
    delete message['master']
    return {
      ...(family ? { family } : {}),
      ...(oif ? { oif } : {}),
      ...(master ? { master } : {}),
      ...(groups === true ? { groups } : {}),
      ...(fdb === true ? { fdb } : {}),
      ...counters,
    }
  }
  if (groups === false) message['group'] = null
  return { message, links, call, asked }
}

/** What a listing of buckets is filtered by, all of it by the kernel (nh_valid_dump_bucket_req in net/ipv4/nexthop.c). */
export function bucketFilter(options: object): Prepared {
  const message = fieldsOf(bucketNoun, options)
  const call = takeCall(message)
  const links = new Links()
  const nhId = take(message, 'nhid')
  if (message['family'] !== undefined) message['family'] = familyNumber(message['family'])
  for (const key of ['oif', 'master']) links.replace(message, key)
  if (nhId !== undefined) message['resBucket'] = { nhId }
  return { message, links, call }
}

/** A bucket to look up. */
export function bucketMessage(options: object): Prepared {
  const message = fieldsOf(bucketNoun, options)
  const call = takeCall(message)
  const { id, index, resBucket } = message
  const place = index ?? (resBucket as Fields | undefined)?.['index']
  if (place === undefined) throw new TypeError("bucket: its 'index' in the group is missing")
  return { message: { id: wantId(id), resBucket: { index: place } }, links: new Links(), call }
}
