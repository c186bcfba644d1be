import { TaprioFlags, type TaprioSchedule } from '../../../schema/tc/qdiscs/taprio.ts'
import type { Json, JsonObject } from '../../types.ts'
import { clockName } from '../names.ts'
import type { QdiscPrinter } from '../printers.ts'

const hex = (number: number): string => (number === 0 ? '0' : `0x${number.toString(16)}`)

const printQueues = (queues: string): Json => {
  const [count, offset] = queues.split('@').map(Number) as [number, number]
  return { offset, count }
}

/** tc prints times as if they could not be negative. */
const unsigned = (time: number | bigint): number | bigint => (time < 0 ? BigInt.asUintN(64, BigInt(time)) : time)

const printSchedule = ({ baseTime = 0, cycleTime = 0, cycleTimeExtension = 0, schedule }: TaprioSchedule): JsonObject => ({
  base_time: unsigned(baseTime),
  cycle_time: unsigned(cycleTime),
  cycle_time_extension: unsigned(cycleTimeExtension),
  schedule: schedule?.map(({ index = 0, cmd, gateMask = 0, interval = 0 }) => ({
    index,
    cmd: cmd === undefined || cmd === 'set_gates' ? 'S' : 'Invalid',
    gatemask: hex(gateMask),
    interval,
  })),
})

/**
 * tc 6.1 knows nothing of frame preemption and of packets' sizes, and prints the schedule to come as an object without
 * a name, which is no JSON; here its name is `admin`.
 */
export const printTaprio: QdiscPrinter<'taprio'> = {
  options(options): JsonObject {
    const { numTc, map, queues, clockid, flags, txtimeDelay, adminSched } = options
    if (numTc === undefined) return {}
    return {
      tc: numTc,
      map,
      queues: queues?.slice(0, numTc).map(printQueues),
      ...(clockid !== undefined && { clockid: clockName(clockid) }),
      ...(flags !== undefined && { flags: hex(TaprioFlags.bits(flags)) }),
      ...(txtimeDelay !== undefined && { txtime_delay: txtimeDelay }),
      ...printSchedule(options),
      ...(adminSched && { admin: printSchedule(adminSched) }),
    }
  },
}
