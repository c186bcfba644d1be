import { isIpv4 } from '../../../../netlink/address-text.ts'
import { shown, wrongType } from '../../../../netlink/errors.ts'
import { type Fields, take } from '../../../words/input.ts'
import type { KindWords } from '../kind.ts'
import { fillIn, rename } from './common.ts'

/** What tc-tunnel_key(8) says otherwise than the kernel. */
export interface TunnelKeyWords {
  /** In place of `mode`. */
  readonly set: boolean
  readonly unset: boolean
  /** Addresses of the tunnel, IPv4 or IPv6. */
  readonly srcIp: string
  readonly dstIp: string
  /** The key: VNI of vxlan and geneve. */
  readonly id: number
  /** UDP */
  readonly dstPort: number
  readonly tos: number
  readonly ttl: number
  /** Whether the outer UDP has a checksum: yes, where nothing is said. */
  readonly csum: boolean
  readonly nocsum: boolean
  readonly nofrag: boolean
  /** Class, type and data in hexadecimal: `'0102:80:00800022,0103:81:0102030405060708'`. */
  readonly geneveOpts: string
  /** The id of the group policy. */
  readonly vxlanOpts: number | string
  /** Version, index, direction, hardware id: `'2:0:1:17'`. */
  readonly erspanOpts: string
}

function addressInto(options: Fields, word: string, end: 'Src' | 'Dst'): void {
  const address = options[word]
  if (address === undefined) return
  if (typeof address !== 'string') wrongType(`${word}: an address is wanted, not ${shown(address)}`)
  rename(options, word, `encIpv${isIpv4(address as string) ? 4 : 6}${end}`)
}

/** Numbers of a text with colons. */
function numbers(word: string, text: unknown, names: readonly string[], radix?: number): Fields {
  const parts = typeof text === 'number' ? [String(text)] : typeof text === 'string' ? text.split(':') : []
  const values = parts.map((part) => (radix === undefined ? Number(part || Number.NaN) : Number.parseInt(part, radix)))
  if (values.length !== names.length || !values.every(Number.isInteger))
    wrongType(`${word}: '${names.join(':')}' is wanted, not ${shown(text)}`)
  return Object.fromEntries(names.map((name, i) => [name, values[i]]))
}

function geneve(word: string, text: unknown): Fields[] {
  if (typeof text !== 'string') return wrongType(`${word}: 'class:type:data' is wanted, not ${shown(text)}`)
  return text.split(',').map((option) => {
    const data = option.split(':')[2]
    if (data === undefined) wrongType(`${word}: 'class:type:data' is wanted, not ${shown(option)}`)
    return { ...numbers(word, option.split(':').slice(0, 2).join(':'), ['class', 'type'], 16), data }
  })
}

function headerInto(options: Fields): void {
  const given = {
    geneve: take(options, 'geneveOpts'),
    vxlan: take(options, 'vxlanOpts'),
    erspan: take(options, 'erspanOpts'),
  }
  const said: Fields = {}
  if (given.geneve !== undefined) said['geneve'] = geneve('geneveOpts', given.geneve)
  if (given.vxlan !== undefined) said['vxlan'] = numbers('vxlanOpts', given.vxlan, ['gbp'])
  if (given.erspan !== undefined) said['erspan'] = numbers('erspanOpts', given.erspan, ['ver', 'index', 'dir', 'hwid'])
  if (Object.keys(said).length > 0) {
    if (options['encOpts'] !== undefined) wrongType("'encOpts' is given beside options of one kind of tunnel")
    options['encOpts'] = said
  }
  // The kernel tells all options of Geneve in one nest, and takes one only of each.
  const told = options['encOpts'] as Fields | undefined
  if (Array.isArray(told?.['geneve'])) options['encOpts'] = { ...told, geneve: told['geneve'].flat() }
}

/** Setting a key wants both addresses; then the next action, `pipe`. */
export const tunnelKey: KindWords<TunnelKeyWords> = {
  words: [
    ...(['set', 'unset', 'srcIp', 'dstIp', 'id', 'dstPort', 'tos', 'ttl'] as const),
    ...(['csum', 'nocsum', 'nofrag', 'geneveOpts', 'vxlanOpts', 'erspanOpts'] as const),
  ],
  required: [['mode', 'set', 'unset', 'index', 'parms', 'TCA_TUNNEL_KEY_PARMS']],
  complete(options) {
    const [set, unset] = [take(options, 'set'), take(options, 'unset')]
    if (set === true && unset === true) wrongType("'set' and 'unset' exclude each other")
    if (set === true || unset === true) options['mode'] ??= set === true ? 'set' : 'release'
    addressInto(options, 'srcIp', 'Src')
    addressInto(options, 'dstIp', 'Dst')
    rename(options, 'id', 'encKeyId')
    rename(options, 'dstPort', 'encDstPort')
    rename(options, 'tos', 'encTos')
    rename(options, 'ttl', 'encTtl')
    rename(options, 'nofrag', 'noFrag')
    const [csum, nocsum] = [take(options, 'csum'), take(options, 'nocsum')]
    if (csum !== undefined && csum === nocsum) wrongType("'csum' and 'nocsum' exclude each other")
    if ((csum ?? nocsum) !== undefined) options['noCsum'] = csum === false || nocsum === true ? 1 : 0
    headerInto(options)
    if (options['mode'] === 'set') {
      for (const [word, end] of [
        ['srcIp', 'Src'],
        ['dstIp', 'Dst'],
      ] as const) {
        if (options[`encIpv4${end}`] === undefined && options[`encIpv6${end}`] === undefined) throw new TypeError(`'set' needs '${word}'`)
      }
    }
    if (options['mode'] !== undefined) options['noCsum'] ??= 0
    fillIn(options)
  },
}
