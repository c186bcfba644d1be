import { XdpFlags } from '../../schema/link/xdp.ts'
import { type Fields, reading, take } from '../words/input.ts'
import { numberOf } from '../words/names.ts'

const { UPDATE_IF_NOEXIST, SKB_MODE, DRV_MODE, HW_MODE, REPLACE } = XdpFlags.constants
/** Where a program is to sit, by the words of the kernel, of `ip link` and of people. */
const XDP_MODES: Readonly<Record<string, number>> = {
  ...{ generic: SKB_MODE, skb: SKB_MODE, driver: DRV_MODE, drv: DRV_MODE, native: DRV_MODE, offload: HW_MODE, hw: HW_MODE },
}
const XDP_WORDS = ['mode', 'force']

/**
 * IFLA_XDP: a program attaches only where there is none (XDP_FLAGS_UPDATE_IF_NOEXIST) unless it is forced, or replaces the
 * one that is expected; -1 detaches. As ip/iplink_xdp.c.
 */
function xdpInto(own: Fields): void {
  const given = own['xdp']
  if (given === undefined) return
  const words: Fields = given === null || given === 'off' || given === 'none' ? { fd: -1 } : { ...(given as object) }
  if (typeof given === 'string' && words['fd'] !== -1) throw new TypeError(`link: xdp: 'off' or an object is wanted, not '${given}'`)
  const plain = words['flags'] !== undefined && XDP_WORDS.every((word) => words[word] === undefined)
  if (plain) return
  const { mode, force = false, flags: more = 0, ...rest } = words
  if (rest['fd'] === null || rest['fd'] === 'off') rest['fd'] = -1
  if (typeof rest['fd'] !== 'number' && rest['IFLA_XDP_FD'] === undefined)
    throw new TypeError("link: xdp: the descriptor of a program is wanted ('fd'), or 'off'")
  const bit = mode === undefined ? 0 : typeof mode === 'string' && Object.hasOwn(XDP_MODES, mode) ? XDP_MODES[mode] : undefined
  if (bit === undefined) throw new TypeError(`link: xdp: mode: 'generic', 'driver' or 'offload' is wanted, not ${String(mode)}`)
  const replaces = rest['expectedFd'] !== undefined
  const how = replaces ? REPLACE : force === true ? 0 : UPDATE_IF_NOEXIST
  const flags = reading('xdp.flags', () => XdpFlags.bits(more as number)) | bit | how
  own['xdp'] = flags === 0 ? rest : { ...rest, flags }
}

function switchOf(word: string, value: unknown): boolean {
  if (value === true || value === 'on') return true
  if (value === false || value === 'off') return false
  throw new TypeError(`link: ${word}: true or false is wanted, not ${String(value)}`)
}

/** IFLA_PROTO_DOWN_REASON: reasons that are switched on or off, by the names of protodown_reasons.d or by the bit's number. */
function protoDownInto(own: Fields): void {
  const down = take(own, 'protodown')
  if (down !== undefined) own['protoDown'] = Number(switchOf('protodown', down))
  const reasons = take(own, 'protodownReason')
  if (reasons === undefined) return
  if (own['protoDownReason'] !== undefined) throw new TypeError("link: 'protodownReason' says again what 'protoDownReason' says")
  let value = 0
  let mask = 0
  for (const [name, on] of Object.entries(reasons as object)) {
    const bit = numberOf('protodown_reasons', name)
    if (bit > 31) throw new RangeError(`link: protodownReason: ${bit} is not within 0 .. 31`)
    mask = (mask | (1 << bit)) >>> 0
    if (switchOf(`protodownReason.${name}`, on)) value = (value | (1 << bit)) >>> 0
  }
  own['protoDownReason'] = { mask, value }
}

/** What IPv6 has to say of a link: IFLA_AF_SPEC. */
function familiesInto(own: Fields): void {
  const said: Fields = {}
  const mode = take(own, 'addrgenmode')
  if (mode !== undefined) said['addrGenMode'] = mode
  const token = take(own, 'token')
  if (token !== undefined) said['token'] = token === null ? '::' : token
  if (Object.keys(said).length === 0) return
  const spec = (own['afSpec'] ?? {}) as Fields
  const inet6 = (spec['inet6'] ?? {}) as Fields
  for (const key of Object.keys(said)) if (inet6[key] !== undefined) throw new TypeError(`link: '${key}' is given twice, in afSpec too`)
  own['afSpec'] = { ...spec, inet6: { ...inet6, ...said } }
}

/** The words of this file, each the key it means until it is turned into attributes. */
export const EXTRAS = ['addrgenmode', 'token', 'protodown', 'protodownReason', 'vf'] as const

/** Turns people's words for what only some links have into attributes; `null` in a filter is an attribute that must be absent. */
export function extrasInto(own: Fields, filter = false): void {
  protoDownInto(own)
  familiesInto(own)
  if (!filter) xdpInto(own)
}
