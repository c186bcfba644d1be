import { isMaking } from '../buckets.ts'
import type { KindWords } from '../kind.ts'

/** Classes of drr: options must be there, even without a word among them. */
export const drr: KindWords = {
  complete(options, { command, message }) {
    if (isMaking(command)) message['options'] = options
  },
}
