import { ActivityNotify, NeighbourExtendedFlags, NeighbourFlags, NeighbourMessage, NeighbourState } from '../../schema/neighbour.ts'
import { isAnswer, neighbourFromAnswer } from '../words/answers.ts'
import { type Fields, fieldsOf, Links, type Noun, noun, type Prepared, reading, take, takeCall } from '../words/input.ts'
import { familyNumber, familyOf, parsePrefix } from '../words/input-prefix.ts'
import { numberOf } from '../words/names.ts'

/** Words for one flag each, NTF_*. */
const FLAGS: Readonly<Record<string, number>> = {
  proxy: NeighbourFlags.constants.PROXY,
  router: NeighbourFlags.constants.ROUTER,
  externLearn: NeighbourFlags.constants.EXT_LEARNED,
  use: NeighbourFlags.constants.USE,
  sticky: NeighbourFlags.constants.STICKY,
  self: NeighbourFlags.constants.SELF,
  offloaded: NeighbourFlags.constants.OFFLOADED,
}
/** The same of NDA_FLAGS_EXT, for which ndm_flags has no room. */
const EXTENDED: Readonly<Record<string, number>> = {
  managed: NeighbourExtendedFlags.constants.MANAGED,
  externValid: NeighbourExtendedFlags.constants.EXT_VALIDATED,
}
const itself = (words: readonly string[]) => Object.fromEntries(words.map((word) => [word, word]))

/** Words for NDA_FDB_EXT_ATTRS, and what each puts there (linux/neighbour.h). */
const ACTIVITY: Readonly<Record<string, Fields>> = {
  activityNotify: { activityNotify: ActivityNotify.constants.BIT },
  inactive: { activityNotify: ActivityNotify.constants.INACTIVE_BIT },
  norefresh: { dontRefresh: true },
}

/** Neighbours: the table's keys, and people's words for them. */
export const neighbourNoun: Noun = noun('neighbour', NeighbourMessage, {
  ...{ dev: 'index', to: 'dst', address: 'dst', nud: 'state' },
  ...itself([...Object.keys(FLAGS), ...Object.keys(EXTENDED)]),
})
/** Entries of forwarding databases: the same message, other words. */
export const entryNoun: Noun = noun('fdb entry', NeighbourMessage, {
  ...{ dev: 'index', address: 'lladdr', mac: 'lladdr', via: 'ifindex', nhid: 'nhId', bridge: 'bridge', brport: 'ifindex' },
  // How a bridge calls NTF_USE in a flush (br_fdb.c: BR_FDB_ADDED_BY_USER).
  addedByUser: 'use',
  ...itself([...Object.keys(FLAGS), ...Object.keys(EXTENDED), ...Object.keys(ACTIVITY)]),
})

const flagsOf = (fields: Fields): number => reading('flags', () => NeighbourFlags.bits((fields['flags'] ?? 0) as number))

/** Turns `router: true` and its like into bits of ndm_flags; answers the bits that were spoken of. */
function flagsInto(fields: Fields): number {
  let bits = flagsOf(fields)
  let spoken = 0
  for (const [word, bit] of Object.entries(FLAGS)) {
    const on = take(fields, word)
    if (on === undefined) continue
    if (typeof on !== 'boolean') throw new TypeError(`${word}: true or false is wanted`)
    spoken |= bit
    bits = on ? bits | bit : bits & ~bit
  }
  if (bits !== 0 || fields['flags'] !== undefined) fields['flags'] = bits
  for (const [word, bit] of Object.entries(EXTENDED)) {
    const on = take(fields, word)
    if (on === undefined) continue
    if (typeof on !== 'boolean') throw new TypeError(`${word}: true or false is wanted`)
    const extended = reading('flagsExt', () => NeighbourExtendedFlags.bits((fields['flagsExt'] ?? 0) as number))
    fields['flagsExt'] = on ? extended | bit : extended & ~bit
  }
  return spoken
}

const { PERMANENT, NOARP, REACHABLE, NONE } = NeighbourState.constants

/** A neighbour to add, change, delete or look at. */
export function neighbourMessage(command: string, options: object): Prepared {
  const message = fieldsOf(neighbourNoun, options)
  const call = takeCall(message)
  const links = new Links()
  if (isAnswer(neighbourNoun, message)) neighbourFromAnswer(message)
  if (message['dst'] === undefined) throw new TypeError('neighbour: the address is missing')
  const managed = message['managed'] === true
  flagsInto(message)
  const proxy = (flagsOf(message) & NeighbourFlags.constants.PROXY) !== 0
  // Only the proxies of all links have none (pneigh_lookup with a null device).
  if (message['index'] === undefined && !proxy) throw new TypeError("neighbour: the link is missing: 'index' or 'dev' is wanted")
  for (const key of ['index', 'master']) links.replace(message, key)
  message['family'] = message['family'] === undefined ? familyOf(String(message['dst'])) : familyNumber(message['family'])
  if (message['protocol'] !== undefined) message['protocol'] = numberOf('rt_protos', message['protocol'])
  // As iproute2; the kernel takes a lookup only without (neigh_valid_get_req in net/core/neighbour.c).
  if (command === 'get') delete message['state']
  else message['state'] ??= managed ? NONE : PERMANENT
  return { message, links, call }
}

/** States of an entry as `bridge fdb` says them: all are NOARP, for nobody asks for them (fdb_modify in bridge/fdb.c). */
const ENTRY_STATES: Readonly<Record<string, number>> = {
  permanent: NOARP | PERMANENT,
  local: NOARP | PERMANENT,
  static: NOARP | REACHABLE,
  temp: NOARP | REACHABLE,
  dynamic: REACHABLE,
}

