import { type NetnsReference, netns } from '../../socket/netns.ts'
import { isAnswer, linkFromAnswer } from '../words/answers.ts'
import { type Fields, Links, type Prepared, take, takeCall } from '../words/input.ts'
import { familyNumber } from '../words/input-prefix.ts'
import { numberOf } from '../words/names.ts'
import { extrasInto } from './extras.ts'
import { flagsInto } from './flags.ts'
import { infoInto, kindsOf, type Making, object, sorted } from './info.ts'
import { linkNoun } from './noun.ts'
import { withoutFunctions } from './vf.ts'

/** A link in the making, and how to let go of the namespaces opened for it. */
export interface PreparedLink extends Prepared {
  close(): void
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
  infoInto(own, kinds, { data, port }, links, how, (value) => peer(value, links, closers))
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
  infoInto(own, kinds, { data, port }, links, { command: 'dump' }, object)
  extrasInto(own, true)
  const dev = take(own, 'dev')
  if (dev !== undefined) own[typeof dev === 'number' ? 'index' : 'ifname'] = dev
  if (own['group'] !== undefined) own['group'] = numberOf('group', own['group'])
  if (own['family'] !== undefined) own['family'] = familyNumber(own['family'])
  return own
}
