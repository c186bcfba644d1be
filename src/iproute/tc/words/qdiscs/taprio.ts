import { shown, wrongType } from '../../../../netlink/errors.ts'
import type { KindWords } from '../kind.ts'
import { ofOption, renameOptions } from '../option.ts'

/** People's words of taprio, besides the keys of its table. */
export interface TaprioWords {
  /** The schedule in tc's words: `['S 01 300000', 'S 06 300000']`, each command, gates (hexadecimal) and nanoseconds. */
  readonly schedEntry: readonly string[]
}

function entry(text: unknown): object {
  const words = typeof text === 'string' ? text.trim().split(/\s+/) : []
  const [cmd, gates, interval] = words as [string, string, string]
  if (words.length !== 3) return wrongType(`command, gates and interval are wanted ('S 01 300000'), not ${shown(text)}`)
  if (!/^(?:0x)?[0-9a-f]+$/i.test(gates)) return wrongType(`'${gates}' is not a hexadecimal mask of gates`)
  return { cmd, gateMask: Number.parseInt(gates, 16), interval }
}

/** A schedule in tc's words. */
export const taprio: KindWords<TaprioWords> = {
  words: ['schedEntry'],
  complete(options) {
    renameOptions(options, { schedEntry: 'schedule' })
    const { schedule } = options
    if (Array.isArray(schedule)) {
      options['schedule'] = ofOption('schedEntry', () => schedule.map((one: unknown) => (typeof one === 'string' ? entry(one) : one)))
    }
  },
}
