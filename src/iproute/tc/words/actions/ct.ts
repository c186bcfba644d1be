import type { KindWords } from '../kind.ts'
import { fillIn } from './common.ts'

/** As tc(8): refuses what the kernel would take and never do. */
export const ct: KindWords = {
  complete(options) {
    const { commit, force, clear, nat } = options
    const sets = typeof nat === 'string'
    if (clear === true && (commit === true || force === true || sets || nat === true)) throw new TypeError("'clear' stands alone")
    if (sets && commit !== true && options['ctAction'] === undefined) throw new TypeError(`nat '${nat}' needs 'commit'`)
    if (nat === true && commit === true) throw new TypeError("nat with 'commit' must be 'src' or 'dst'")
    if ([commit, force, clear, nat].every((one) => one === undefined)) options['ctAction'] ??= 0
    fillIn(options)
  },
}
