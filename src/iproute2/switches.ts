// The switches before the object of a command: `-j -d -f mpls`.
import type { Family } from './types.ts'

/** What stands before the object. */
export interface Switches {
  readonly details: number
  readonly statistics: number
  readonly brief: boolean
  readonly numeric: boolean
  readonly oneline: boolean
  readonly family: Family | undefined
  /** `-n blue` */
  readonly netns: string | undefined
  /** The words from the object on. */
  readonly words: readonly string[]
}

/** Switches that take the next word, in the order in which iproute2 tries them: each may be cut short to these letters. */
const VALUED: readonly (readonly [whole: string, least: number])[] = [
  ['loops', 1],
  ['family', 1],
  ['batch', 1],
  ['rcvbuf', 2],
  ['netns', 1],
  ['conf', 3],
  ['cf', 2],
]
const FAMILIES: Readonly<Record<string, Family>> = { '4': 'inet', '6': 'inet6', '0': 'link', B: 'bridge', M: 'mpls' }
const NAMED: ReadonlySet<string> = new Set(Object.values(FAMILIES))

const begins = (word: string, whole: string, least = 1): boolean => word.length >= least && whole.startsWith(word)

/** Whether the word is this one, or its beginning. iproute2 takes the first of its words that fits. */
export const abbreviates = (word: string, whole: string): boolean => begins(word, whole, 0)

/** Takes the words behind `ip`, `tc` or `bridge` apart. Throws a TypeError for a family that there is not. */
export function switchesOf(argv: readonly string[]): Switches {
  let [details, statistics, brief, numeric, oneline] = [0, 0, false, false, false]
  let family: Family | undefined
  let netns: string | undefined
  let i = 0
  for (; i < argv.length && (argv[i] as string).startsWith('-'); i++) {
    const word = (argv[i] as string).replace(/^--?/, '')
    const short = FAMILIES[word]
    const valued = begins(word, 'brief', 2) ? undefined : VALUED.find(([whole, least]) => begins(word, whole, least))?.[0]
    if (short !== undefined) family = short
    else if (valued !== undefined) {
      const value = argv[++i]
      if (valued === 'netns') netns = value
      if (valued === 'family') family = familyOf(value)
    } else if (begins(word, 'details')) details++
    else if (begins(word, 'statistics') || word === 'stats') statistics++
    else if (begins(word, 'brief', 2)) brief = true
    else if (begins(word, 'Numeric')) numeric = true
    else if (begins(word, 'oneline')) oneline = true
  }
  return { details, statistics, brief, numeric, oneline, family, netns, words: argv.slice(i) }
}

/** A family by the name that `-f` takes. */
function familyOf(text: string | undefined): Family {
  if (text !== undefined && NAMED.has(text)) return text as Family
  throw new TypeError(`'${text}' is not a family: ${[...NAMED].join(', ')}`)
}
