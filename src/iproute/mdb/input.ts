import { parseIpv4, parseIpv6 } from '../../netlink/address-text.ts'
import { MdbEntry, MdbState } from '../../schema/bridge/mdb.ts'
import { RouteProtocol } from '../../schema/route/enums.ts'
import { isAnswer } from '../words/answers.ts'
import { type Fields, fieldsOf, Links, type Noun, noun, type Prepared, reading, take, takeCall } from '../words/input.ts'
import { familyNumber } from '../words/input-prefix.ts'
import { numberOf } from '../words/names.ts'

/** linux/socket.h */
export const AF_BRIDGE = 7

/** Entries of multicast databases: the keys of a flat entry, and people's words for them. */
export const mdbNoun: Noun = noun('mdb entry', MdbEntry, {
  ...{ dev: 'index', group: 'grp', src: 'source', sourceList: 'srcList', filterMode: 'groupMode', proto: 'rtprot', protocol: 'rtprot' },
  ...{ ifindex: 'via', permanent: 'permanent', temp: 'temp' },
})

const { PERMANENT, TEMPORARY } = MdbState.constants
const { STATIC } = RouteProtocol.constants

/** `permanent: true`, `temp: true` or `state`; undefined if nothing was said. */
function stateOf(fields: Fields): number | undefined {
  const [permanent, temp, state] = [take(fields, 'permanent'), take(fields, 'temp'), take(fields, 'state')]
  for (const [word, value] of Object.entries({ permanent, temp }))
    if (value !== undefined && typeof value !== 'boolean') throw new TypeError(`mdb entry: ${word}: true or false is wanted`)
  const said = [
    ...(permanent === undefined ? [] : [permanent ? PERMANENT : TEMPORARY]),
    ...(temp === undefined ? [] : [temp ? TEMPORARY : PERMANENT]),
    ...(state === undefined ? [] : [reading('state', () => MdbState.number(state as number))]),
  ]
  if (new Set(said).size > 1) throw new TypeError("mdb entry: 'permanent', 'temp' and 'state' contradict each other")
  return said[0]
}

/** Addresses alone, or what a listing told of them. */
const sources = (list: unknown): unknown =>
  Array.isArray(list)
    ? list.map((one) => ({ address: typeof one === 'string' ? one : (one as { readonly address?: string } | null)?.address }))
    : list

/**
 * What an answer tells and a request must not say (br_mdb_config_init in net/bridge/br_mdb.c): flags, timers; modes and
 * lists of a group with one source; the protocol of what was not put there by anyone.
 */
function fromAnswer(fields: Fields): void {
  for (const key of ['flags', 'timer']) delete fields[key]
  const host = fields['port'] === fields['index'] && fields['dst'] === undefined
  if (fields['source'] !== undefined || host) for (const key of ['groupMode', 'srcList']) delete fields[key]
  const protocol = fields['rtprot']
  if (host || (protocol !== undefined && numberOf('rt_protos', protocol) < STATIC)) delete fields['rtprot']
  // This machine's own memberships of IP groups have no state.
  if (host && isIp(fields['grp'])) fields['state'] = TEMPORARY
}

const isIp = (group: unknown): boolean => typeof group === 'string' && (parseIpv4(group) ?? parseIpv6(group)) !== undefined

/** Attributes that each command takes; the rest it ignores, which an answer may well have, or refuses. */
const KEY = ['source', 'dst', 'dstPort', 'vni', 'via', 'srcVni']
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  add: [...KEY, 'srcList', 'groupMode', 'rtprot'],
  delete: KEY,
  get: ['source', 'srcVni'],
  flush: ['rtprot', 'dst', 'dstPort', 'vni', 'srcVni', 'stateMask'],
}

function attributesOf(command: string, fields: Fields, state: number | undefined, answer: boolean): Fields {
  const attributes: Fields = {}
  const kind = command === 'replace' ? 'add' : command
  const taken = ATTRIBUTES[kind] ?? []
  for (const [key, value] of Object.entries(fields)) {
    if (['family', 'index', 'port', 'vid', 'grp'].includes(key)) continue
    if (taken.includes(key)) attributes[key] = value
    else if (!answer && kind !== 'delete') throw new TypeError(`mdb entry: '${key}' has no meaning with ${command}`)
  }
  // A flush takes the entries whose state, of the bits of the mask, is this.
  if (command === 'flush' && state !== undefined) attributes['stateMask'] = PERMANENT
  return attributes
}

/** The words that entries and filters of entries have in common. */
function words(fields: Fields): void {
  fields['family'] = fields['family'] === undefined || fields['family'] === null ? AF_BRIDGE : familyNumber(fields['family'])
  if (fields['rtprot'] !== undefined && fields['rtprot'] !== null) fields['rtprot'] = numberOf('rt_protos', fields['rtprot'])
  if (fields['srcList'] !== undefined) fields['srcList'] = sources(fields['srcList'])
}

/** An entry to add, replace, delete or look at; with `flush`, what the entries to delete have in common. */
export function mdbMessage(command: string, options: object): Prepared {
  const fields = fieldsOf(mdbNoun, options)
  const call = takeCall(fields)
  const answer = isAnswer(mdbNoun, fields)
  if (answer) fromAnswer(fields)
  if (fields['index'] === undefined) throw new TypeError("mdb entry: the bridge is missing: 'dev' or 'index' is wanted")
  if (command !== 'flush' && fields['grp'] === undefined) throw new TypeError("mdb entry: the group is missing: 'grp' is wanted")
  if (!['flush', 'get'].includes(command) && fields['port'] === undefined) throw new TypeError("mdb entry: 'port' is missing")
  words(fields)
  const state = stateOf(fields)
  const keep = command === 'add' || command === 'replace' || command === 'flush'
  const entry: Fields = {
    ...(fields['vid'] === undefined ? {} : { vid: fields['vid'] }),
    ...(fields['grp'] === undefined ? {} : { grp: fields['grp'] }),
    ...(keep && state !== undefined ? { state } : {}),
  }
  const entryAttrs = attributesOf(command, fields, state, answer)
  const links = new Links()
  const message: Fields = { family: fields['family'], entry, ...(Object.keys(entryAttrs).length > 0 ? { entryAttrs } : {}) }
  const put = (from: Fields, to: Fields, key: string) => {
    if (from[key] === undefined) return
    links.put(key, from[key], (index) => {
      to[key] = index
    })
  }
  put(fields, message, 'index')
  if (command !== 'get') put(fields, entry, 'port')
  put({ ...entryAttrs }, entryAttrs, 'via')
  return { message, links, call }
}

/** What a listing is filtered by. */
export function mdbFilter(options: object): Prepared {
  const message = fieldsOf(mdbNoun, options)
  const call = takeCall(message)
  const links = new Links()
  words(message)
  delete message['family']
  const state = stateOf(message)
  if (state !== undefined) message['state'] = state
  for (const key of ['index', 'port', 'via']) if (message[key] !== null) links.replace(message, key)
  return { message, links, call }
}
