import { EthernetProtocol } from '../../schema/enums.ts'
import { handleNumber, TC_H } from '../../schema/tc/classid.ts'
import { ChainMessage, ClassMessage, FilterMessage, QdiscMessage } from '../../schema/tc/tc.ts'
import { isAnswer } from '../words/answers.ts'
import { type Fields, fieldsOf, Links, type Noun, noun, type Prepared, reading, take, takeCall, unknownWord } from '../words/input.ts'
import { actionMessages } from './actions.ts'
import type { TcCommandParts } from './commands.ts'
import { checkWords, completeOptions, completing, hasWord, type Kind, kindOf, takeOptions } from './kinds.ts'
import { sizeTableInto } from './words/stab.ts'

const words = { dev: 'index', ifindex: 'index' }
/** People's words for filters and chains. */
export const filterWords = { ...words, pref: 'prio', priority: 'prio', block: 'block', proto: 'protocol' }
export const qdiscNoun: Noun = noun('tc', QdiscMessage, words)
export const classNoun: Noun = noun('tc', ClassMessage, { ...words, classid: 'handle' })
export const filterNoun: Noun = noun('tc', FilterMessage, filterWords)
export const chainNoun: Noun = noun('tc', ChainMessage, filterWords)
const NOUNS = { qdisc: qdiscNoun, class: classNoun, filter: filterNoun, chain: chainNoun } as const

/** What an answer holds and a request does not. */
const READ_ONLY = ['stats', 'stats2', 'xstats', 'fcnt', 'hwOffload', 'extWarnMsg']

/** TCM_IFINDEX_MAGIC_BLOCK (linux/rtnetlink.h): the parent is a block shared by links. */
export const MAGIC_BLOCK = -1
const MAJOR = 0xffff0000

const handle = (key: string, value: unknown): number => reading(key, () => handleNumber(value))

/** A message that makes, changes, removes or asks for a queueing discipline, class, filter or chain. */
export function tcMessage({ object, verb }: TcCommandParts, given: object): Prepared & { readonly echo: boolean } {
  const nounOf = NOUNS[object as keyof typeof NOUNS]
  const { header: _, TCA_KIND, TCA_OPTIONS, ...fields } = given as Fields
  if (TCA_KIND !== undefined) fields['kind'] ??= TCA_KIND
  if (TCA_OPTIONS !== undefined) fields['options'] ??= TCA_OPTIONS
  const links = new Links()
  const named = fields['kind']
  const kind = named === undefined ? undefined : kindOf(object, named, fields['options'])
  const echo = take(fields, 'echo') === true
  const actions = object === 'filter' || object === 'chain' ? takeActions(fields, kind) : undefined
  const options = kind === undefined ? undefined : takeOptions(fields, (word) => nounOf.keys.has(word))
  const message = fieldsOf(nounOf, fields)
  const call = takeCall(message)
  if (isAnswer(nounOf, message)) fromAnswer(message)
  const about = completing(verb, message, links)
  const makes = verb !== 'delete' && verb !== 'get'
  if (object === 'qdisc') qdiscFields(verb, kind, message)
  else if (object === 'class') classFields(makes, message)
  else filterFields(verb, object, message)
  links.replace(message, 'index')
  if (message['index'] === undefined)
    throw new TypeError(`tc: which link is not said ('index' or 'dev'${object === 'filter' || object === 'chain' ? ", or 'block'" : ''})`)
  if (kind !== undefined && !(options instanceof Uint8Array)) {
    const own = options ?? {}
    checkWords(kind, own, nounOf.keys.keys())
    if (kind.codec === undefined) {
      const [word] = Object.keys(own)
      if (word !== undefined) unknownWord(word, 'tc', nounOf.keys.keys())
    } else {
      if (actions !== undefined) own['actions'] = actionMessages(actions, 'add', message, links)
      // What is removed is named, not described; but the words of a filter's handle are the kind's.
      if (makes || (object === 'filter' && message['handle'] !== undefined)) completeOptions(kind, own, about)
      if (makes && (options !== undefined || Object.keys(own).length > 0)) message['options'] = own
    }
  } else if (options !== undefined && makes) message['options'] = options
  if (message['stab'] !== undefined) reading('stab', () => sizeTableInto(message))
  if (object === 'filter' || object === 'chain') filterHandle(message)
  return { message, links, call, echo }
}

