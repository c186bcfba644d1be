import { isMaking } from '../buckets.ts'
import type { KindWords } from '../kind.ts'
import { fillParameters, type RedExtra, sizeOf, takeTraffic } from '../red-parameters.ts'

/** Words that mean that flows are to have random early detection. */
const EARLY = ['redflowlimit', 'min', 'max', 'probability', 'ecn', 'harddrop']

/** sfq: `avpkt` (usually 1000) and `burst` for random early detection in the flows. */
export const sfq: KindWords<RedExtra> = {
  words: ['avpkt', 'burst'],
  complete(options, { command }) {
    if (!isMaking(command) || Object.keys(options).length === 0) return
    // 0 is what the kernel makes of it; 1 would be no queue.
    if (sizeOf(options, 'limit') === 1) throw new RangeError('limit: 1 is too little, 2 is the least')
    const { avpkt = 1000, burst } = takeTraffic({ ...options })
    const isSaid = options['avpkt'] !== undefined || options['burst'] !== undefined
    for (const word of ['avpkt', 'burst']) delete options[word]
    // All of the struct, as tc(8) sends it.
    options['depth'] ??= 0
    if (!isSaid && (options['wlog'] !== undefined || !EARLY.some((word) => options[word]))) return
    const limit = sizeOf(options, 'redflowlimit')
    if (limit === 0)
      throw new TypeError("'redflowlimit' is needed beside 'min', 'max', 'avpkt', 'burst', 'probability', 'ecn' and 'harddrop'")
    const max = sizeOf(options, 'max') || Math.floor(limit / 4)
    const min = sizeOf(options, 'min') || Math.floor(max / 3)
    if (max > limit) throw new RangeError("'max' is to be no more than 'redflowlimit'")
    fillParameters(options, { min, max, avpkt, burst: burst ?? Math.floor((2 * min + max) / (3 * avpkt)) })
    Object.assign(options, { min, max })
  },
}
