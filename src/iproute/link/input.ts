import { LinkMessage } from '../../schema/link/link.ts'
import { type NetnsReference, netns } from '../../socket/netns.ts'
import { isAnswer, linkFromAnswer } from '../words/answers.ts'
import { type Fields, Links, type Noun, noun, type Prepared, take, takeCall, unknownWord } from '../words/input.ts'
import { familyNumber, familyOf } from '../words/input-prefix.ts'
import { numberOf } from '../words/names.ts'
import { EXTRAS, extrasInto } from './extras.ts'
import { flagsInto, SWITCHES } from './flags.ts'
import { dataKey, dataKeys, inKeys, type KindData, kindMeant, linkData, portData } from './kinds.ts'
import { withoutFunctions } from './vf.ts'

const itself = (words: readonly string[]): Readonly<Record<string, string>> => Object.fromEntries(words.map((word) => [word, word]))

/** Links: the table's keys, and people's words for them. */
export const linkNoun: Noun = noun('link', LinkMessage, {
  ...{ dev: 'dev', name: 'ifname', mask: 'change', alias: 'ifalias', qlen: 'txqlen', txqueuelen: 'txqlen' },
  ...{ brd: 'broadcast', numtxqueues: 'numTxQueues', numrxqueues: 'numRxQueues', vrf: 'master' },
  ...itself([...EXTRAS, 'state', 'altname', 'netns', 'kind', 'data', 'slaveKind', 'slaveData', ...Object.keys(SWITCHES)]),
})

/** Attributes of the link that no kernel ever used; where a kind's data has these words, they mean these. */
const NEVER_USED = new Set(['cost', 'priority'])

/** A link in the making, and how to let go of the namespaces opened for it. */
export interface PreparedLink extends Prepared {
  close(): void
}

const object = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {})

interface Kinds {
  readonly data: KindData
  readonly port: KindData
}

/** How the message is meant. */
interface Making {
  readonly command: string
  /** The data that the link has now, of kinds whose changes must be whole. */
  readonly present?: Fields | undefined
}

