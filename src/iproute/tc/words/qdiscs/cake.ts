import { outOfRange, shown, wrongType } from '../../../../netlink/errors.ts'
import { nearest } from '../../../../netlink/names.ts'
import { roundTripOf } from '../../../../schema/tc/qdiscs/cake.ts'
import type { Quantity } from '../../../../schema/tc/units.ts'
import type { Fields } from '../../../words/input.ts'
import type { KindWords } from '../kind.ts'
import { ofOption, renameOptions, withOptions } from '../option.ts'

type Atm = 'none' | 'atm' | 'ptm'
/** What the lines that tc-cake(8) has words for add to a packet; `mpu` is the least they send. */
const LINES: Readonly<Record<string, { readonly bytes: number; readonly atm?: Atm; readonly mpu?: number }>> = {
  // Wherever the true overhead is not known: a whole cell more.
  conservative: { bytes: 48, atm: 'atm' },
  // ADSL: what carries the packet, in ATM cells.
  'ipoa-vcmux': { bytes: 8, atm: 'atm' },
  'ipoa-llcsnap': { bytes: 16, atm: 'atm' },
  'bridged-vcmux': { bytes: 24, atm: 'atm' },
  'bridged-llcsnap': { bytes: 32, atm: 'atm' },
  'pppoa-vcmux': { bytes: 10, atm: 'atm' },
  'pppoa-llc': { bytes: 14, atm: 'atm' },
  'pppoe-vcmux': { bytes: 32, atm: 'atm' },
  'pppoe-llcsnap': { bytes: 40, atm: 'atm' },
  // VDSL2, in PTM: Ethernet with its check sequence and 4 bytes of framing, PPPoE's 8 before it.
  'bridged-ptm': { bytes: 22, atm: 'ptm' },
  'pppoe-ptm': { bytes: 30, atm: 'ptm' },
  // Preamble, header, check sequence and gap between frames.
  ethernet: { bytes: 38, mpu: 84 },
  'ether-vlan': { bytes: 4 },
  // Cable: Ethernet with its check sequence.
  docsis: { bytes: 18, atm: 'none', mpu: 64 },
}

type Adsl =
  | 'ipoa-vcmux'
  | 'ipoa-llcsnap'
  | 'bridged-vcmux'
  | 'bridged-llcsnap'
  | 'pppoa-vcmux'
  | 'pppoa-llc'
  | 'pppoe-vcmux'
  | 'pppoe-llcsnap'
/** tc-cake(8)'s words for what a line adds to a packet. */
type CakeLine = 'conservative' | Adsl | 'bridged-ptm' | 'pppoe-ptm' | 'ethernet' | 'ether-vlan' | 'docsis'
type FlowMode = 'none' | 'src_ip' | 'dst_ip' | 'hosts' | 'flows' | 'dual_src' | 'dual_dst' | 'triple'
type Isolation = 'flowblind' | 'srchost' | 'dsthost' | 'dual-srchost' | 'dual-dsthost' | 'triple-isolate'
type Diffserv = 'diffserv3' | 'diffserv4' | 'diffserv8' | 'besteffort' | 'precedence'
type AckFilter = 'none' | 'filter' | 'aggressive' | 'no-ack-filter' | 'ack-filter' | 'ack-filter-aggressive'

/** tc-cake(8)'s own words. */
export interface CakeWords {
  /** The rate it shapes to: `'20mbit'`, `'unlimited'`, a number of bit/s (`baseRate64`). Ends the estimating of `autorateIngress`. */
  bandwidth: Quantity
  /** Estimates the rate by what comes in: `autorate`. */
  autorateIngress: boolean
  /** Which packets go into which tin: `diffservMode`. */
  diffserv: Diffserv | number
  diffservMode: Diffserv | number
  /** What makes a flow, and among whom the rate is shared fairly. */
  flowMode: Isolation | FlowMode | number
  /** Bytes that the line adds to each packet, or tc's words for it, whose sum counts: `['pppoe-ptm', 'ether-vlan']`. */
  overhead: CakeLine | number | readonly (CakeLine | number)[]
  atm: Atm | 'noatm' | number
  /** Whether needless acknowledgements are dropped. */
  ackFilter: boolean | AckFilter | number
  /** The most memory for packets: `memory`; `'4mb'`. */
  memlimit: Quantity
  /** What is shaped goes out: the contrary of `ingress`. */
  egress: boolean
}

/** The bytes of one word; what it says of cells and of the shortest packet goes into `options`, unless that is said there. */
function bytesOf(line: unknown, options: Fields): number {
  if (typeof line === 'number') return line
  const known = typeof line === 'string' && Object.hasOwn(LINES, line) ? LINES[line] : undefined
  if (known === undefined) {
    const guess = typeof line === 'string' ? nearest(line, Object.keys(LINES)) : undefined
    return wrongType(`${shown(line)} is not a number of bytes or a kind of line${guess === undefined ? '' : `; did you mean '${guess}'?`}`)
  }
  if (known.atm !== undefined) options['atm'] ??= known.atm
  if (known.mpu !== undefined) options['mpu'] ??= known.mpu
  return known.bytes
}

function rateInto(options: Fields): void {
  const { bandwidth, autorateIngress } = options
  renameOptions(options, { autorateIngress: 'autorate', bandwidth: 'baseRate64' })
  if (autorateIngress !== undefined) options['autorate'] = Number(autorateIngress)
  else if (bandwidth !== undefined) options['autorate'] ??= 0
}

function overheadInto(options: Fields): void {
  const { overhead, raw } = options
  if (typeof overhead === 'string' || Array.isArray(overhead)) {
    options['overhead'] = ofOption('overhead', () => [overhead].flat().reduce((sum: number, line) => sum + bytesOf(line, options), 0))
  } else if (raw === true) {
    options['overhead'] ??= 0
    options['atm'] ??= 'none'
  }
}

/** tc-cake(8)'s limits, which the kernel does not have. */
function check(options: Fields, key: string, least: number, most: number): void {
  const { [key]: bytes } = options
  if (typeof bytes === 'number' && (bytes < least || bytes > most)) {
    ofOption(key, () => outOfRange(`${bytes} is not within ${least} .. ${most} bytes`))
  }
}

/** Words for `cake` and `cake_mq`. */
export const cake: KindWords<CakeWords> = {
  words: ['bandwidth', 'autorateIngress', 'diffserv', 'memlimit', 'egress'],
  complete(options, about) {
    withOptions(options, about)
    rateInto(options)
    overheadInto(options)
    check(options, 'overhead', -64, 256)
    check(options, 'mpu', 0, 256)
    renameOptions(options, { diffserv: 'diffservMode', memlimit: 'memory' })
    const { rtt, ackFilter, egress } = options
    // The kernel would leave the target as it is, which suits the old round trip.
    if (rtt !== undefined) options['target'] ??= ofOption('rtt', () => Math.max(1, Math.floor(roundTripOf(rtt) / 20)))
    if (typeof ackFilter === 'boolean') options['ackFilter'] = ackFilter ? 'filter' : 'none'
    if (egress === undefined) return
    if (options['ingress'] !== undefined) wrongType("'egress' says again what 'ingress' says")
    delete options['egress']
    options['ingress'] = egress ? 0 : 1
  },
}
