import { ends4, ends6, keyNumber } from './tunnel.ts'
import { type KindWords, made, type Word } from './words.ts'

const oneWay = (key: string): Word<number | string> => made(key, keyNumber)
const keys = {
  key: {
    put(draft, value, word) {
      for (const key of ['ikey', 'okey']) draft.set(key, keyNumber(value, word), word)
    },
  } as Word<number | string>,
  ikey: oneWay('ikey'),
  okey: oneWay('okey'),
} as const

export const vtiKind = { words: { ...ends4, ...keys }, whole: true } as const satisfies KindWords
export const vti6Kind = { words: { ...ends6, ...keys }, whole: true } as const satisfies KindWords