/** What kind of link the options are about: `bridge_slave` is a port of a bridge, as in `ip link set ... type bridge_slave`. */
function kindsOf(options: Fields): Kinds {
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

/** Sorts flat options into the link's own, its kind's and its port's. A word of both is mostly the link's own. */
function sorted(options: Fields, kinds: Kinds): { own: Fields; data: Fields; port: Fields } {
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

/** IFLA_LINKINFO of everything that was said of the link's kind. */
function infoInto(
  own: Fields,
  kinds: Kinds,
  flat: { data: Fields; port: Fields },
  links: Links,
  closers: (() => void)[],
  how: Making,
): void {
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
    for (const key of PEERS) if (data[key] !== undefined) data[key] = peer(data[key], links, closers)
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

/** The other end of a pair: its name, or options of a link. */
function peer(value: unknown, links: Links, closers: (() => void)[]): Fields {
  const options = typeof value === 'string' ? { ifname: value } : object(value)
  const message = translated(options, { command: 'add' }, links, closers)
  if (message['dev'] !== undefined) message['ifname'] = take(message, 'dev')
  return message
}

/** IFLA_NET_NS_FD or IFLA_NET_NS_PID of a namespace by name, path, process or descriptor. */
function netnsInto(own: Fields, closers: (() => void)[]): void {
  const given = take(own, 'netns')
  if (given === undefined) return
  const reference = (typeof given === 'number' ? { pid: given } : given) as NetnsReference
  if (typeof reference === 'object' && 'pid' in reference) own['netNsPid'] = reference.pid
  else if (typeof reference === 'object' && 'fd' in reference) own['netNsFd'] = reference.fd
  else {
    const opened = netns.open(reference)
    closers.push(() => opened.close())
    own['netNsFd'] = opened.fd
  }
}

function translated(options: object, how: Making, links: Links, closers: (() => void)[]): Fields {
  const { options: given, functions } = withoutFunctions(options as Fields)
  let kinds = kindsOf(given)
  const { own, data, port } = sorted(given, kinds)
  if (isAnswer(linkNoun, own)) {
    linkFromAnswer(own, how.command)
    kinds = kindsOf({ ...given, linkinfo: own['linkinfo'] })
  }
  infoInto(own, kinds, { data, port }, links, closers, how)
  extrasInto(own)
  if (functions !== undefined) own['vfinfoList'] = functions
  flagsInto(own)
  if (own['group'] !== undefined) own['group'] = numberOf('group', own['group'])
  for (const key of ['master', 'link']) links.replace(own, key)
  if (own['family'] !== undefined) own['family'] = familyNumber(own['family'])
  netnsInto(own, closers)
  return own
}

/** linux/socket.h */
const AF_BRIDGE = 7

/** IFNAMSIZ of linux/if.h, less the closing zero byte. */
const NAME_BYTES = 15

/**
 * Which link is meant. The kernel finds it by IFLA_IFNAME itself where no index is given; with an index, IFLA_IFNAME
 * is its new name (do_setlink in net/core/rtnetlink.c). Messages of AF_BRIDGE know only the index.
 */
function identify(message: Fields, command: string, links: Links): void {
  const dev = message['dev'] ?? (typeof message['index'] === 'string' ? take(message, 'index') : undefined)
  delete message['dev']
  if (dev !== undefined && message['index'] !== undefined) throw new TypeError("link: 'dev' and 'index' both say which one")
  if (typeof dev === 'number') message['index'] = dev
  else if (dev !== undefined && command === 'add') message['ifname'] ??= dev
  else if (typeof dev === 'string') {
    const put = (index: number) => {
      message['index'] = index
    }
    if (message['ifname'] !== undefined || message['family'] === AF_BRIDGE) links.put('dev', dev, put)
    else message['ifname'] = dev
  }
  if (dev !== undefined && typeof dev !== 'number' && typeof dev !== 'string')
    throw new TypeError('link: dev: an index or a name is wanted')
  const name = message['ifname']
  if (command === 'add' || message['index'] !== undefined || typeof name !== 'string') return
  if (Buffer.byteLength(name) > NAME_BYTES) {
    message['altIfname'] = name
    delete message['ifname']
  }
}

/** IFLA_PROP_LIST of alternative names; the kernel takes it with RTM_NEWLINKPROP and RTM_DELLINKPROP only (rtnl_linkprop). */
function propertiesInto(message: Fields, command: string): void {
  const names = take(message, 'altname')
  if (names === undefined) return
  if (!command.endsWith('-property')) throw new TypeError("link: 'altname' goes with the commands add-property and delete-property")
  message['propList'] = { altIfname: [names].flat() }
}

/**
 * A link to make, change, remove or look at. The namespaces it opens are closed by `close`, after the request. `present`
 * are the data that the link has now, where a change must be whole.
 */
export function linkMessage(command: string, options: object, present?: Fields): PreparedLink {
  const links = new Links()
  const closers: (() => void)[] = []
  const close = () => {
    for (const one of closers.splice(0)) one()
  }
  try {
    const message = translated(options, { command, present }, links, closers)
    const call = takeCall(message)
    const named = ['dev', 'index', 'ifname', 'altIfname'].some((key) => message[key] !== undefined)
    if (!named && command !== 'add' && command !== 'replace' && message['group'] === undefined) {
      throw new TypeError("link: which one is not said: 'index', 'dev' or 'ifname' is wanted")
    }
    identify(message, command, links)
    propertiesInto(message, command)
    return { message, links, call, close }
  } catch (error) {
    close()
    throw error
  }
}

/** What a listing is filtered by, in the keys of the table; `state`, `signal` and `timeout` stay. */
export function toFilter(options: object, links: Links): Fields {
  const kinds = kindsOf(options as Fields)
  const { own, data, port } = sorted(options as Fields, kinds)
  infoInto(own, kinds, { data, port }, links, [], { command: 'dump' })
  extrasInto(own, true)
  const dev = take(own, 'dev')
  if (dev !== undefined) own[typeof dev === 'number' ? 'index' : 'ifname'] = dev
  if (own['group'] !== undefined) own['group'] = numberOf('group', own['group'])
  if (own['family'] !== undefined) own['family'] = familyNumber(own['family'])
  return own
}