/** `actions`, or `action` for one alone, wherever it stands; kinds with a word `action` of their own keep that. */
function takeActions(fields: Fields, kind: Kind | undefined): unknown {
  const nested = fields['options']
  const inOptions =
    typeof nested === 'object' && nested !== null && !(nested instanceof Uint8Array) ? (nested as Fields)['actions'] : undefined
  if (inOptions !== undefined) {
    const { actions, ...rest } = nested as Fields
    fields['options'] = rest
    return actions
  }
  const single = kind !== undefined && hasWord(kind, 'action') ? undefined : take(fields, 'action')
  return take(fields, 'actions') ?? single
}

/** Leaves out what the kernel tells and does not take. */
function fromAnswer(message: Fields): void {
  for (const key of READ_ONLY) delete message[key]
  delete message['info']
}

/** Where a queueing discipline hangs: at the link's root, unless its kind or the caller says otherwise. */
function qdiscFields(verb: string, kind: Kind | undefined, message: Fields): void {
  if (message['handle'] !== undefined) message['handle'] = handle('handle', message['handle'])
  if (message['parent'] !== undefined) message['parent'] = handle('parent', message['parent'])
  const ingress = kind?.name === 'ingress' || kind?.name === 'clsact' || message['parent'] === TC_H.INGRESS
  if (ingress) {
    message['handle'] = 0xffff0000
    message['parent'] ??= TC_H.INGRESS
    return
  }
  // With a handle alone, one that is there is meant (tc_get_qdisc, tc_modify_qdisc); to make or remove one, there must be a place.
  const found = (verb === 'get' || verb === 'change') && message['handle'] !== undefined
  if (!found) message['parent'] ??= TC_H.ROOT
}

/** A class hangs at its queueing discipline, unless it is below another class. */
function classFields(makes: boolean, message: Fields): void {
  if (message['handle'] !== undefined) message['handle'] = handle('handle', message['handle'])
  if (message['parent'] !== undefined) message['parent'] = handle('parent', message['parent'])
  if (message['handle'] === undefined && !makes) throw new TypeError("tc: which class is not said ('handle')")
  if (message['parent'] !== undefined || !makes) return
  if (message['handle'] === undefined) throw new TypeError("tc: where the class belongs is not said ('parent' or 'handle')")
  message['parent'] = ((message['handle'] as number) & MAJOR) >>> 0
}

/** The places of clsact that filters hang on. */
export const PLACES: Readonly<Record<string, number>> = { ingress: 0xfffffff2, egress: 0xfffffff3 }
/** AF_INET and AF_INET6, which the reference page gives as a filter's protocol. */
const FAMILIES: Readonly<Record<number, number>> = { 2: EthernetProtocol.constants.IP, 10: EthernetProtocol.constants.IPV6 }

/** Where a filter hangs, what it sees, and when it is asked. */
function filterFields(verb: string, object: string, message: Fields): void {
  const block = take(message, 'block')
  if (block !== undefined) {
    if (message['index'] !== undefined || message['parent'] !== undefined)
      throw new TypeError("tc: 'block' is given beside a link or a parent")
    if (!Number.isInteger(block) || (block as number) <= 0)
      throw new TypeError(`tc: block: the number of a block is wanted, not ${String(block)}`)
    message['index'] = MAGIC_BLOCK
    message['parent'] = block
  }
  const { parent, protocol } = message
  if (parent !== undefined)
    message['parent'] = typeof parent === 'string' && Object.hasOwn(PLACES, parent) ? PLACES[parent] : handle('parent', parent)
  if (protocol !== undefined) {
    const number = reading('protocol', () => EthernetProtocol.number(protocol as 'ip'))
    message['protocol'] = typeof protocol === 'number' ? (FAMILIES[number] ?? number) : number
  }
  // tc(8) lets a new filter see all protocols; one that is there has the protocol that is said.
  else if (object === 'filter' && (verb === 'add' || verb === 'replace')) message['protocol'] = EthernetProtocol.constants.ALL
  if (object === 'chain') message['chain'] ??= 0
}

/** A handle that no kind has read: a number, or the text of one. */
function filterHandle(message: Fields): void {
  const { handle: value } = message
  if (typeof value !== 'string') return
  if (!/^(?:\d+|0x[0-9a-f]+)$/i.test(value)) throw new TypeError(`tc: handle: '${value}' is not the number of a filter`)
  message['handle'] = Number(value)
}
