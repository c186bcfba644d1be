import { GlobalVlan, Vlan } from '../../schema/bridge/vlan.ts'
import { MessageType } from '../../schema/enums.ts'
import { BridgeFlags, BridgeVlanFlags } from '../../schema/link/bridge-spec.ts'
import { isAnswer } from '../words/answers.ts'
import { type Fields, fieldsOf, Links, type Noun, noun, type Prepared, reading, take, takeCall } from '../words/input.ts'
import { rangeOf } from '../words/ranges.ts'

/** linux/socket.h */
export const AF_BRIDGE = 7
/** The last VLAN; 0 and 4095 are no VLANs (br_vlan_valid_id in net/bridge/br_private.h), and the kernel says so. */
const LAST_VID = 4095
/** VNIs have 24 bits. */
const LAST_TUNNEL = 0xffffff

const itself = (...words: string[]): Readonly<Record<string, string>> => Object.fromEntries(words.map((word) => [word, word]))

/** VLANs of ports and bridges: the keys of a flat entry, and people's words for them. */
export const vlanNoun: Noun = noun('vlan', Vlan, { dev: 'index', ...itself('pvid', 'untagged', 'self', 'master', 'tunnelId') })

const INTERVALS = ['LastMember', 'Membership', 'Querier', 'Query', 'QueryResponse', 'StartupQuery']
/** Global options: the keys of a flat entry, and iproute2's words for them. */
export const globalNoun: Noun = noun('vlan', GlobalVlan, {
  ...{ dev: 'index', mcastLastMemberCount: 'mcastLastMemberCnt', mcastStartupQueryCount: 'mcastStartupQueryCnt' },
  ...Object.fromEntries(INTERVALS.map((one) => [`mcast${one}Interval`, `mcast${one}Intvl`])),
})

const { PVID, UNTAGGED, RANGE_BEGIN, RANGE_END, ONLY_OPTS } = BridgeVlanFlags.constants

/** A switch, which is true, false or not spoken of. */
function switched(fields: Fields, word: string): boolean | undefined {
  const on = take(fields, word)
  if (on !== undefined && typeof on !== 'boolean') throw new TypeError(`vlan: ${word}: true or false is wanted`)
  return on
}

/** `pvid` and `untagged` into bits of the flags. */
function flagsInto(fields: Fields): number {
  let bits = reading('flags', () => BridgeVlanFlags.bits((fields['flags'] ?? 0) as number))
  for (const [word, bit] of [['pvid', PVID] as const, ['untagged', UNTAGGED] as const]) {
    const on = switched(fields, word)
    if (on !== undefined) bits = on ? bits | bit : bits & ~bit
  }
  return bits
}

/** Both ends of the VLANs meant: `vid: '10-20'`, or `vid` and `range` as listings tell it. */
function vidsOf(fields: Fields): readonly [first: number, last: number] {
  if (fields['vid'] === undefined) throw new TypeError("vlan: 'vid' is missing")
  const [first, last] = rangeOf('vlan: vid', take(fields, 'vid'), LAST_VID)
  const range = take(fields, 'range')
  return range === undefined ? [first, last] : rangeOf('vlan: range', [first, Number(range)], LAST_VID)
}

/** A VLAN, as the messages of links have it, or both ends of a range. */
function vlanInfo(first: number, last: number, flags: number): object[] {
  if (first === last) return [{ vid: first, flags }]
  if ((flags & PVID) !== 0) throw new TypeError('vlan: only one VLAN can be the pvid, not a range')
  return [
    { vid: first, flags: flags | RANGE_BEGIN },
    { vid: last, flags: flags | RANGE_END },
  ]
}

function tunnelInfo([first, last]: readonly [number, number], ids: unknown): object[] {
  const told = typeof ids === 'number' ? [ids, ids + last - first] : ids
  const [id, idEnd] = rangeOf('vlan: tunnelId', first === last ? ids : told, LAST_TUNNEL)
  if (idEnd - id !== last - first)
    throw new RangeError(`vlan: tunnelId: ${idEnd - id + 1} ids for ${last - first + 1} VLANs: as many are wanted`)
  if (first === last) return [{ id, vid: first, flags: 0 }]
  return [
    { id, vid: first, flags: RANGE_BEGIN },
    { id: idEnd, vid: last, flags: RANGE_END },
  ]
}

/** What of an answer's options is as it would be anyway, or only told; the kernel refuses some even unchanged. */
function fromAnswer(fields: Fields): void {
  const usual: Readonly<Record<string, unknown>> = {
    ...{ state: 'forwarding', mcastRouter: 'temp_query', mcastMaxGroups: 0, neighSuppress: 0, neighForwardGrat: 0 },
  }
  for (const [key, value] of Object.entries(usual)) if (fields[key] === value) delete fields[key]
  for (const key of ['stats', 'mcastNGroups']) delete fields[key]
  const tunnel = take(fields, 'tunnelInfo') as { readonly id?: number } | undefined
  if (tunnel?.id !== undefined) fields['tunnelId'] ??= tunnel.id
}

/** Options of a VLAN, which only the VLAN database takes. */
const OPTIONS = ['state', 'mcastRouter', 'mcastMaxGroups', 'neighSuppress', 'neighForwardGrat', 'tunnelInfo', 'unknown']
const optionsOf = (fields: Fields): Fields =>
  Object.fromEntries(OPTIONS.filter((key) => fields[key] !== undefined).map((key) => [key, fields[key]]))

