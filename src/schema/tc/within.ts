import { InputFault } from '../../netlink/errors.ts'

/** Names the word whose value `work` reads, in the fault that it may throw: for the `write` of a view. */
export function within<T>(word: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof InputFault ? error.within(word) : error
  }
}
