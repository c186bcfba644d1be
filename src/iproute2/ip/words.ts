// The words behind the object: `show dev d0 table all`.
import { abbreviates } from '../switches.ts'

const LISTING = ['show', 'lst', 'list']

/** The words of a command, one after the other. */
export class Words {
  readonly #words: readonly string[]
  #at = 0

  constructor(words: readonly string[]) {
    this.#words = words
  }

  /** The next word. */
  get next(): string | undefined {
    return this.#words[this.#at]
  }
  /** Takes the next word. Throws a TypeError where there is none. */
  take(): string {
    const word = this.#words[this.#at++]
    if (word === undefined) throw new TypeError(`a word is missing behind '${this.#words.at(-1)}'`)
    return word
  }
  /** Takes the next word if it is this one, or its beginning. */
  skip(whole: string, exactly = false): boolean {
    const fits = this.next !== undefined && (exactly ? this.next === whole : abbreviates(this.next, whole))
    if (fits) this.#at++
    return fits
  }
}

/** What the words of a listing mean: each takes its values off the words. In the order in which iproute2 tries them. */
export type Meanings = Readonly<Record<string, (words: Words) => void>>

/** Words that are not to be cut short. */
interface Reading {
  readonly exact?: ReadonlySet<string>
  /** For what is none of the words. */
  readonly other?: (words: Words) => void
}

/** Reads all words. Throws a TypeError for one that is not known. */
export function readWords(words: Words, meanings: Meanings, { exact = new Set(), other }: Reading = {}): void {
  const fits = (word: string, whole: string): boolean => (exact.has(whole) ? word === whole : abbreviates(word, whole))
  for (let word = words.next; word !== undefined; word = words.next) {
    const found = Object.keys(meanings).find((whole) => fits(word as string, whole))
    if (found !== undefined) {
      words.take()
      meanings[found]?.(words)
    } else if (other !== undefined) other(words)
    else throw new TypeError(`'${word}' is not a word of this command`)
  }
}

/** A meaning: the next word is the value of `key`. */
export const sets =
  <W, K extends keyof W>(wanted: W, key: K, read: (text: string) => NonNullable<W[K]>) =>
  (words: Words): void => {
    wanted[key] = read(words.take())
  }
/** The same of text as it stands. */
export const setsText = <K extends string>(wanted: { [key in K]?: string }, key: K): ((words: Words) => void) =>
  sets(wanted, key, (text) => text)
/** A meaning: the word alone says it. */
export const marks =
  <K extends string>(wanted: { [key in K]?: boolean }, key: K) =>
  (): void => {
    wanted[key] = true
  }
/** A meaning: the next word is for the kernel alone. */
export const passes = (words: Words): void => {
  words.take()
}

/** What is asked for: `show` (also where nothing is said), or another of `commands`. */
export function commandOf([object, command, ...rest]: readonly string[], commands: readonly string[] = []): readonly [string, Words] {
  if (command === undefined || LISTING.some((word) => abbreviates(command, word))) return ['show', new Words(rest)]
  const found = commands.find((word) => abbreviates(command, word))
  if (found === undefined) throw new TypeError(`'ip ${object} ${command}' is not a listing`)
  return [found, new Words(rest)]
}
