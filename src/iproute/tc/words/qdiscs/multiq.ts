import type { KindWords } from '../kind.ts'

/** The kernel counts the bands, and yet wants a struct. */
export const multiq: KindWords = {
  complete(options) {
    options['bands'] ??= 0
  },
}
