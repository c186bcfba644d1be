// People's words of the action ct and the attributes they stand for, both ways.
import { isIpv4, parseIpv6 } from '../../../netlink/address-text.ts'
import { shown, wrongType } from '../../../netlink/errors.ts'
import { within } from '../within.ts'

/** What people say of ct, as in tc-ct(8). */
export interface CtWords {
  /** Confirms the connection, with what is set here. */
  readonly commit?: boolean | undefined
  /** Makes a connection anew that the other direction began. */
  readonly force?: boolean | undefined
  /** Takes the connection off the packet. */
  readonly clear?: boolean | undefined
  /** Translates addresses: as the connection has it (`true`), or sets the translation of the source or destination. */
  readonly nat?: boolean | 'src' | 'dst' | undefined
  /** The address that it becomes, or the range out of which it is chosen: `'10.0.0.1-10.0.0.9'`. */
  readonly addr?: string | undefined
  /** A port or a range of ports: 80, `'1000-2000'`. */
  readonly port?: number | string | undefined
  /** Mark of the connection; with a mask if not all bits are meant: 5, `'0x5/0xf'`. */
  readonly mark?: number | string | undefined
  /** Label of the connection, hexadecimal, up to 16 bytes; with a mask if not all bits are meant. */
  readonly label?: string | undefined
  /** What follows the protocol's further connections: `'ipv4-tcp-ftp'`. */
  readonly helper?: string | undefined
}

const ALL_MARK = 0xffffffff
const ALL_LABEL = 'f'.repeat(32)
const hex = (number: number): string => `0x${number.toString(16)}`

/** The attributes that the words stand for. */
interface Attributes {
  readonly ctAction?: readonly unknown[]
  readonly mark?: number
  readonly markMask?: number
  readonly labels?: string
  readonly labelsMask?: string
  readonly natIpv4Min?: string
  readonly natIpv4Max?: string
  readonly natIpv6Min?: string
  readonly natIpv6Max?: string
  readonly natPortMin?: number
  readonly natPortMax?: number
  readonly helperName?: string
  readonly helperFamily?: string | number
  readonly helperProto?: string | number
}
type Values = Record<string, unknown>

/** Two attributes as one word, where both are there. */
function join(values: Values, first: string, second: string, word: string, say: (first: never, second: never) => unknown): void {
  const { [first]: one, [second]: other } = values
  if (one === undefined || other === undefined || (values[word] !== undefined && word !== first)) return
  delete values[first]
  delete values[second]
  values[word] = say(one as never, other as never)
}

const range = <T>(low: T, high: T): T | string => (low === high ? low : `${low}-${high}`)

function readFlags(values: Values, flags: readonly unknown[]): void {
  const src = flags.includes('nat_src')
  const dst = flags.includes('nat_dst')
  const nat = flags.includes('nat')
  // No flag at all, and what the words cannot say, stays a list.
  if (flags.length === 0 || typeof flags.at(-1) === 'number' || (src && dst) || (!nat && (src || dst))) return
  delete values['ctAction']
  for (const word of ['commit', 'force', 'clear']) if (flags.includes(word)) values[word] = true
  if (nat) values['nat'] = src ? 'src' : dst ? 'dst' : true
}

const FAMILIES: Readonly<Record<string, string>> = { inet: 'ipv4', inet6: 'ipv6' }

/** Words for attributes; what they cannot say stays as it is. A mark without its mask keeps the kernel's name. */
export function readCt<W extends Attributes>(wire: W): Omit<W, 'mark'> & CtWords {
  const values: Values = { ...(wire as object) }
  if (wire.ctAction !== undefined) readFlags(values, wire.ctAction)
  if (wire.mark !== undefined && wire.markMask === undefined) {
    delete values['mark']
    values['TCA_CT_MARK'] = wire.mark
  }
  join(values, 'mark', 'markMask', 'mark', (mark: number, mask: number) => (mask === ALL_MARK ? mark : `${hex(mark)}/${hex(mask)}`))
  join(values, 'labels', 'labelsMask', 'label', (label, mask) => (mask === ALL_LABEL ? label : `${label}/${mask}`))
  join(values, 'natIpv4Min', 'natIpv4Max', 'addr', range)
  join(values, 'natIpv6Min', 'natIpv6Max', 'addr', range)
  join(values, 'natPortMin', 'natPortMax', 'port', range)
  const { helperName, helperFamily, helperProto } = wire
  if (helperName !== undefined && helperProto !== undefined && Object.hasOwn(FAMILIES, String(helperFamily))) {
    for (const one of ['helperName', 'helperFamily', 'helperProto']) delete values[one]
    values['helper'] = `${FAMILIES[String(helperFamily)]}-${helperProto}-${helperName}`
  }
  return values as Omit<W, 'mark'> & CtWords
}

