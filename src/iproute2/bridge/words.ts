// The words of bridge's listings: `vlan show dev d0 vid 10`. What is none of them is passed over, as bridge does.
import type { RtnetlinkMessage } from '../../schema/index.ts'
import { commandOf } from '../ip/words.ts'
import type { Printing } from '../types.ts'

/** What a listing is restricted to, by the word: `{ dev: 'd0', vid: '10' }`; a word without a value stands for itself. */
export type Wanted = Readonly<Record<string, string | undefined>>

/** Reads the words behind a listing. Throws a TypeError where one lacks its value. */
export function readWanted(
  { words: all }: Printing,
  valued: readonly string[],
  bare: readonly string[] = [],
  commands: readonly string[] = [],
): Wanted {
  const [command, words] = commandOf(all, commands)
  const wanted: Record<string, string> = { command }
  for (let word = words.next; word !== undefined; word = words.next) {
    words.take()
    if (valued.includes(word)) wanted[word] = words.take()
    else if (bare.includes(word)) wanted[word] = word
  }
  return wanted
}

/** Whether it is of the link that is asked for. */
export const isWanted = ({ index }: { readonly index: number }, { dev }: Wanted, printing: Printing): boolean =>
  dev === undefined || printing.link(index) === dev

/** A number that is asked for; 0 is none, as atoi(3) has it of anything else. */
export const numberOf = (text: string | undefined): number => Number.parseInt(text ?? '0', 10) || 0

/** The messages of some types. */
export const told = <M>(
  messages: readonly RtnetlinkMessage[],
  ...types: readonly string[]
): readonly (M & { readonly header: RtnetlinkMessage['header'] })[] =>
  messages.filter(({ header }) => types.includes(String(header.type))) as never

/** `vlan` and `vlanEnd`: a range by its ends. */
export const range = (name: string, first: number, last = first): Record<string, number> => ({
  [name]: first,
  ...(last !== first && { [`${name}End`]: last }),
})
