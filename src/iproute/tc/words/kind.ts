import type { Fields, Links } from '../../words/input.ts'

/** What {@link KindWords.complete} may know and use besides the options. */
export interface Completing {
  /** `add`, `change`, `replace`, `delete`, `get`. */
  readonly command: string
  /** The whole message in the making: `handle`, `parent`, `prio`, `protocol`, `index` ...; kinds may add to it. */
  readonly message: Fields
  /** Puts the index of a link where its name stands. */
  readonly links: Links
}

/**
 * People's words for one kind, besides the keys that its table takes; `Extra` are these words' types. Most kinds need
 * none of it.
 */
export interface KindWords<Extra extends object = object> {
  /** The words of `Extra`. */
  readonly words?: readonly (keyof Extra & string)[]
  /** Words that must be given when one is made; in place of one word several, of which one is enough. */
  readonly required?: readonly (string | readonly string[])[]
  /**
   * Turns the words into keys of the table, in place, and fills in what tc(8) fills in (tables of rates, defaults that
   * the kernel does not have). Throws TypeErrors or RangeErrors, or InputFaults, without the path of the option.
   */
  readonly complete?: (options: Fields, about: Completing) => void
}
