import { CanControlMode } from '../../../schema/link/kinds/can.ts'
import { isOn, type KindWords, made, maskedBit, type Word } from './words.ts'

const timing = (key: string, member: string): Word<number> => ({
  put: (draft, value, word) => draft.member(key, member, value, word),
})
/** 0.875 is 875 thousandths; whole numbers are thousandths already. */
const samplePoint = (key: string): Word<number> => ({
  put: (draft, value, word) =>
    draft.member(key, 'samplePoint', typeof value === 'number' && value < 1 ? Math.round(value * 1000) : value, word),
})

const AUTO = ['tdc_auto', 'xl_tdc_auto'] as const
const MANUAL = ['tdc_manual', 'xl_tdc_manual'] as const
/** Who reckons the compensation of the transmitter's delay; both bits are meant, whichever is on. */
const tdcMode = (which: 0 | 1): Word<'auto' | 'manual' | 'off'> => ({
  put(draft, value, word) {
    const auto = CanControlMode.bits(AUTO[which])
    const manual = CanControlMode.bits(MANUAL[which])
    if (value !== 'auto' && value !== 'manual' && value !== 'off') throw new TypeError(`link: ${word}: 'auto', 'manual' or 'off' is wanted`)
    draft.masked('ctrlmode', CanControlMode, auto | manual, false)
    if (value !== 'off') draft.masked('ctrlmode', CanControlMode, value === 'auto' ? auto : manual, true)
  },
})
const mode = (name: Parameters<typeof CanControlMode.bits>[0]) => maskedBit('ctrlmode', CanControlMode, name)

/** The words of `ip link ... type can` (ip/iplink_can.c): of the bus, with `d` of CAN FD's data phase, with `x` of CAN XL's. */
export const canKind = {
  words: {
    bitrate: timing('bittiming', 'bitrate'),
    samplePoint: samplePoint('bittiming'),
    tq: timing('bittiming', 'tq'),
    propSeg: timing('bittiming', 'propSeg'),
    phaseSeg1: timing('bittiming', 'phaseSeg1'),
    phaseSeg2: timing('bittiming', 'phaseSeg2'),
    sjw: timing('bittiming', 'sjw'),
    dbitrate: timing('dataBittiming', 'bitrate'),
    dsamplePoint: samplePoint('dataBittiming'),
    dtq: timing('dataBittiming', 'tq'),
    dpropSeg: timing('dataBittiming', 'propSeg'),
    dphaseSeg1: timing('dataBittiming', 'phaseSeg1'),
    dphaseSeg2: timing('dataBittiming', 'phaseSeg2'),
    dsjw: timing('dataBittiming', 'sjw'),
    xbitrate: timing('xlDataBittiming', 'bitrate'),
    xsamplePoint: samplePoint('xlDataBittiming'),
    xtq: timing('xlDataBittiming', 'tq'),
    xpropSeg: timing('xlDataBittiming', 'propSeg'),
    xphaseSeg1: timing('xlDataBittiming', 'phaseSeg1'),
    xphaseSeg2: timing('xlDataBittiming', 'phaseSeg2'),
    xsjw: timing('xlDataBittiming', 'sjw'),
    tdcv: timing('tdc', 'tdcv'),
    tdco: timing('tdc', 'tdco'),
    tdcf: timing('tdc', 'tdcf'),
    xtdcv: timing('xlTdc', 'tdcv'),
    xtdco: timing('xlTdc', 'tdco'),
    xtdcf: timing('xlTdc', 'tdcf'),
    pwms: timing('xlPwm', 'pwms'),
    pwml: timing('xlPwm', 'pwml'),
    pwmo: timing('xlPwm', 'pwmo'),
    loopback: mode('loopback'),
    listenOnly: mode('listenonly'),
    tripleSampling: mode('3_samples'),
    oneShot: mode('one_shot'),
    berrReporting: mode('berr_reporting'),
    fd: mode('fd'),
    fdNonIso: mode('fd_non_iso'),
    presumeAck: mode('presume_ack'),
    ccLen8Dlc: mode('cc_len8_dlc'),
    restricted: mode('restricted'),
    xl: mode('xl'),
    tms: mode('xl_tms'),
    tdcMode: tdcMode(0),
    xtdcMode: tdcMode(1),
    /** Begins anew after bus-off, now. */
    restart: made<true | number>('restart', (value, word) => (typeof value === 'number' ? value : Number(isOn(value, word)))),
  },
} as const satisfies KindWords
