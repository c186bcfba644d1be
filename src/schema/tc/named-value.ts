import type { Codec } from '../../netlink/codec.ts'
import { shown, wrongType } from '../../netlink/errors.ts'
import { nearest } from '../../netlink/names.ts'

/**
 * A quantity one value of which has a word of its own: a rate of zero that means `'unlimited'`. That value reads as the
 * word; everything else is as `codec` has it.
 */
export function withWord<Out extends number | bigint, In, const Word extends string>(
  codec: Codec<Out, In>,
  word: Word,
  value: Out & In,
): Codec<Out | Word, In | Word> {
  const toWord = (number: Out): Out | Word => (number === value ? word : number)
  const toValue = (input: In | Word): In => {
    if (input === word) return value
    if (typeof input === 'string' && nearest(input, [word]) !== undefined) wrongType(`${shown(input)} is neither a number nor '${word}'`)
    return input as In
  }
  const { inline, inlineStore, toNumber } = codec
  return {
    type: codec.type,
    ...(codec.size === undefined ? {} : { size: codec.size }),
    read: (view, at, end, scope) => toWord(codec.read(view, at, end, scope)),
    write: (out, input, scope) => codec.write(out, toValue(input), scope),
    ...(inline && { inline: (at, bind) => `${bind(toWord)}(${inline(at, bind)})` }),
    ...(inlineStore && { inlineStore: (at, input, bind) => inlineStore(at, `${bind(toValue)}(${input})`, bind) }),
    ...(toNumber && { toNumber: (input) => toNumber(toValue(input)) }),
  }
}
