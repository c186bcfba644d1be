import type { KindWords } from '../kind.ts'

/** A limit without an action is what is to be changed. */
export const plug: KindWords = {
  complete(options) {
    if (options['limit'] !== undefined) options['action'] ??= 'limit'
  },
}