/** Both ends of `'A-B'`, or twice the one. */
const ends = (text: string): [string, string] => {
  const [low, high = low, more] = text.split('-')
  return more === undefined && low && high ? [low, high] : wrongType(`${shown(text)} is not one value or a range ('A-B')`)
}

function addresses(value: unknown): Values {
  const [low, high] = typeof value === 'string' ? ends(value) : wrongType(`an address or a range of them is wanted, not ${shown(value)}`)
  if (isIpv4(low) && isIpv4(high)) return { natIpv4Min: low, natIpv4Max: high }
  if (parseIpv6(low) && parseIpv6(high)) return { natIpv6Min: low, natIpv6Max: high }
  return wrongType(`${shown(value)} is not an address or a range of addresses of one family`)
}

function ports(value: unknown): Values {
  const [low, high] = typeof value === 'string' ? ends(value).map(number) : [value, value]
  return { natPortMin: low, natPortMax: high }
}

const number = (text: string): number => {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  return Number.isNaN(value) ? wrongType(`${shown(text)} is not a number`) : value
}

function mark(value: number | string, mask: unknown): Values {
  if (typeof value !== 'string') return { mark: value, markMask: mask ?? ALL_MARK }
  const [bits = '', meant] = value.split('/')
  return { mark: number(bits), markMask: meant === undefined ? (mask ?? ALL_MARK) : number(meant) }
}

function label(value: unknown, mask: unknown): Values {
  if (typeof value !== 'string') return { labels: value, labelsMask: mask ?? ALL_LABEL }
  const [bits, meant] = value.split('/')
  return { labels: bits, labelsMask: meant ?? mask ?? ALL_LABEL }
}

function helper(value: unknown): Values {
  const match = typeof value === 'string' ? /^ipv([46])-([^-]+)-(.+)$/.exec(value) : null
  if (!match) return wrongType(`${shown(value)} is not a helper ('ipv4-tcp-ftp')`)
  const protocol = match[2] as string
  return {
    helperFamily: match[1] === '4' ? 'inet' : 'inet6',
    helperProto: /^\d+$/.test(protocol) ? Number(protocol) : protocol,
    helperName: match[3],
  }
}

const isTrue = (value: unknown): boolean => {
  if (value === undefined || typeof value === 'boolean') return value === true
  return wrongType(`true or false is wanted, not ${shown(value)}`)
}

/** `'src'`, and also what tc(8) prints: `'src addr 10.0.0.1 port 80'`. */
function translation(value: unknown): { flags: string[]; words: { addr?: string; port?: string } } {
  if (typeof value === 'boolean') return { flags: value ? ['nat'] : [], words: {} }
  const match = typeof value === 'string' ? /^(src|dst)(?: addr (\S+))?(?: port (\S+))?$/.exec(value) : null
  if (!match) return wrongType(`'src', 'dst', true or false is wanted, not ${shown(value)}`)
  const [, side, addr, port] = match
  return { flags: ['nat', `nat_${side}`], words: { ...(addr && { addr }), ...(port && { port }) } }
}

/** Attributes for words. Throws InputFaults that name the word. */
export function writeCt(
  value: CtWords & { readonly ctAction?: unknown; readonly markMask?: unknown; readonly labelsMask?: unknown },
): object {
  const { commit, force, clear, nat, addr, port, mark: marking, label: labelling, helper: helping, ...others } = value
  const values: Values = { ...others }
  let given: { addr?: unknown; port?: unknown } = { addr, port }
  if ([commit, force, clear, nat].some((one) => one !== undefined)) {
    const { flags, words } = within('nat', () => translation(nat ?? false))
    given = { addr: addr ?? words.addr, port: port ?? words.port }
    const spoken = Object.entries({ commit, force, clear }).filter(([word, one]) => within(word, () => isTrue(one)))
    const before = others.ctAction === undefined ? [] : [others.ctAction].flat()
    values['ctAction'] = [...before, ...spoken.map(([word]) => word), ...flags]
  }
  if (given.addr !== undefined)
    Object.assign(
      values,
      within('addr', () => addresses(given.addr)),
    )
  if (given.port !== undefined)
    Object.assign(
      values,
      within('port', () => ports(given.port)),
    )
  if (marking !== undefined)
    Object.assign(
      values,
      within('mark', () => mark(marking, others.markMask)),
    )
  if (labelling !== undefined)
    Object.assign(
      values,
      within('label', () => label(labelling, others.labelsMask)),
    )
  if (helping !== undefined)
    Object.assign(
      values,
      within('helper', () => helper(helping)),
    )
  return values
}