/** A request about VLANs, and by which of the kernel's two ways. */
export interface VlanRequest extends Prepared {
  readonly type: 'RTM_SETLINK' | 'RTM_DELLINK' | 'RTM_NEWVLAN'
  readonly vids: readonly [first: number, last: number]
  /** Bits of BRIDGE_VLAN_INFO_*. */
  readonly bits: number
}

/** Takes what says which link and how to call; the message in the making. */
function begin(what: Noun, options: object): { fields: Fields; message: Fields; links: Links; call: Prepared['call']; answer: boolean } {
  const fields = fieldsOf(what, options)
  const call = takeCall(fields)
  const answer = isAnswer(what, fields)
  const links = new Links()
  if (fields['index'] === undefined) throw new TypeError("vlan: the link is missing: 'dev' or 'index' is wanted")
  const message: Fields = { family: AF_BRIDGE }
  links.put('dev', take(fields, 'index'), (index) => {
    message['index'] = index
  })
  delete fields['family']
  return { fields, message, links, call, answer }
}

/** VLANs to add or delete, as a message of links; with options to add, as one of the VLAN database. */
export function vlanMessage(command: 'add' | 'delete', options: object): VlanRequest {
  const { fields, message, links, call, answer } = begin(vlanNoun, options)
  if (answer) fromAnswer(fields)
  const bits = flagsInto(fields) & (PVID | UNTAGGED)
  const vids = vidsOf(fields)
  const { MASTER, SELF } = BridgeFlags.constants
  const side = (switched(fields, 'self') ? SELF : 0) | (switched(fields, 'master') ? MASTER : 0)
  const tunnel = take(fields, 'tunnelId')
  const more = optionsOf(fields)
  if (command === 'add' && Object.keys(more).length > 0) {
    if (side !== 0) throw new TypeError("vlan: 'self' and 'master' do not go with options of a VLAN: set those afterwards")
    const info = tunnel === undefined ? {} : { tunnelInfo: { id: firstOf(tunnelInfo(vids, tunnel)), cmd: MessageType.constants.SETLINK } }
    const entry = { info: { vid: vids[0], flags: bits }, ...rangeEnd(vids), ...more, ...info }
    message['entry'] = [entry]
    return { type: 'RTM_NEWVLAN', message, links, call, vids, bits }
  }
  // As iproute2, a tunnel's id goes alone, to a VLAN that is there already; what a listing told is both.
  const vlan = tunnel === undefined || answer ? { vlanInfo: vlanInfo(...vids, command === 'add' ? bits : 0) } : {}
  message['afSpec'] = {
    ...(side === 0 ? {} : { flags: side }),
    ...vlan,
    ...(tunnel === undefined || (answer && command === 'delete') ? {} : { vlanTunnelInfo: tunnelInfo(vids, tunnel) }),
  }
  return { type: command === 'add' ? 'RTM_SETLINK' : 'RTM_DELLINK', message, links, call, vids, bits }
}

const firstOf = (info: readonly object[]): unknown => (info[0] as { readonly id?: number }).id
const rangeEnd = ([first, last]: readonly [number, number]): Fields => (first === last ? {} : { range: last })

/** Options of VLANs that are there: `bridge vlan set`. */
export function optionsMessage(options: object): Prepared {
  const { fields, message, links, call, answer } = begin(vlanNoun, options)
  if (answer) fromAnswer(fields)
  delete fields['flags']
  const vids = vidsOf(fields)
  const tunnel = take(fields, 'tunnelId')
  const wrong = ['pvid', 'untagged', 'self', 'master'].find((word) => fields[word] !== undefined)
  if (wrong !== undefined) throw new TypeError(`vlan: '${wrong}' has no meaning with set: it is said by add`)
  const id = tunnel === undefined ? {} : { tunnelInfo: { id: firstOf(tunnelInfo(vids, tunnel)), cmd: MessageType.constants.SETLINK } }
  message['entry'] = [{ info: { vid: vids[0], flags: ONLY_OPTS }, ...rangeEnd(vids), ...optionsOf(fields), ...id }]
  return { message, links, call }
}

/** Options of VLANs for the whole bridge: `bridge vlan global set`. */
export function globalMessage(options: object): Prepared {
  const { fields, message, links, call, answer } = begin(globalNoun, options)
  // The kernel only tells these (br_vlan_db_gpol in net/bridge/br_vlan_options.c).
  if (answer) for (const key of ['mcastRouterPorts', 'mcastQuerierState']) delete fields[key]
  const vids = vidsOf(fields)
  message['globalOptions'] = [{ ...fields, vid: vids[0], ...rangeEnd(vids) }]
  return { message, links, call }
}

/** What a listing is filtered by; `vid` and `range` apart, for ranges are found by any VLAN in them. */
export function vlanFilter(what: Noun, options: object): Prepared & { readonly vids: readonly [number, number] | undefined } {
  const message = fieldsOf(what, options)
  const call = takeCall(message)
  const links = new Links()
  delete message['family']
  const vids = message['vid'] === undefined || message['vid'] === null ? undefined : vidsOf(message)
  if (what === vlanNoun) {
    const tunnel = take(message, 'tunnelId')
    if (tunnel !== undefined) message['tunnelInfo'] = tunnel === null ? null : { id: tunnel }
    const bits = flagsInto(message)
    if (bits !== 0) message['flags'] = bits
    else delete message['flags']
  }
  links.replace(message, 'index')
  return { message, links, call, vids }
}
