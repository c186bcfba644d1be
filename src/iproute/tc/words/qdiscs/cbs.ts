import type { KindWords } from '../kind.ts'

/** cbs: its options must be there; what is not said is 0. */
export const cbs: KindWords = {
  complete(options) {
    if (Object.keys(options).length === 0) options['offload'] = 0
  },
}
