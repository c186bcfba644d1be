import { OLD_SWITCHES } from '../../../../schema/tc/red.ts'
import { isMaking } from '../buckets.ts'
import type { KindWords } from '../kind.ts'
import { type BandwidthExtra, fillIdleTable, fillParameters, fillSwitches, sizeOf, takeTraffic } from '../red-parameters.ts'

/** choke: `bandwidth`, `avpkt` (usually 1000) and `burst`, as of red; `min`, `max` and `limit` are packets. */
export const choke: KindWords<BandwidthExtra> = {
  words: ['avpkt', 'burst', 'bandwidth'],
  required: ['limit', ['bandwidth', 'wlog']],
  complete(options, { command }) {
    if (!isMaking(command)) return
    const traffic = takeTraffic(options)
    const { bandwidth, avpkt = 1000 } = traffic
    if (bandwidth !== undefined) {
      const limit = sizeOf(options, 'limit')
      const max = sizeOf(options, 'max') || Math.floor(limit / 4)
      const min = sizeOf(options, 'min') || Math.floor(max / 3)
      if (max > limit) throw new RangeError("'max' is to be no more than 'limit'")
      const burst = traffic.burst ?? Math.floor((2 * min + max) / 3)
      fillParameters(options, { min: min * avpkt, max: max * avpkt, burst, avpkt })
      Object.assign(options, { min, max, stab: undefined, scellLog: undefined })
    }
    fillIdleTable(options, traffic)
    fillSwitches(options, OLD_SWITCHES)
  },
}
