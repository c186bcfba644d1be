import { GreFlags } from '../../../schema/link/kinds/gre.ts'
import { encap4, encap6, ends4, ends6, finish6, keyNumber, over6, pmtudisc, tos4s, ttls } from './tunnel.ts'
import { isOn, type KindWords, negatable, oneOf, onOff, type Switch, same, type Word } from './words.ts'

const { KEY, CSUM, SEQ } = GreFlags.constants
type Way = 'i' | 'o'
const BOTH: readonly Way[] = ['i', 'o']

/** `csum` of both ways, `icsum` of what comes in, `ocsum` of what goes out. */
const gre = (bits: number, ways: readonly Way[]): Word<Switch> => ({
  put(draft, value, word) {
    for (const way of ways) draft.bits(`${way}flags`, GreFlags, bits, isOn(value, word))
  },
})

/** The key, and the flag that says there is one; a 0 beside flags that do not say so is no key. */
const key = (ways: readonly Way[]): Word<number | string> => ({
  put(draft, value, word) {
    const number = keyNumber(value, word)
    for (const way of ways) {
      if (number !== 0 || draft.fields[`${way}flags`] === undefined) draft.bits(`${way}flags`, GreFlags, KEY, true)
      draft.set(`${way}key`, number, word)
    }
  },
})
const nokey = (ways: readonly Way[]): Word<true> => ({
  put(draft, _value, word) {
    for (const way of ways) {
      draft.bits(`${way}flags`, GreFlags, KEY, false)
      draft.set(`${way}key`, 0, word)
    }
  },
})

const greWords = {
  key: key(BOTH),
  ikey: key(['i']),
  okey: key(['o']),
  nokey: nokey(BOTH),
  noikey: nokey(['i']),
  nookey: nokey(['o']),
  ...negatable('csum', gre(CSUM, BOTH)),
  ...negatable('icsum', gre(CSUM, ['i'])),
  ...negatable('ocsum', gre(CSUM, ['o'])),
  ...negatable('seq', gre(SEQ, BOTH)),
  ...negatable('iseq', gre(SEQ, ['i'])),
  ...negatable('oseq', gre(SEQ, ['o'])),
} as const

const erspanWords = {
  /** The index of version 1, 20 bits. */
  erspan: same<number>('erspanIndex'),
  erspanDir: oneOf('erspanDir', { ingress: 0, egress: 1 }),
} as const

const over4 = {
  ...ends4,
  ...ttls,
  ...tos4s,
  ...pmtudisc,
  ...negatable('ignoreDf', onOff('ignoreDf')),
  ...greWords,
  ...encap4,
} as const

export const greKind = { words: over4, whole: true } as const satisfies KindWords
export const erspanKind = { words: { ...over4, ...erspanWords }, whole: true } as const satisfies KindWords
export const ip6greKind = {
  words: { ...ends6, ...greWords, ...encap6, ...over6 },
  finish: finish6,
  whole: true,
} as const satisfies KindWords
export const ip6erspanKind = {
  words: { ...ends6, ...greWords, ...encap6, ...over6, ...erspanWords },
  finish: finish6,
  whole: true,
} as const satisfies KindWords
