import { RED_SWITCHES } from '../../../../schema/tc/red.ts'
import { isMaking } from '../buckets.ts'
import type { KindWords } from '../kind.ts'
import { type BandwidthExtra, fillIdleTable, fillParameters, fillSwitches, sizeOf, takeTraffic } from '../red-parameters.ts'

/** red: the average packet, burst and bandwidth of tc-red(8) in place of `wlog`, `plog`, `scellLog` and `stab`. */
export const red: KindWords<BandwidthExtra> = {
  words: ['avpkt', 'burst', 'bandwidth'],
  required: ['limit', ['avpkt', 'wlog']],
  complete(options, { command }) {
    if (!isMaking(command)) return
    const traffic = takeTraffic(options)
    const { avpkt } = traffic
    if (avpkt !== undefined) {
      let [min, max] = [sizeOf(options, 'min'), sizeOf(options, 'max')]
      max ||= min === 0 ? Math.floor(sizeOf(options, 'limit') / 4) : min * 3
      min ||= Math.floor(max / 3)
      const burst = traffic.burst ?? Math.floor((2 * min + max) / (3 * avpkt))
      fillParameters(options, { min, max, burst, avpkt })
      Object.assign(options, { min, max, stab: undefined, scellLog: undefined })
    }
    fillIdleTable(options, traffic)
    fillSwitches(options, RED_SWITCHES)
  },
}
