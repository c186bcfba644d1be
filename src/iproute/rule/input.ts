import { RouteType } from '../../schema/route/enums.ts'
import { RuleAction, RuleFlags, RuleMessage } from '../../schema/rule.ts'
import { namesInto, prefixInto } from '../route/input.ts'
import { isAnswer, ruleFromAnswer } from '../words/answers.ts'
import { type Fields, fieldsOf, Links, type Noun, noun, type Prepared, reading, take, takeCall } from '../words/input.ts'
import { familyNumber, familyOf, INET } from '../words/input-prefix.ts'
import { numberOf } from '../words/names.ts'

/** Rules: the table's keys, and people's words for them. */
export const ruleNoun: Noun = noun('rule', RuleMessage, {
  ...{ lookup: 'table', pref: 'priority', order: 'priority', from: 'src', to: 'dst', rtype: 'action', type: 'action', rtscope: 'rtscope' },
  ...{ iif: 'iifname', dev: 'iifname', oif: 'oifname', ipproto: 'ipProto', sport: 'sportRange', dport: 'dportRange', uidrange: 'uidRange' },
  ...{ realms: 'flow', not: 'not', suppressPrefixlength: 'suppressPrefixlen', dsfield: 'tos' },
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
  const match = /^(\d+)(?:-(\d+))?$/.exec(value)
  if (!match) throw new TypeError(`rule: ${key}: '${value}' is not a number or a range ('80-90')`)
  return { start: Number(match[1]), end: Number(match[2] ?? match[1]) }
}

/** `'0x10/0xf0'`: FRA_FWMARK and FRA_FWMASK. */
function markInto(fields: Fields): void {
  const mark = fields['fwmark']
  if (typeof mark !== 'string') return
  const match = /^(0x[0-9a-fA-F]+|\d+)(?:\/(0x[0-9a-fA-F]+|\d+))?$/.exec(mark)
  if (!match) throw new TypeError(`rule: fwmark: '${mark}' is not a mark ('0x10/0xf0')`)
  fields['fwmark'] = Number(match[1])
  if (match[2] !== undefined) fields['fwmask'] = Number(match[2])
}

/** The words that rules and filters of rules have in common. */
function wordsInto(fields: Fields, family: number): void {
  prefixInto(fields, 'dst', family)
  prefixInto(fields, 'src', family)
  namesInto(fields)
  markInto(fields)
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
