import type { KindWords } from '../kind.ts'

/** hfsc: its options must be there, a default class among them or not. */
export const hfsc: KindWords = {
  complete(options) {
    if (options['defcls'] === undefined) options['default'] ??= 0
  },
}
