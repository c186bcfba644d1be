// What a filter picks and what it does, in a few words.
import { ipv4Number, isIpv4 } from '../../netlink/address-text.ts'
import { EthernetProtocol } from '../../schema/enums.ts'
import { IpProtocol } from '../../schema/route/enums.ts'
import type { Filter } from './types.ts'

type Values = Readonly<Record<string, unknown>>
interface U32Key {
  readonly mask: number
  readonly val: number
  readonly off: number
  readonly offmask: number
}

const hex = (number: number): string => `0x${(number >>> 0).toString(16)}`
const dotted = (number: number): string => [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.')
/** How many bits from the first on are set; undefined where there is a gap. */
const prefix = (mask: number): number | undefined => {
  const bits = (mask >>> 0).toString(2).padStart(32, '0')
  const length = bits.indexOf('0') < 0 ? 32 : bits.indexOf('0')
  return bits.includes('1', length) ? undefined : length
}
const address = (word: string, { mask, val }: U32Key): string | undefined => {
  const length = prefix(mask)
  return length === undefined ? undefined : `${word} ${dotted(val)}${length === 32 ? '' : `/${length}`}`
}

/** A key of u32 by the field of an IPv4 packet that lies there: ports behind a header without options, or looked for; undefined for all else. */
function ipv4Field(key: U32Key): string | undefined {
  const { mask, offmask, val } = key
  // Behind the header, wherever it ends, ports are first.
  const off = offmask === 0 ? key.off : key.off === 0 ? 20 : -1
  if (off === 12) return address('src', key)
  if (off === 16) return address('dst', key)
  if (off === 8 && mask >>> 0 === 0xff0000) return `proto ${IpProtocol.name((val >>> 16) & 255)}`
  if (off === 0 && (mask & 0xff00ffff) === 0) return `tos ${hex((val >>> 16) & 255)}/${hex(mask >>> 16)}`
  if (off === 20 && mask >>> 0 === 0xffff0000) return `sport ${val >>> 16}`
  if (off === 20 && mask >>> 0 === 0xffff) return `dport ${val & 0xffff}`
  return undefined
}
function u32Key(key: U32Key, protocol: unknown): string {
  const known = protocol === 'ip' ? ipv4Field(key) : undefined
  const at = `${key.offmask === 0 ? '' : 'nexthdr+'}${key.off}`
  return known ?? `${hex(key.val)}/${hex(key.mask)} at ${at}`
}

/** Options that say what is done with a packet, or how the filter is kept, and not which packets it picks. */
const NOT_KEYS: ReadonlySet<string> = new Set([
  ...['classid', 'actions', 'police', 'flags', 'flagsGen', 'inHwCount', 'pcnt', 'unknown', 'keyEthType', 'tag', 'id', 'fd', 'ops'],
  ...['bytecode', 'opsLen', 'divisor', 'hash', 'link', 'sel', 'mark', 'ematches', 'perturb', 'rest'],
])
const WHOLE = /^(255(\.255){3}|ff(:ff){5}|ffff(:ffff){7})$/

/** `keyIpv4Src` as `ipv4 src`. */
const spoken = (key: string): string => {
  const words = key.replace(/^key(?=[A-Z])/, '')
  return words.replace(/(?!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).toLowerCase()
}
const short = (value: unknown): string | undefined => {
  if (value === true) return ''
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return ` ${value}`
  return Array.isArray(value) && value.every((one) => typeof one === 'string' || typeof one === 'number')
    ? ` ${value.join(',')}`
    : undefined
}
function fields(options: Values): string[] {
  const said: string[] = []
  for (const key in options) {
    if (NOT_KEYS.has(key) || key.endsWith('Mask')) continue
    const value = short(options[key])
    if (value === undefined) continue
    const mask = options[`${key}Mask`]
    said.push(
      `${spoken(key)}${value}${typeof mask === 'string' && !WHOLE.test(mask) ? `/${isIpv4(mask) ? (prefix(ipv4Number(mask)) ?? mask) : mask}` : ''}`,
    )
  }
  return said
}

function conditions({ kind, handle, protocol, options }: Filter): string[] {
  const values = (options ?? {}) as Values
  if (kind === 'u32') {
    // A key without a bit in its mask fits every packet.
    const keys = ((values['keys'] ?? []) as readonly U32Key[]).filter((key) => key.mask !== 0)
    return keys.map((key) => u32Key(key, protocol))
  }
  if (kind === 'fw') return [`mark ${hex(handle)}`, ...fields(values)]
  if (kind === 'bpf') return [typeof values['name'] === 'string' ? `program ${values['name']}` : 'by program']
  return fields(values)
}

interface Act {
  readonly kind?: string
  readonly options?: Values
}
const VERDICTS: Readonly<Record<string, string>> = { ok: 'pass', shot: 'drop', unspec: 'continue' }
const verdict = (value: unknown): string => VERDICTS[String(value)] ?? String(value).replace('_', ' ')

/** `drop`, `mirred`, `police`. */
const deed = ({ kind = 'action', options }: Act): string => (kind === 'gact' ? verdict(options?.['action'] ?? 'ok') : kind)

/** Places of ingress and clsact that filters hang on. */
const SIDES: Readonly<Record<string, string>> = { 'ffff:': 'incoming', 'ffff:fff2': 'incoming', 'ffff:fff3': 'outgoing' }

/** One filter in one short sentence: `ip: src 192.0.2.0/24 and dport 80, to 1:10`. */
export function filterSentence(filter: Filter): string {
  const options = (filter.options ?? {}) as Values
  const { classid, actions, police } = options
  const protocol =
    typeof filter.protocol === 'number' ? hex(filter.protocol) : EthernetProtocol.name(EthernetProtocol.number(filter.protocol))
  const whose = [SIDES[filter.parent], protocol === 'all' ? undefined : protocol].filter((one) => one !== undefined).join(' ')
  const which = conditions(filter).join(' and ')
  const packets = which === '' ? `${whose || 'all'} packets` : whose === '' ? which : `${whose}: ${which}`
  const deeds = [
    ...(typeof classid === 'string' ? [`to ${classid}`] : []),
    ...(police === undefined ? [] : ['police']),
    ...((actions ?? []) as readonly Act[]).map(deed),
  ]
  return [packets, ...deeds].join(', ')
}
