// Words that filters of many kinds share.
import type { Encodable } from '../../../../netlink/codec.ts'
import type { PoliceAction } from '../../../../schema/tc/actions/police.ts'
import type { EmatchListInput } from '../../../../schema/tc/ematches/tree.ts'
import { ClassifierFlags } from '../../../../schema/tc/filters/flags.ts'
import { type Fields, take } from '../../../words/input.ts'
import type { Optional } from '../../../words/input-types.ts'
import { type PoliceWords, police } from '../actions/police.ts'
import type { Completing } from '../kind.ts'
import { renameOptions } from '../option.ts'

/** Further words for `classid`. */
export interface ClassWords {
  /** As tc(8) says it too. */
  readonly flowid: string | number
  /** As the reference page says it. */
  readonly target: string | number
}
/** The words of {@link ClassWords}. */
export const classWords = ['flowid', 'target'] as const

/** Extended matches, as tc(8) calls them. */
export interface MatchWords {
  /** The same as `ematches`. */
  readonly match: EmatchListInput
}

/** A police from before there were actions, with the words that the action has. */
export interface PoliceOption {
  readonly police: Encodable<typeof PoliceAction> & Optional<PoliceWords>
}

/** Which of software and hardware is not to have the filter. */
export interface PlaceWords {
  readonly skipHw: boolean
  readonly skipSw: boolean
}
/** The words of {@link PlaceWords}. */
export const placeWords = ['skipHw', 'skipSw'] as const

/** `flowid` and `target` are `classid`. */
export const completeClass = (options: Fields): void => renameOptions(options, { flowid: 'classid', target: 'classid' })

const { SKIP_HW, SKIP_SW, IN_HW, NOT_IN_HW } = ClassifierFlags.constants

/** `skipHw` and `skipSw` join the flags; what the kernel tells in them of a filter that is there, it does not take. */
export function completePlace(options: Fields, key: 'flags' | 'flagsGen' = 'flags'): void {
  const [skipHw, skipSw] = placeWords.map((word) => {
    const value = take(options, word)
    if (value !== undefined && typeof value !== 'boolean') throw new TypeError(`${word}: true or false is wanted, not ${String(value)}`)
    return value
  })
  const given = take(options, key)
  let flags = given === undefined ? 0 : ClassifierFlags.bits(given as 'skip_hw') & ~(IN_HW | NOT_IN_HW)
  if (skipHw !== undefined) flags = skipHw ? flags | SKIP_HW : flags & ~SKIP_HW
  if (skipSw !== undefined) flags = skipSw ? flags | SKIP_SW : flags & ~SKIP_SW
  if ((flags & SKIP_HW) !== 0 && (flags & SKIP_SW) !== 0) throw new TypeError("'skipHw' and 'skipSw' leave nothing to have the filter")
  if (flags !== 0) options[key] = flags
}

/** The words of a police, as those of the action. */
export function completePolice(options: Fields, about: Completing): void {
  const { police: given } = options
  if (typeof given !== 'object' || given === null || given instanceof Uint8Array) return
  const words: Fields = { ...given }
  police.complete?.(words, about)
  options['police'] = words
}
