import { RouteType } from '../../schema/route/enums.ts'
import { RuleAction, RuleFlags, RuleMessage } from '../../schema/rule.ts'
import { namesInto, prefixInto } from '../route/input.ts'
import { isAnswer, ruleFromAnswer } from '../words/answers.ts'
import { type Fields, fieldsOf, Links, type Noun, noun, type Prepared, reading, take, takeCall } from '../words/input.ts'
import { familyNumber, familyOf, INET, inetOf } from '../words/input-prefix.ts'
import { numberOf } from '../words/names.ts'

/** Rules: the table's keys, and people's words for them. */
export const ruleNoun: Noun = noun('rule', RuleMessage, {
  ...{ lookup: 'table', pref: 'priority', order: 'priority', from: 'src', to: 'dst', rtype: 'action', type: 'action', rtscope: 'rtscope' },
  ...{ iif: 'iifname', dev: 'iifname', oif: 'oifname', ipproto: 'ipProto', sport: 'sportRange', dport: 'dportRange', uidrange: 'uidRange' },
  ...{ realms: 'flow', realm: 'flow', not: 'not', suppressPrefixlength: 'suppressPrefixlen', dsfield: 'tos' },
})

/** The page's priority of a rule whose table stands by its position. */
export const PAGE_PRIORITY = 32000

/**
 * The page names actions by the types of routes, which have the same numbers where both exist: RTN_UNICAST is
 * FR_ACT_TO_TBL, RTN_UNREACHABLE FR_ACT_UNREACHABLE.
 */
function actionOf(value: unknown): number {
  if (typeof value === 'string' && /^RTN_/.test(value)) return reading('rtype', () => RouteType.number(value as 'RTN_UNICAST'))
  return reading('action', () => RuleAction.number(value as 'to_tbl'))
}

/** `80`, `'80-90'` or `{ start, end }`: both ends included. */
function rangeOf(key: string, value: unknown): unknown {
  if (typeof value === 'number') return { start: value, end: value }
  if (typeof value !== 'string') return value
  const match = /^(0x[0-9a-fA-F]+|\d+)(?:-(\d+))?$/.exec(value)
  if (!match) throw new TypeError(`rule: ${key}: '${value}' is not a number or a range ('80-90')`)
  return { start: Number(match[1]), end: Number(match[2] ?? match[1]) }
}

/** Selectors that may have a mask behind a slash, the key of the mask, and what the value is named by. */
const MASKED: readonly (readonly [key: string, mask: string, number?: (text: string) => number])[] = [
  ['fwmark', 'fwmask'],
  // Six bits, without the two of ECN that a DS field has below; names are those of rt_dsfield (rtnl_dscp_a2n in lib/rt_names.c).
  ['dscp', 'dscpMask', (text) => (/^(?:0x|\d)/.test(text) ? Number(text) : numberOf('rt_dsfield', text) >> 2)],
  ['flowlabel', 'flowlabelMask'],
  ['sportRange', 'sportMask'],
  ['dportRange', 'dportMask'],
]
const NUMBER = /^(?:0x[0-9a-fA-F]+|\d+)$/

/** `'0x10/0xf0'`: FRA_FWMARK and FRA_FWMASK; a DSCP, a flow label and a port too. */
function masksInto(fields: Fields): void {
  for (const [key, maskKey, number = Number] of MASKED) {
    const given = fields[key]
    if (typeof given !== 'string') continue
    const slash = given.indexOf('/')
    const text = slash < 0 ? given : given.slice(0, slash)
    const port = key.endsWith('Range')
    if (slash >= 0) {
      const mask = given.slice(slash + 1)
      if (fields[maskKey] !== undefined)
        throw new TypeError(`rule: ${key}: '${given}' has a mask of its own, and '${maskKey}' says another`)
      // A mask is of one port: the kernel refuses it of a range (fib_nl2rule_port_mask in net/core/fib_rules.c).
      if (!NUMBER.test(mask) || (port && !NUMBER.test(text))) throw notMasked(key, given)
      fields[maskKey] = Number(mask)
    }
    if (port) fields[key] = slash < 0 ? given : text
    else if (key !== 'dscp' && !NUMBER.test(text)) throw notMasked(key, given)
    else fields[key] = number(text)
  }
  // The kernel wants both or none (fib6_nl2rule_flowlabel in net/ipv6/fib6_rules.c); a label has 20 bits.
  if (typeof fields['flowlabel'] === 'number') fields['flowlabelMask'] ??= 0xfffff
}

