import { shown, wrongType } from '../../../../netlink/errors.ts'
import { FlowerCtFlags, FlowerKeyFlags } from '../../../../schema/tc/filters/flower/flags.ts'
import { halvesOf, hexBytes, type Masked } from './masked.ts'

const CT_WORDS = { trk: 'tracked', new: 'new', est: 'established', rel: 'related', inv: 'invalid', rpl: 'reply' } as const

/** `frag/nofirstfrag`: flags and which of them are asked for. */
export function flagsOf(value: unknown): Masked<number> {
  const words: readonly unknown[] =
    typeof value === 'string' ? value.split('/') : Array.isArray(value) ? value : wrongType(`${shown(value)} is not a text`)
  let [flags, mask] = [0, 0]
  for (const word of words) {
    const no = typeof word === 'string' && word.startsWith('no')
    const bit = FlowerKeyFlags.bits((no ? word.slice(2) : word) as 'is_fragment')
    if (!no) flags |= bit
    mask |= bit
  }
  return [flags, mask]
}

/** `+trk-new`: states and which of them are asked for. */
export function ctStateOf(value: unknown): Masked<number> {
  if (typeof value !== 'string' || !/^(?:[+-][a-z]+)+$/.test(value)) return wrongType(`${shown(value)} is not a state ('+trk+est-new')`)
  let [state, mask] = [0, 0]
  for (const one of value.match(/[+-][a-z]+/g) ?? []) {
    const word = one.slice(1)
    const known = Object.hasOwn(CT_WORDS, word) ? CT_WORDS[word as keyof typeof CT_WORDS] : (word as 'new')
    const bit = FlowerCtFlags.bits(known)
    if (one.startsWith('+')) state |= bit
    mask |= bit
  }
  return [state, mask]
}

/** Bytes in hexadecimal, `0123/ffff`; without a mask tc(8) asks for all 16. */
export function ctLabelOf(value: unknown): Masked<Uint8Array> {
  const [label, mask] = typeof value === 'string' ? halvesOf(value) : [value, undefined]
  return [hexBytes(label, 16), mask === undefined ? new Uint8Array(16).fill(0xff) : hexBytes(mask, 16)]
}
