// Faults of views: which word of people's they are about.
import { InputFault } from '../../netlink/errors.ts'

/** Names the word that something is wrong with. */
export function at<T>(word: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof InputFault ? error.within(word) : error
  }
}

/** Does not name the structs whose fields people say among the options themselves. */
export function lifted(structs: readonly string[], work: () => void): void {
  try {
    work()
  } catch (error) {
    if (error instanceof InputFault && error.path.length > 1 && structs.includes(error.path[0] ?? '')) error.path = error.path.slice(1)
    throw error
  }
}
