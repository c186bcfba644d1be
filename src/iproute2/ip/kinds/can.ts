import type { Decoded } from '../../../netlink/codec.ts'
import {
  type CanBittiming,
  type CanBittimingConst,
  CanControlMode,
  type CanDeviceStats,
  CanState,
  type CanTdc,
} from '../../../schema/link/kinds/can.ts'
import type { Json, JsonObject } from '../../types.ts'
import type { KindPrinter } from './printer.ts'

const STATES = ['ERROR-ACTIVE', 'ERROR-WARNING', 'ERROR-PASSIVE', 'BUS-OFF', 'STOPPED', 'SLEEPING']
/** Modes in the order in which iproute2 tells them. */
const MODES: readonly (readonly [bit: number, name: string])[] = [
  ...([
    [0x01, 'LOOPBACK'],
    [0x02, 'LISTEN-ONLY'],
    [0x04, 'TRIPLE-SAMPLING'],
    [0x08, 'ONE-SHOT'],
    [0x10, 'BERR-REPORTING'],
    [0x20, 'FD'],
    [0x80, 'FD-NON-ISO'],
    [0x40, 'PRESUME-ACK'],
    [0x100, 'CC-LEN8-DLC'],
    [0x200, 'TDC-AUTO'],
    [0x400, 'TDC-MANUAL'],
  ] as const),
]

/** Modes by name, those without one as one number; nothing if there are none. */
function modes(bits: number): readonly string[] | undefined {
  if (bits === 0) return undefined
  const known = MODES.filter(([bit]) => (bits & bit) !== 0)
  const rest = known.reduce((left, [bit]) => left & ~bit, bits) >>> 0
  return [...known.map(([, name]) => name), ...(rest === 0 ? [] : [rest.toString(16)])]
}

const printTiming = ({ samplePoint, tq, propSeg, phaseSeg1, phaseSeg2, ...timing }: Decoded<typeof CanBittiming>): JsonObject => ({
  bitrate: timing.bitrate,
  sample_point: Math.fround(samplePoint / 1000).toFixed(3),
  tq,
  prop_seg: propSeg,
  phase_seg1: phaseSeg1,
  phase_seg2: phaseSeg2,
  sjw: timing.sjw,
  brp: timing.brp,
})

const printLimits = (limits: Decoded<typeof CanBittimingConst>): JsonObject => ({
  name: limits.name,
  tseg1: { min: limits.tseg1Min, max: limits.tseg1Max },
  tseg2: { min: limits.tseg2Min, max: limits.tseg2Max },
  sjw: { min: 1, max: limits.sjwMax },
  brp: { min: limits.brpMin, max: limits.brpMax },
  brp_inc: limits.brpInc,
})

function printTdc({ tdcv, tdco, tdcf }: Decoded<typeof CanTdc>): JsonObject {
  return tdcv === undefined && tdco === undefined && tdcf === undefined ? {} : { tdc: { tdcv, tdco, tdcf } }
}
function printTdcLimits(tdc: Decoded<typeof CanTdc>): JsonObject {
  const range = (min: number | undefined, max: number | undefined): Json | undefined =>
    min === undefined || max === undefined ? undefined : { min, max }
  return { tdc: { tdcv: range(tdc.tdcvMin, tdc.tdcvMax), tdco: range(tdc.tdcoMin, tdc.tdcoMax), tdcf: range(tdc.tdcfMin, tdc.tdcfMax) } }
}

/** Where a controller can do some bit rates alone, timings say nothing. */
export const printCan: KindPrinter<'can'> = (can) => {
  const { bitrateConst, dataBitrateConst, ctrlmode, ctrlmodeExt, tdc, termination, terminationConst } = can
  const flags = ctrlmode === undefined ? 0 : CanControlMode.bits(ctrlmode.flags)
  const supported = ctrlmode === undefined || ctrlmodeExt?.supported === undefined ? undefined : CanControlMode.bits(ctrlmodeExt.supported)
  return {
    ctrlmode: modes(flags),
    ...(supported !== undefined && { ctrlmode_supported: modes(supported), ctrlmode_static: modes((flags & ~supported) >>> 0) }),
    state: can.state === undefined ? undefined : (STATES[CanState.number(can.state)] ?? 'UNKNOWN'),
    berr_counter: can.berrCounter && { tx: can.berrCounter.txerr, rx: can.berrCounter.rxerr },
    restart_ms: can.restartMs,
    ...(bitrateConst === undefined
      ? {
          bittiming: can.bittiming && printTiming(can.bittiming),
          bittiming_const: can.bittimingConst && printLimits(can.bittimingConst),
        }
      : { bittiming_bitrate: can.bittiming?.bitrate ?? 0, bitrate_const: bitrateConst }),
    ...(dataBitrateConst === undefined
      ? {
          data_bittiming: can.dataBittiming && { ...printTiming(can.dataBittiming), ...(tdc && printTdc(tdc)) },
          data_bittiming_const: can.dataBittimingConst && { ...printLimits(can.dataBittimingConst), ...(tdc && printTdcLimits(tdc)) },
        }
      : { data_bittiming_bitrate: can.dataBittiming?.bitrate ?? 0, data_bitrate_const: dataBitrateConst }),
    ...(termination !== undefined && terminationConst !== undefined && { termination, termination_const: terminationConst }),
    clock: can.clock?.freq,
  }
}

/** The member `info_xstats`. */
export const printCanXstats = (stats: Decoded<typeof CanDeviceStats>): JsonObject => ({
  restarts: stats.restarts,
  bus_error: stats.busError,
  arbitration_lost: stats.arbitrationLost,
  error_warning: stats.errorWarning,
  error_passive: stats.errorPassive,
  bus_off: stats.busOff,
})
