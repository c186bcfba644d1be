// The words of `tc qdisc show` and `tc class show`, and handles as tc prints them.
import { handleNumber } from '../../schema/tc/classid.ts'

/** What a listing is restricted to. */
export interface Wanted {
  /** The name of a link; its name is then not printed. */
  readonly dev?: string
  /** Numbers of a handle, a parent, the queueing discipline of classes. */
  readonly handle?: number
  readonly parent?: number
  readonly qdisc?: number
}

/** What a word stands for: a filter with a value of its own, a filter that takes the next word, a flag without effect here. */
export type Word = { readonly [K in keyof Wanted]?: Wanted[K] | ((text: string) => Wanted[K]) }

/** tc takes the beginning of a word for the word. */
const LISTING = ['list', 'show', 'lst']

/** Handle of a queueing discipline: `1:`, `1`. */
export const handleOf = (text: string): number => handleNumber(text.includes(':') || text === 'none' ? text : `${text}:`)
/** Handle of a class: `1:10`, `root`; a number without a colon is hexadecimal. */
export const classOf = (text: string): number => handleNumber(/^[0-9a-f]+$/i.test(text) ? `0x${text}` : text)

/** Reads the words behind `qdisc` or `class`. Throws a TypeError for one that tc would not take. */
export function wantedBy([object, command, ...rest]: readonly string[], known: Readonly<Record<string, Word>>): Wanted {
  if (command !== undefined && !LISTING.some((word) => word.startsWith(command))) {
    throw new TypeError(`'tc ${object} ${command}' is not a listing`)
  }
  let wanted: Wanted = {}
  for (let i = 0; i < rest.length; i++) {
    const text = rest[i] as string
    const word = known[text]
    if (word === undefined) throw new TypeError(`'${text}' is not a word of 'tc ${object} show'`)
    for (const [key, value] of Object.entries(word)) {
      if (typeof value !== 'function') wanted = { ...wanted, [key]: value }
      else if (++i < rest.length) wanted = { ...wanted, [key]: value(rest[i] as string) }
      else throw new TypeError(`'tc ${object} show': a value is missing behind '${text}'`)
    }
  }
  return wanted
}

/** A parent or class as tc prints it: `1:10`, `1:`, `:10`, `none`, `root`. */
export function printClassid(text: string): string {
  if (!text.startsWith('0:')) return text
  return text === '0:' ? 'none' : text.slice(1)
}
/** The handle of a queueing discipline as tc prints it: `1:`. */
export const printHandle = (text: string): string => (text === 'root' ? 'ffff:' : text.slice(0, text.indexOf(':') + 1))
