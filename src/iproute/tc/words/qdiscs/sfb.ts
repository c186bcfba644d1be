import { isMaking } from '../buckets.ts'
import type { KindWords } from '../kind.ts'
import { sizeOf } from '../red-parameters.ts'

/** What tc(8) sends where nothing else is said: milliseconds, packets, and shares whose least unit is 1/65535. */
const USUAL = { rehash: 600_000, db: 60_000, penaltyRate: 10, penaltyBurst: 20, increment: 33 / 0xffff, decrement: 3 / 0xffff }

/** sfb: the kernel wants all of its struct, so all is filled in; `max` and `target` out of each other. */
export const sfb: KindWords = {
  complete(options, { command }) {
    if (!isMaking(command) || options['parms'] !== undefined || options['TCA_SFB_PARMS'] !== undefined) return
    for (const [word, value] of Object.entries(USUAL)) options[word] ??= value
    const target = sizeOf(options, 'target')
    const max = sizeOf(options, 'max') || (target === 0 ? 25 : Math.floor((target * 5 + 1) / 4))
    Object.assign(options, { max, target: target || Math.floor((max * 4 + 3) / 5) })
  },
}