/** `master: true` is NTF_MASTER, the entry of the bridge; an index or a name is NDA_MASTER. */
function masterInto(fields: Fields): void {
  if (typeof fields['master'] !== 'boolean') return
  const { MASTER } = NeighbourFlags.constants
  const on = take(fields, 'master') === true
  fields['flags'] = on ? flagsOf(fields) | MASTER : flagsOf(fields) & ~MASTER
}

/** Turns `activityNotify: true` and its like into NDA_FDB_EXT_ATTRS. */
function activityInto(fields: Fields): void {
  for (const [word, said] of Object.entries(ACTIVITY)) {
    const on = take(fields, word)
    if (on === undefined) continue
    if (typeof on !== 'boolean') throw new TypeError(`${word}: true or false is wanted`)
    if (!on) continue
    const attributes = (fields['fdbExtAttrs'] ?? {}) as Fields
    const bits = reading('activityNotify', () => ActivityNotify.bits((attributes['activityNotify'] ?? 0) as number))
    const more = said['activityNotify'] as number | undefined
    fields['fdbExtAttrs'] = { ...attributes, ...said, ...(more === undefined ? {} : { activityNotify: bits | more }) }
  }
}

/** The words that entries and filters of entries have in common; answers the flags that were spoken of. */
function entryWords(fields: Fields, links: Links): number {
  fields['family'] = fields['family'] === undefined ? 7 : familyNumber(fields['family'])
  masterInto(fields)
  activityInto(fields)
  const spoken = flagsInto(fields)
  for (const key of ['index', 'ifindex', 'master']) links.replace(fields, key)
  if (fields['protocol'] !== undefined) fields['protocol'] = numberOf('rt_protos', fields['protocol'])
  return spoken
}

/** An entry of a forwarding database to add, change, delete or look at. */
export function entryMessage(command: string, options: object): Prepared {
  const message = fieldsOf(entryNoun, options)
  const call = takeCall(message)
  const links = new Links()
  if (isAnswer(entryNoun, message)) entryFromAnswer(message)
  delete message['bridge']
  if (message['index'] === undefined) throw new TypeError("fdb entry: the link is missing: 'index' or 'dev' is wanted")
  if (command !== 'flush' && message['lladdr'] === undefined) throw new TypeError('fdb entry: the link address is missing')
  const spoken = entryWords(message, links)
  const { SELF, MASTER } = NeighbourFlags.constants
  if ((flagsOf(message) & (SELF | MASTER)) === 0) message['flags'] = flagsOf(message) | SELF
  const state = message['state']
  if (command === 'flush') flushMasks(message, state, spoken & ~SELF)
  else if (command === 'get') delete message['state']
  else message['state'] = typeof state === 'string' && state in ENTRY_STATES ? ENTRY_STATES[state] : (state ?? ENTRY_STATES['permanent'])
  return { message, links, call }
}

/** An answer's state is that of the entry (`permanent`, `noarp`, `reachable`); a request's is NOARP besides. */
function entryFromAnswer(fields: Fields): void {
  const state = NeighbourState.bits(fields['state'] as number)
  neighbourFromAnswer(fields)
  fields['state'] = (state & PERMANENT) !== 0 ? 'permanent' : (state & NOARP) !== 0 ? 'static' : 'dynamic'
  delete fields['linkNetnsid']
  // The kernel tells the bridge of a port here, and takes it from the port.
  if (typeof fields['master'] === 'number') {
    delete fields['master']
    if ((flagsOf(fields) & NeighbourFlags.constants.SELF) === 0) fields['flags'] = flagsOf(fields) | NeighbourFlags.constants.MASTER
  }
}

/** A flush takes the entries whose state and flags are those asked for, of the bits in the masks (br_fdb_delete_bulk). */
function flushMasks(message: Fields, state: unknown, spoken: number): void {
  if (state === 'permanent' || state === 'local') Object.assign(message, { state: PERMANENT, ndmStateMask: PERMANENT })
  else if (state === 'static' || state === 'temp') Object.assign(message, { state: NOARP, ndmStateMask: NOARP | PERMANENT })
  else if (state === 'dynamic') Object.assign(message, { state: NONE, ndmStateMask: NOARP | PERMANENT })
  if (spoken !== 0) message['ndmFlagsMask'] ??= spoken
}

/** What a listing of neighbours is filtered by. */
export function neighbourFilter(noun: Noun, options: object): Prepared {
  const message = fieldsOf(noun, options)
  const call = takeCall(message)
  const links = new Links()
  if (noun === entryNoun) {
    const state = message['state']
    if (typeof state === 'string' && state in ENTRY_STATES)
      message['state'] = state === 'static' || state === 'temp' ? NOARP : ENTRY_STATES[state]
    if (state === 'permanent' || state === 'local') message['state'] = PERMANENT
    entryWords(message, links)
    if (message['bridge'] !== undefined) links.replace(message, 'bridge')
    return { message, links, call }
  }
  if (message['family'] !== undefined) message['family'] = familyNumber(message['family'])
  const { dst } = message
  if (typeof dst === 'string' && dst.includes('/')) message['family'] ??= parsePrefix('to', dst).family
  flagsInto(message)
  for (const key of ['index', 'master']) if (message[key] !== null) links.replace(message, key)
  if (message['protocol'] !== undefined && message['protocol'] !== null) message['protocol'] = numberOf('rt_protos', message['protocol'])
  return { message, links, call }
}
