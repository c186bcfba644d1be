// Colours by meaning, so that all commands use the same.
import { styleText } from 'node:util'

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

const codes = new Map<Meaning, readonly [begin: string, end: string]>()
/** The sequences around a text; asked of Node once for each meaning. */
const codesOf = (meaning: Meaning): readonly [string, string] => {
  let pair = codes.get(meaning)
  if (pair === undefined) {
    const [begin = '', end = ''] = styleText(MEANINGS[meaning], '|').split('|')
    pair = [begin, end]
    codes.set(meaning, pair)
  }
  return pair
}

export const coloured: Style = (meaning, text) => {
  if (text === '') return text
  const [begin, end] = codesOf(meaning)
  return begin + text + end
}
