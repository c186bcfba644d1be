// The options of a pedit in people's words: keys with their headers, or phrases of tc-pedit(8).
import { shown, wrongType } from '../../../netlink/errors.ts'
import { within } from '../within.ts'
import type { PeditKeyEx, PeditParms, PeditParmsInput, PeditWire, PeditWireInput, TcPeditKey } from './pedit.ts'
import { munge } from './pedit-munge.ts'

/** 32 bits that are changed. What is 0 of `at`, `offmask` and `shift` is left out, and without `ex` header and command. */
export interface PeditKey extends Pick<TcPeditKey, 'mask' | 'val' | 'off'>, Partial<Pick<TcPeditKey, 'at' | 'offmask' | 'shift'>> {
  readonly htype?: NonNullable<PeditKeyEx['htype']>
  readonly cmd?: NonNullable<PeditKeyEx['cmd']>
}
type KeyInput = NonNullable<PeditParmsInput['keys']>[number]
type KeyExInput = NonNullable<PeditWireInput['keysEx']>[number]
/** A key as input. */
export interface PeditKeyInput extends Omit<KeyInput, 'rest'> {
  readonly htype?: KeyExInput['htype']
  readonly cmd?: KeyExInput['cmd']
}
/** One key, or a phrase of tc(8) for one or more: `'ip dst set 192.0.2.1'`, `'offset 8 u8 set 0x11 retain 0xf0'`. */
export type PeditMunge = string | PeditKeyInput

/** A pedit as it is read. */
export interface PeditWords extends Partial<Omit<PeditParms, 'keys'>>, PeditWire {
  readonly keys?: readonly PeditKey[]
  /** Whether the keys have headers and commands; told only where there is no key. */
  readonly ex?: boolean
}
/** A pedit as it can be written. */
export interface PeditInput extends Omit<PeditParmsInput, 'keys'>, PeditWireInput {
  readonly keys?: readonly PeditMunge[] | string | undefined
  /** The same as `keys`. */
  readonly munge?: readonly PeditMunge[] | string | undefined
  /**
   * Whether the keys have headers and commands, as tc's `ex`. Default: where one of them has. `false` is for kernels
   * before 4.11: offsets count from the network header, and values can only be set.
   */
  readonly ex?: boolean | undefined
}

const OF_PARMS = ['index', 'capab', 'action', 'refcnt', 'bindcnt', 'nkeys', 'flags'] as const
/** The words besides the attributes' keys. */
export const PEDIT_WORDS: readonly string[] = [...OF_PARMS, 'keys', 'munge', 'ex']

function readKey({ mask, val, off, at, offmask, shift }: TcPeditKey, ex: PeditKeyEx | undefined): PeditKey {
  const key = { ...ex, off, val, mask }
  return at === 0 && offmask === 0 && shift === 0 ? key : { ...key, at, offmask, shift }
}

const isPlain = (ex: PeditKeyEx): boolean => ex.htype !== undefined && ex.cmd !== undefined && Object.keys(ex).length === 2

/** {@link PeditAction} as it is read; as the attributes are where keys and headers are not as many. */
export function readPedit(wire: PeditWire): PeditWords {
  const { parms, parmsEx, keysEx, ...others } = wire
  const found = parms ?? parmsEx
  if (found === undefined || (parms !== undefined && parmsEx !== undefined)) return wire
  if (parms !== undefined ? keysEx !== undefined : keysEx?.length !== found.keys.length || !keysEx.every(isPlain)) return wire
  const { keys, nkeys, flags, ...general } = found
  return {
    ...general,
    ...(nkeys !== keys.length && { nkeys }),
    ...(flags !== 0 && { flags }),
    keys: keys.map((key, i) => readKey(key, keysEx?.[i])),
    ...(keysEx?.length === 0 && { ex: true }),
    ...others,
  }
}

/** Keys and phrases as keys. */
function keysOf(word: string, value: PeditInput['keys']): PeditKeyInput[] {
  if (value === undefined) return []
  const items: readonly PeditMunge[] = typeof value === 'string' ? [value] : value
  if (!Array.isArray(items))
    return within(word, () => wrongType(`an array of keys ('ip dst set 192.0.2.1') is wanted, not ${shown(value)}`))
  return items.flatMap((item: PeditMunge, i) =>
    typeof item === 'string' ? within(word, () => within(String(i), () => munge(item))) : [item],
  )
}

const isExtended = ({ htype, cmd }: PeditKeyInput): boolean => htype !== undefined || cmd !== undefined

/** The way back. */
export function writePedit(values: PeditInput): PeditWireInput {
  const { index, capab, action, refcnt, bindcnt, nkeys, flags, keys, munge: phrases, ex, ...others } = values
  if (others.parms !== undefined || others.parmsEx !== undefined) wrongType("'parms' is given, and fields of it beside it")
  const all = [...keysOf('keys', keys), ...keysOf('munge', phrases)]
  const extended = ex ?? all.some(isExtended)
  const parms = {
    ...{ index, capab, action, refcnt, bindcnt, nkeys, flags },
    keys: all.map(({ htype: _, cmd: __, ...key }) => key),
  }
  if (!extended) {
    const odd = all.find(
      ({ htype, cmd }) => !['network', 'ip4', 'ip', 'ipv4', 0, 2, undefined].includes(htype) || ![undefined, 'set', 0].includes(cmd),
    )
    if (odd !== undefined) within('keys', () => wrongType(`without 'ex' only 'set' of the network header is possible, not ${shown(odd)}`))
    return { ...others, parms }
  }
  return { ...others, parmsEx: parms, keysEx: all.map(({ htype = 'network', cmd = 'set' }) => ({ htype, cmd })) }
}
