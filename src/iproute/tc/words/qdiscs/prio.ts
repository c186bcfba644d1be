import type { KindWords } from '../kind.ts'

/** The band of each TC_PRIO_* with tc(8) and pfifo_fast: interactive and control first, bulk last. */
const PRIOMAP: readonly number[] = [1, 2, 2, 2, 1, 2, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1]

/** The kernel has no defaults; a map that is too short goes on as the default does. */
export const prio: KindWords = {
  complete(options) {
    options['bands'] ??= 3
    const { priomap = [] } = options
    if (Array.isArray(priomap)) options['priomap'] = [...priomap, ...PRIOMAP.slice(priomap.length)]
    options['compat'] ??= {} // as tc(8) has it
  },
}
