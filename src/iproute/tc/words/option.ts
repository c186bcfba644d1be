import { InputFault, wrongType } from '../../../netlink/errors.ts'
import type { Fields } from '../../words/input.ts'
import { isMaking } from './buckets.ts'
import type { Completing } from './kind.ts'

/** Puts what people's words say under the keys that they mean: `{ limit: 'backlogLimit' }`. Throws an InputFault for both at once. */
export function renameOptions(options: Fields, meanings: Readonly<Record<string, string>>): void {
  for (const word in meanings) {
    const value = options[word]
    if (value === undefined) continue
    const key = meanings[word] as string
    if (options[key] !== undefined) wrongType(`'${word}' says again what '${key}' says`)
    delete options[word]
    options[key] = value
  }
}

/** Sends the nest of options even where nothing is in it, as tc(8) does with these kinds. */
export function withOptions(options: Fields, { command, message }: Completing): void {
  if (isMaking(command)) message['options'] = options
}

/** Reckons with the value of one option; its fault names the option. */
export function ofOption<T>(option: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof InputFault ? error.within(option) : error
  }
}
