import { writeHtbClass } from '../../../schema/tc/qdiscs/htb-class.ts'
import { bytesPerSecond } from '../numbers.ts'
import type { ClassPrinter } from '../printers.ts'
import { bucketSize, linkLayerName } from '../sizes.ts'

/** tc/q_htb.c */
export const printHtb: ClassPrinter<'htb'> = {
  options(options, { details }) {
    const { rate = 0, ceil = 0, quantum, level, prio, overhead = 0, linklayer, offload } = options
    // The ticks are what tc reckons with.
    const { parms } = writeHtbClass(options)
    if (options.rate === undefined || parms === undefined) return {}
    const burst = bucketSize(rate, Number(parms.bufferTicks))
    const cburst = bucketSize(ceil, Number(parms.cbufferTicks))
    const { rate: spec, ceil: ceilSpec } = parms
    return {
      ...(level === 0 && { prio, ...(details && { quantum }) }),
      rate: bytesPerSecond(rate),
      ...(overhead !== 0 && { overhead }),
      ceil: bytesPerSecond(ceil),
      ...((details || (linklayer !== 'ethernet' && linklayer !== 'unaware')) && { linklayer: linkLayerName(linklayer) }),
      burst,
      ...(details && { burst_cell: 2 ** Number(spec?.cellLog), mpu_rate: Number(spec?.mpu) }),
      cburst,
      ...(details && { cburst_cell: 2 ** Number(ceilSpec?.cellLog), mpu_ceil: Number(ceilSpec?.mpu), level }),
      ...(offload && { offload: null }),
    }
  },
  xstats: ({ lends, borrows, giants, tokens, ctokens }) => ({ lended: lends, borrowed: borrows, giants, tokens, ctokens }),
}
