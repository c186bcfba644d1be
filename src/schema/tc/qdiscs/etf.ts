import { attributes } from '../../../netlink/attributes.ts'
import type { Decoded, Encodable } from '../../../netlink/codec.ts'
import { flagSet } from '../../../netlink/enums.ts'
import { shown, wrongType } from '../../../netlink/errors.ts'
import { flat, view } from '../../../netlink/flat.ts'
import { s32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { ClockId } from '../clocks.ts'
import { handedOn } from '../ratespec.ts'
import { nanosecondsOf, type Quantity } from '../units.ts'
import { within } from '../within.ts'

/** Flags of `etf` (TC_ETF_*, linux/pkt_sched.h). */
export const EtfFlags = flagSet('TC_ETF_', { deadline_mode_on: 1 << 0, offload_on: 1 << 1, skip_sock_check: 1 << 2 })

/** When packets are sent (struct tc_etf_qopt). */
export class EtfQopt extends struct('tc_etf_qopt', {
  delta: s32, // ns before its time that a packet is taken from the queue
  clockid: ClockId.s32, // what the packets' times are of; the kernel takes `tai` alone
  flags: EtfFlags.u32,
}) {}

/** TCA_ETF_*. */
export class EtfAttributes extends attributes('TCA_ETF_', { parms: [1, EtfQopt] }) {}

type Wire = Decoded<typeof FlatEtf>
type WireInput = Encodable<typeof FlatEtf>
class FlatEtf extends flat(EtfAttributes, 'parms') {}

const SWITCHES = { deadlineMode: 1 << 0, offload: 1 << 1, skipSockCheck: 1 << 2 } as const
const KNOWN = SWITCHES.deadlineMode | SWITCHES.offload | SWITCHES.skipSockCheck
const OWN: ReadonlySet<string> = new Set([...Object.keys(SWITCHES), 'delta'])

/** What tc(8) switches on, each by a word of its own. */
interface Switches {
  /** A packet's time is the latest that it may be sent at, not the time to send it. */
  readonly deadlineMode?: boolean | undefined
  /** The device does it. */
  readonly offload?: boolean | undefined
  /** Sockets need not have asked for it (SO_TXTIME). */
  readonly skipSockCheck?: boolean | undefined
}
type EtfWords = Omit<Wire, 'flags'> & { readonly [K in keyof Switches]?: boolean } & { readonly flags?: Wire['flags'] }
type EtfInput = Omit<WireInput, 'delta'> & Switches & { readonly delta?: Quantity | undefined }

function readEtf({ flags, ...others }: Wire): EtfWords {
  if (flags === undefined) return others
  const bits = EtfFlags.bits(flags)
  const { deadlineMode, offload, skipSockCheck } = SWITCHES
  return {
    ...others,
    ...{ deadlineMode: (bits & deadlineMode) !== 0, offload: (bits & offload) !== 0, skipSockCheck: (bits & skipSockCheck) !== 0 },
    ...((bits & ~KNOWN) !== 0 && { flags: EtfFlags.names((bits & ~KNOWN) >>> 0) }),
  }
}

function writeEtf(values: EtfInput): WireInput {
  let bits = within('flags', () => EtfFlags.bits(values.flags ?? 0))
  for (const word of Object.keys(SWITCHES) as (keyof Switches)[]) {
    const value: unknown = values[word] ?? false
    if (typeof value !== 'boolean') within(word, () => wrongType(`true or false is wanted, not ${shown(value)}`))
    if (value === true) bits |= SWITCHES[word]
  }
  const { delta } = values
  return {
    ...handedOn<EtfInput & WireInput>(values as EtfInput & WireInput, OWN),
    flags: bits >>> 0,
    ...(delta !== undefined && { delta: within('delta', () => Math.round(nanosecondsOf(delta, 1))) }),
  }
}

/** Options of `etf`, earliest TxTime first (tc-etf(8), net/sched/sch_etf.c). Times in nanoseconds. */
export class EtfOptions extends view(FlatEtf, {
  what: 'the qdisc etf',
  words: [...OWN],
  read: readEtf,
  write: writeEtf,
}) {}
