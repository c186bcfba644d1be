import type { SetTable } from '../../netlink/attributes.ts'
import { Action, ActionFlags, ActionHwStats } from '../../schema/tc/actions/action.ts'
import { type Fields, type Links, unknownWord } from '../words/input.ts'
import { checkWords, completeOptions, completing, kindOf, takeOptions } from './kinds.ts'

/** What an action's answer holds and a request does not. */
const READ_ONLY = ['stats', 'usedHwStats', 'inHwCount']

const table = (): SetTable => Action.table
const isActionKey = (word: string): boolean => {
  const line = table().byKey.get(word) ?? table().byName.get(word)
  return line !== undefined && line.role !== 'alignment'
}

/** Words that are flags alone: those given are set, the others of the field left. */
function bitsInto(action: Fields, key: string, bits: (names: never) => number): void {
  const value = action[key]
  if (value === undefined || (typeof value === 'object' && value !== null && !Array.isArray(value))) return
  const number = bits(value as never)
  action[key] = { value: number, selector: number }
}

/** The cookie as hexadecimal text, as tc(8) writes it, or as bytes. */
function cookieInto(action: Fields): void {
  const { cookie } = action
  if (typeof cookie !== 'string') return
  if (!/^([0-9a-f]{2}){1,16}$/i.test(cookie)) throw new TypeError(`tc: cookie: '${cookie}' is not hexadecimal, 1 to 16 bytes`)
  action['cookie'] = Uint8Array.from(cookie.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
}

/**
 * One action as it is sent. Its options stand under `options` or beside its own words; `index` is the number of one
 * that is shared, a verdict alone (`'drop'`) an action of kind gact.
 */
export function actionMessage(given: unknown, command: string, message: Fields, links: Links): Fields {
  if (typeof given === 'string') return actionMessage({ kind: 'gact', options: { action: given } }, command, message, links)
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new TypeError("tc: an action is an object ({ kind: 'mirred', ... }) or a verdict ('drop')")
  const action: Fields = { ...given }
  for (const key of READ_ONLY) delete action[key]
  const kind = kindOf('action', action['kind'], action['options'])
  const removes = command === 'delete' || command === 'get'
  // In a request that makes one, its number stands among the options.
  const number = action['index']
  if (!removes) delete action['index']
  const options = takeOptions(action, isActionKey)
  if (options instanceof Uint8Array) return { ...action, options }
  const words = options ?? {}
  if (!removes && number !== undefined) words['index'] ??= number
  if (removes && words['index'] !== undefined) {
    action['index'] = words['index']
    delete words['index']
  }
  if (kind.codec === undefined) {
    const [word] = Object.keys(words)
    if (word !== undefined) unknownWord(word, 'tc', table().byKey.keys())
    return action
  }
  bitsInto(action, 'flags', ActionFlags.bits)
  bitsInto(action, 'hwStats', ActionHwStats.bits)
  cookieInto(action)
  if (removes) return action
  checkWords(kind, words, table().byKey.keys())
  completeOptions(kind, words, completing(command, message, links))
  return { ...action, options: words }
}

/** A list of actions, or one. */
export const actionMessages = (given: unknown, command: string, message: Fields, links: Links): Fields[] =>
  (Array.isArray(given) ? given : [given]).map((one: unknown) => actionMessage(one, command, message, links))
