import type { Decoded } from '../../netlink/codec.ts'
import type { LinkMessage } from '../../schema/link/link.ts'
import type { LinkStats, LinkStats64 } from '../../schema/link/stats.ts'
import type { JsonObject } from '../types.ts'

/** What a second `-s` adds. */
const MORE = 2

/** Counters of a link: of errors only the sum, with a second `-s` each kind; of some only if they are not zero. */
export function printCounters(stats: Decoded<typeof LinkStats64> | Decoded<typeof LinkStats>, level: number, changes?: number): JsonObject {
  const otherhost = 'rxOtherhostDropped' in stats ? stats.rxOtherhostDropped : undefined
  return {
    rx: {
      bytes: stats.rxBytes,
      packets: stats.rxPackets,
      errors: stats.rxErrors,
      dropped: stats.rxDropped,
      over_errors: stats.rxOverErrors,
      multicast: stats.multicast,
      compressed: stats.rxCompressed || undefined,
      ...(level >= MORE && {
        length_errors: stats.rxLengthErrors,
        crc_errors: stats.rxCrcErrors,
        frame_errors: stats.rxFrameErrors,
        fifo_errors: stats.rxFifoErrors,
        missed_errors: stats.rxMissedErrors,
        nohandler: stats.rxNohandler || undefined,
        otherhost: otherhost || undefined,
      }),
    },
    tx: {
      bytes: stats.txBytes,
      packets: stats.txPackets,
      errors: stats.txErrors,
      dropped: stats.txDropped,
      carrier_errors: stats.txCarrierErrors,
      collisions: stats.collisions,
      compressed: stats.txCompressed || undefined,
      ...(level >= MORE && {
        aborted_errors: stats.txAbortedErrors,
        fifo_errors: stats.txFifoErrors,
        window_errors: stats.txWindowErrors,
        heartbeat_errors: stats.txHeartbeatErrors,
        carrier_changes: changes,
      }),
    },
  }
}

/** The member `stats64`, or `stats` where a kernel has those alone. */
export function printLinkStats({ stats, stats64, carrierChanges }: LinkMessage, level: number): JsonObject {
  if (stats64 !== undefined) return { stats64: printCounters(stats64, level, carrierChanges) }
  return stats === undefined ? {} : { stats: printCounters(stats, level, carrierChanges) }
}