const notMasked = (key: string, given: string): TypeError =>
  new TypeError(
    `rule: ${key.replace('Range', '')}: '${given}' is not a ${key === 'fwmark' ? 'mark' : 'number'}, nor one with a mask ('0x10/0xf0')`,
  )

/** FRA_TUN_ID, the id that a packet's metadata have of its tunnel: 64 bits. */
function tunnelInto(fields: Fields): void {
  const id = fields['tunId']
  if (typeof id === 'number') fields['tunId'] = BigInt(id)
  if (typeof id !== 'string') return
  if (!NUMBER.test(id)) throw new TypeError(`rule: tunId: '${id}' is not a number`)
  fields['tunId'] = BigInt(id)
}

/** The words that rules and filters of rules have in common. */
function wordsInto(fields: Fields, family: number): void {
  prefixInto(fields, 'dst', inetOf(family))
  prefixInto(fields, 'src', inetOf(family))
  namesInto(fields)
  masksInto(fields)
  tunnelInto(fields)
  delete fields['rtscope']
  for (const key of ['sportRange', 'dportRange', 'uidRange']) if (fields[key] !== undefined) fields[key] = rangeOf(key, fields[key])
  if (fields['action'] !== undefined) fields['action'] = actionOf(fields['action'])
  if (typeof fields['l3mdev'] === 'boolean') fields['l3mdev'] = Number(fields['l3mdev'])
  if (fields['suppressIfgroup'] !== undefined) fields['suppressIfgroup'] = numberOf('group', fields['suppressIfgroup'])
  const not = take(fields, 'not')
  if (not === undefined) return
  const bits = reading('flags', () => RuleFlags.bits((fields['flags'] ?? 0) as number))
  const { INVERT } = RuleFlags.constants
  fields['flags'] = not === true ? bits | INVERT : bits & ~INVERT
}

function familyIn(fields: Fields): number {
  for (const key of ['src', 'dst']) {
    const text = fields[key]
    const family = typeof text === 'string' ? familyOf(text.replace(/\/.*$/, '')) : 0
    if (family !== 0) return family
  }
  return INET
}

/**
 * A rule to add or delete. `priority` is what a rule without one gets; if that is undefined too the kernel puts it
 * before all others but the first (fib_default_rule_pref in net/core/fib_rules.c).
 */
export function ruleMessage(command: string, options: object, priority?: number): Prepared {
  const message = fieldsOf(ruleNoun, options)
  const call = takeCall(message)
  if (isAnswer(ruleNoun, message)) ruleFromAnswer(message)
  const family = (message['family'] === undefined ? 0 : familyNumber(message['family'])) || familyIn(message)
  message['family'] = family
  wordsInto(message, family)
  if (command !== 'delete') {
    if (priority !== undefined) message['priority'] ??= priority
    const { TO_TBL, GOTO } = RuleAction.constants
    message['action'] ??= message['goto'] === undefined ? TO_TBL : GOTO
    // RT_TABLE_MAIN; the kernel takes no table with l3mdev (fib_nl2rule).
    if (message['action'] === TO_TBL && !message['l3mdev']) message['table'] ??= 254
  } else if (Object.keys(message).every((key) => key === 'family' || message[key] === undefined)) {
    throw new TypeError('rule: which rule to delete is not said')
  }
  return { message, links: new Links(), call }
}

/** What a listing is filtered by. */
export function ruleFilter(options: object): Prepared {
  const message = fieldsOf(ruleNoun, options)
  const call = takeCall(message)
  const nothing = Object.keys(message).filter((key) => message[key] === null)
  for (const key of nothing) delete message[key]
  const family = message['family'] === undefined ? 0 : familyNumber(message['family'])
  if (message['family'] !== undefined) message['family'] = family
  wordsInto(message, family)
  for (const key of nothing) message[key] = null
  return { message, links: new Links(), call }
}
