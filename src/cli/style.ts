// Colours by meaning, so that all commands use the same.
import { inspect } from 'node:util'

const MEANINGS = {
  title: 'bold',
  name: 'cyan',
  address: 'magenta',
  address6: 'blue',
  good: 'green',
  bad: 'red',
  warning: 'yellow',
  quiet: 'dim',
} as const
/** What a text is: a link's name, an address, a state that is good or bad. */
export type Meaning = keyof typeof MEANINGS

/** Colours a text by its meaning, or leaves it as it is. */
export type Style = (meaning: Meaning, text: string) => string

export const plain: Style = (_meaning, text) => text

export const coloured: Style = (meaning, text) => {
  // styleText() would ask the stream again, and we know better.
  const codes = inspect.colors[MEANINGS[meaning]]
  return text === '' || codes === undefined ? text : `\x1b[${codes[0]}m${text}\x1b[${codes[1]}m`
}
