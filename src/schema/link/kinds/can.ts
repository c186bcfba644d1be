import { attributes } from '../../../netlink/attributes.ts'
import { arrayOf } from '../../../netlink/containers.ts'
import { enumeration, flagSet } from '../../../netlink/enums.ts'
import { fixedString, u16, u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'

/** How the controller stands on the bus (linux/can/netlink.h). */
export const CanState = enumeration('CAN_STATE_', {
  ...{ error_active: 0, error_warning: 1, error_passive: 2, bus_off: 3, stopped: 4, sleeping: 5 },
})
/** Modes of a controller (linux/can/netlink.h). */
export const CanControlMode = flagSet('CAN_CTRLMODE_', {
  ...{ loopback: 0x01, listenonly: 0x02, '3_samples': 0x04, one_shot: 0x08, berr_reporting: 0x10, fd: 0x20, presume_ack: 0x40 },
  ...{ fd_non_iso: 0x80, cc_len8_dlc: 0x100, tdc_auto: 0x200, tdc_manual: 0x400, restricted: 0x800 },
  ...{ xl: 0x1000, xl_tdc_auto: 0x2000, xl_tdc_manual: 0x4000, xl_tms: 0x8000 },
})

/** IFLA_CAN_BITTIMING: bits, in time quanta (linux/can/netlink.h). */
export class CanBittiming extends struct(
  'can_bittiming',
  {
    bitrate: u32, // bit/s; the rest is reckoned from it and the sample point where it is given
    samplePoint: u32, // 1/10 %
    tq: u32, // ns
    propSeg: u32,
    phaseSeg1: u32,
    phaseSeg2: u32,
    sjw: u32,
    brp: u32, // prescaler
  },
  { members: { phaseSeg1: 'phase_seg1', phaseSeg2: 'phase_seg2' } },
) {}
/** IFLA_CAN_BITTIMING_CONST: what the controller can do. */
export class CanBittimingConst extends struct('can_bittiming_const', {
  name: fixedString(16),
  tseg1Min: u32,
  tseg1Max: u32,
  tseg2Min: u32,
  tseg2Max: u32,
  sjwMax: u32,
  brpMin: u32,
  brpMax: u32,
  brpInc: u32,
}) {}
/** IFLA_CAN_CLOCK: Hz. */
export class CanClock extends struct('can_clock', { freq: u32 }) {}
/** IFLA_CAN_CTRLMODE: the modes, and which of them are meant. */
export class CanCtrlmode extends struct('can_ctrlmode', { mask: CanControlMode.u32, flags: CanControlMode.u32 }) {}
/** IFLA_CAN_BERR_COUNTER: errors counted on the bus. */
export class CanBerrCounter extends struct('can_berr_counter', { txerr: u16, rxerr: u16 }) {}

/** IFLA_CAN_TDC: compensation of the transmitter's delay, in clock periods; least and greatest values, and those in force. */
export class CanTdc extends attributes('IFLA_CAN_TDC_', {
  tdcvMin: [1, u32],
  tdcvMax: [2, u32],
  tdcoMin: [3, u32],
  tdcoMax: [4, u32],
  tdcfMin: [5, u32],
  tdcfMax: [6, u32],
  tdcv: [7, u32],
  tdco: [8, u32],
  tdcf: [9, u32],
}) {}
/** IFLA_CAN_XL_PWM: pulse widths of CAN XL's data phase, in clock periods; least and greatest values, and those in force. */
export class CanPwm extends attributes('IFLA_CAN_PWM_', {
  pwmsMin: [1, u32],
  pwmsMax: [2, u32],
  pwmlMin: [3, u32],
  pwmlMax: [4, u32],
  pwmoMin: [5, u32],
  pwmoMax: [6, u32],
  pwms: [7, u32], // short phase
  pwml: [8, u32], // long phase
  pwmo: [9, u32], // offset
}) {}
/** IFLA_INFO_XSTATS of a `can`: how often each happened. */
export class CanDeviceStats extends struct('can_device_stats', {
  busError: u32,
  errorWarning: u32,
  errorPassive: u32,
  busOff: u32,
  arbitrationLost: u32,
  restarts: u32,
}) {}
/** IFLA_CAN_CTRLMODE_EXT: modes that the controller can have. */
export class CanCtrlmodeExt extends attributes('IFLA_CAN_CTRLMODE_', { supported: [1, CanControlMode.u32] }) {}

/** Data of a `can` controller (linux/can/netlink.h). */
export class CanData extends attributes('IFLA_CAN_', {
  bittiming: [1, CanBittiming],
  bittimingConst: [2, CanBittimingConst],
  clock: [3, CanClock],
  state: [4, CanState.u32],
  ctrlmode: [5, CanCtrlmode],
  restartMs: [6, u32], // ms after bus-off; 0 never
  restart: [7, u32], // input: now
  berrCounter: [8, CanBerrCounter],
  dataBittiming: [9, CanBittiming], // of CAN FD's data phase
  dataBittimingConst: [10, CanBittimingConst],
  termination: [11, u16], // ohm
  terminationConst: [12, arrayOf(u16)], // what can be chosen
  bitrateConst: [13, arrayOf(u32)],
  dataBitrateConst: [14, arrayOf(u32)],
  bitrateMax: [15, u32],
  tdc: [16, CanTdc],
  ctrlmodeExt: [17, CanCtrlmodeExt],
  xlDataBittiming: [18, CanBittiming], // of CAN XL's data phase; Linux 7.0, as what follows
  xlDataBittimingConst: [19, CanBittimingConst],
  xlDataBitrateConst: [20, arrayOf(u32)],
  xlTdc: [21, CanTdc],
  xlPwm: [22, CanPwm],
}) {}
