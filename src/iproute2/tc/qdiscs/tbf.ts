import { writeTbf } from '../../../schema/tc/qdiscs/tbf-words.ts'
import type { JsonObject } from '../../types.ts'
import { bytesPerSecond } from '../numbers.ts'
import type { QdiscPrinter } from '../printers.ts'
import { bucketSize, linkLayerName, sizeAndCell, tickTime } from '../sizes.ts'

/** The small bucket of the peak; of the peak's rate itself tc's JSON is silent. */
function printPeak(peakrate: number | bigint, ticks: number, mpu: number, cellLog: number, details: boolean): JsonObject {
  if (Number(peakrate) === 0 || (ticks === 0 && mpu === 0)) return {}
  const mtu = bucketSize(peakrate, ticks)
  return details ? { mtu: sizeAndCell(mtu, cellLog), mpu } : { minburst: mtu }
}

/** tc/q_tbf.c */
export const printTbf: QdiscPrinter<'tbf'> = {
  options(options, { details }) {
    const { rate = 0, peakrate = 0, limit = 0, overhead = 0, linklayer } = options
    // The ticks are what tc reckons with.
    const { parms } = writeTbf(options)
    if (parms === undefined) return {}
    const { rate: spec, peakrate: peak } = parms
    const [bufferTicks, mtuTicks] = [Number(parms.bufferTicks), Number(parms.mtuTicks)]
    const burst = bucketSize(rate, bufferTicks)
    // How long a full queue waits, at the rate or at the peak, whichever is longer.
    const wait = (1e6 * limit) / (Number(rate) / 8) - tickTime(bufferTicks)
    const peakWait = (1e6 * limit) / (Number(peakrate) / 8) - tickTime(mtuTicks)
    const latency = Number(peakrate) !== 0 && peakWait > wait ? peakWait : wait
    return {
      rate: bytesPerSecond(rate),
      ...(details ? { burst: sizeAndCell(burst, Number(spec?.cellLog)), mpu: Number(spec?.mpu) } : { burst }),
      ...printPeak(peakrate, mtuTicks, Number(peak?.mpu), Number(peak?.cellLog), details),
      ...(latency >= 0 ? { lat: Math.trunc(latency) } : { limit }),
      ...(overhead !== 0 && { overhead }),
      ...((details || (linklayer !== 'ethernet' && linklayer !== 'unaware')) && { linklayer: linkLayerName(linklayer) }),
    }
  },
}
