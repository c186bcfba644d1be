// What is said of a link's kind: which options are the link's own, which its kind's and its port's.
import { type Fields, type Links, take, unknownWord } from '../words/input.ts'
import { familyOf } from '../words/input-prefix.ts'
import { dataKey, dataKeys, inKeys, type KindData, kindMeant, linkData, portData } from './kinds.ts'
import { linkNoun } from './noun.ts'

/** Attributes of the link that no kernel ever used; where a kind's data has these words, they mean these. */
const NEVER_USED = new Set(['cost', 'priority'])

/** A copy of an object; an empty one of anything else. */
export const object = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {})

/** What is known of the data that the options may hold. */
export interface Kinds {
  readonly data: KindData
  readonly port: KindData
}

/** How the message is meant. */
export interface Making {
  readonly command: string
  /** The data that the link has now, of kinds whose changes must be whole. */
  readonly present?: Fields | undefined
}

/** What kind of link the options are about: `bridge_slave` is a port of a bridge, as in `ip link set ... type bridge_slave`. */
export function kindsOf(options: Fields): Kinds {
  const info = object(options['linkinfo'] ?? options['IFLA_LINKINFO'])
  const given = (options['kind'] ?? info['kind'] ?? info['IFLA_INFO_KIND']) as string | undefined
  const port = typeof given === 'string' && given.endsWith('_slave') ? given.slice(0, -6) : undefined
  const slave = (port ?? options['slaveKind'] ?? info['slaveKind']) as string | undefined
  return { data: linkData(port === undefined ? given : undefined), port: portData(slave) }
}

/** Refuses a word; where the kind has no table, that is the more likely slip. */
function refused(word: string, what: string, kinds: Kinds, words: readonly string[]): never {
  const meant = kindMeant(kinds.data.kind)
  if (meant !== undefined) {
    throw new TypeError(`${what}: '${word}' is not an option of the unknown kind '${String(kinds.data.kind)}'; did you mean '${meant}'?`)
  }
  unknownWord(word, what, words)
}

/** Options of the kind and of the port that stood beside the link's own. */
interface Flat {
  readonly data: Fields
  readonly port: Fields
}

/** Sorts flat options into the link's own, its kind's and its port's. A word of both is mostly the link's own. */
export function sorted(options: Fields, kinds: Kinds): Flat & { readonly own: Fields } {
  const found = { own: {} as Fields, data: {} as Fields, port: {} as Fields }
  const put = (part: Fields, key: string, value: unknown, word: string) => {
    if (part[key] !== undefined) throw new TypeError(`link: '${word}' says again what another option says ('${key}')`)
    part[key] = value
  }
  const given = object(options['data'])
  const below = given['link'] ?? given['dev']
  for (const [word, value] of Object.entries(options)) {
    if (value === undefined || word === 'header') continue
    const own = linkNoun.keys.get(word)
    const data = dataKey(kinds.data, word)
    const port = dataKey(kinds.port, word)
    const meansKind =
      (own !== undefined && NEVER_USED.has(own)) ||
      // Of kinds that name their lower link in their data (IFLA_VXLAN_LINK) the kernel takes it from there alone.
      (own === 'link' && options['linkinfo'] === undefined && below === undefined) ||
      (own === 'state' && value !== 'up' && value !== 'down') ||
      // A multicast group of addresses, and not a group of links.
      (own === 'group' && typeof value === 'string' && familyOf(value) !== 0)
    if (own !== undefined && !(meansKind && (data ?? port) !== undefined)) put(found.own, own, value, word)
    else if (data !== undefined) put(found.data, data, value, word)
    else if (port !== undefined) put(found.port, port, value, word)
    else refused(word, 'link', kinds, [...linkNoun.keys.keys(), ...dataKeys(kinds.data), ...dataKeys(kinds.port)])
  }
  return found
}

/** The keys of a kind's data, by whichever names they were given. */
function renamed(kinds: Kinds, part: 'data' | 'port', given: unknown, where: string): Fields | Uint8Array {
  if (given instanceof Uint8Array) return given
  const of = kinds[part]
  const data: Fields = {}
  for (const [word, value] of Object.entries(object(given))) {
    if (value === undefined) continue
    const key = word === 'unknown' || of.table === undefined ? word : dataKey(of, word)
    data[key ?? refused(word, `link: ${where}`, kinds, dataKeys(of))] = value
  }
  return data
}

function merged(one: Fields | Uint8Array, flat: Fields, where: string): Fields | Uint8Array {
  if (one instanceof Uint8Array) {
    if (Object.keys(flat).length > 0) throw new TypeError(`link: ${where} is given as bytes, and ${Object.keys(flat).join(', ')} besides`)
    return one
  }
  for (const [key, value] of Object.entries(flat)) {
    if (one[key] !== undefined) throw new TypeError(`link: '${key}' is given twice, in ${where} too`)
    one[key] = value
  }
  return one
}

/** Keys of data that hold the other end of a pair. */
const PEERS = ['peer', 'peerInfo'] as const

/** IFLA_LINKINFO of everything that was said of the link's kind. `peer` makes the other end of a pair. */
export function infoInto(own: Fields, kinds: Kinds, flat: Flat, links: Links, how: Making, peer: (value: unknown) => Fields): void {
  const info = object(own['linkinfo'])
  const { kind } = kinds.data
  const given = take(own, 'data') ?? info['data'] ?? info['IFLA_INFO_DATA']
  let data = merged(renamed(kinds, 'data', given, 'data'), flat.data, 'data')
  const slave = take(own, 'slaveData') ?? info['slaveData'] ?? info['IFLA_INFO_SLAVE_DATA']
  let port = merged(renamed(kinds, 'port', slave, 'slaveData'), flat.port, 'slaveData')
  delete own['kind']
  delete own['slaveKind']
  delete own['linkinfo']
  if (!(data instanceof Uint8Array)) {
    data = inKeys(kinds.data, data, links, how.command === 'add' || how.command === 'replace', how.present)
    for (const key of PEERS) if (data[key] !== undefined) data[key] = peer(data[key])
    for (const [key, value] of Object.entries(how.present ?? {})) data[key] ??= value
  }
  if (!(port instanceof Uint8Array)) port = inKeys(kinds.port, port, links, false)
  const filled = (value: Fields | Uint8Array) => value instanceof Uint8Array || Object.keys(value).length > 0
  const result: Fields = {
    ...(kind === undefined ? {} : { kind }),
    ...(filled(data) ? { data } : {}),
    ...(kinds.port.kind === undefined ? {} : { slaveKind: kinds.port.kind }),
    ...(filled(port) ? { slaveData: port } : {}),
    ...(info['unknown'] === undefined ? {} : { unknown: info['unknown'] }),
  }
  if (Object.keys(result).length > 0) own['linkinfo'] = result
}
