import type { KindWords } from '../kind.ts'

/** By default there are as many bands as are told of. */
export const ets: KindWords = {
  required: [['bands', 'strict', 'quanta']],
  complete(options) {
    const { strict, quanta } = options
    if (strict === undefined && quanta === undefined) return
    options['bands'] ??= (typeof strict === 'number' ? strict : 0) + (Array.isArray(quanta) ? quanta.length : 0)
  },
}
