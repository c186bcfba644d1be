import { outOfRange, shown, wrongType } from '../../../../netlink/errors.ts'
import { EthernetProtocol } from '../../../../schema/enums.ts'
import { IpProtocol } from '../../../../schema/route/enums.ts'
import { handleNumber, TC_H } from '../../../../schema/tc/classid.ts'
import { ClassifierFlags } from '../../../../schema/tc/filters/flags.ts'
import { type Fields, take } from '../../../words/input.ts'
import type { Completing, KindWords } from '../kind.ts'
import { ofOption, renameOptions } from '../option.ts'
import { type ClassWords, classWords, completeClass, completePlace, type PlaceWords, placeWords } from './common.ts'
import { ctLabelOf, ctStateOf, flagsOf } from './flower-flags.ts'
import { flowerTunnelWords, tunnelOptions } from './flower-tunnel.ts'
import type { FlowerWords } from './flower-words.ts'
import { type Hexadecimal, type Masked, maskedAddress, maskedMac, maskedNumber, numberOf } from './masked.ts'

const [U8, U16, U32] = [0xff, 0xffff, 0xffffffff]
const { IP, IPV6, ALL, PPP_SES } = EthernetProtocol.constants
const TAGGED: readonly number[] = [EthernetProtocol.number('8021q'), EthernetProtocol.number('8021ad')]
/** Traffic classes of mqprio (TC_QOPT_MAX_QUEUE, linux/pkt_sched.h). */
const QUEUES = 16

/** Words that say what a key of the table says: names and plain numbers. */
const NAMES = { vlanEthtype: 'keyVlanEthType', cvlanEthtype: 'keyCvlanEthType', pppProto: 'keyPppProto', ipProto: 'keyIpProto' } as const
const NUMBERS: Readonly<Record<string, readonly [key: string, most: number]>> = {
  ...{ vlanId: ['keyVlanId', 0xfff], vlanPrio: ['keyVlanPrio', 7], cvlanId: ['keyCvlanId', 0xfff], cvlanPrio: ['keyCvlanPrio', 7] },
  ...{ numOfVlans: ['keyNumOfVlans', U8], pppoeSid: ['keyPppoeSid', U16], mplsLabel: ['keyMplsLabel', 0xfffff] },
  ...{ mplsTc: ['keyMplsTc', 7], mplsBos: ['keyMplsBos', 1], mplsTtl: ['keyMplsTtl', U8], l2tpv3Sid: ['keyL2tpv3Sid', U32] },
  ...{ encKeyId: ['keyEncKeyId', U32], encDstPort: ['keyEncUdpDstPort', U16], encSrcPort: ['keyEncUdpSrcPort', U16] },
}
/** Words with a mask: the key, the greatest number, what tc(8) reads as hexadecimal. */
const MASKED: Readonly<Record<string, readonly [key: string, most: number, hexadecimal: Hexadecimal]>> = {
  ...{ tcpFlags: ['keyTcpFlags', 0xfff, 'both'], ipTos: ['keyIpTos', U8, 'mask'], ipTtl: ['keyIpTtl', U8, 'mask'] },
  ...{ encTos: ['keyEncIpTos', U8, 'mask'], encTtl: ['keyEncIpTtl', U8, 'mask'], spi: ['keySpi', U32, 'both'] },
  ...{ ctZone: ['keyCtZone', U16, 'none'], ctMark: ['keyCtMark', U32, 'none'], hash: ['keyHash', U32, 'none'] },
}
const MACS = { dstMac: 'keyEthDst', srcMac: 'keyEthSrc', arpSha: 'keyArpSha', arpTha: 'keyArpTha' } as const
/** Addresses, the family between these two parts of the key. */
const ADDRESSES = {
  dstIp: ['keyIpv', 'Dst'],
  srcIp: ['keyIpv', 'Src'],
  encDstIp: ['keyEncIpv', 'Dst'],
  encSrcIp: ['keyEncIpv', 'Src'],
} as const
const ARP_ADDRESSES = { arpSip: 'keyArpSip', arpTip: 'keyArpTip' } as const

/** Gives a key its value; a fault where it has one. */
function put(options: Fields, word: string, key: string, value: unknown): void {
  if (options[key] !== undefined) wrongType(`'${word}' says again what '${key}' says`)
  options[key] = value
}
function putMasked(options: Fields, word: string, key: string, [value, mask]: Masked<unknown>): void {
  put(options, word, key, value)
  put(options, word, `${key}Mask`, mask)
}
/** Turns a word that is given into what `work` makes of it; a fault names the word. */
function each(options: Fields, words: readonly string[], work: (value: unknown, word: string) => void): void {
  for (const word of words) {
    const value = take(options, word)
    if (value !== undefined) ofOption(word, () => work(value, word))
  }
}

const protocolOf = (options: Fields): ReturnType<typeof IpProtocol.name> | undefined => {
  const { keyIpProto: given } = options
  return given === undefined ? undefined : IpProtocol.name(ofOption('ipProto', () => IpProtocol.number(given as 'tcp')))
}

/** A port, masked or not, or a range; their keys are of the protocol. */
function putPort(options: Fields, value: unknown, word: string): void {
  const end = word === 'dstPort' ? 'Dst' : 'Src'
  const protocol = protocolOf(options)
  const names: Readonly<Record<string, string>> = { tcp: 'keyTcp', udp: 'keyUdp', sctp: 'keySctp' }
  const name = names[protocol ?? ''] ?? wrongType("ports are of a protocol: 'ipProto' must be 'tcp', 'udp' or 'sctp'")
  const range = typeof value === 'string' ? /^(\w+)-(\w+)$/.exec(value) : null
  if (range) {
    const [low, high] = [numberOf(range[1], U16), numberOf(range[2], U16)]
    if (high <= low) outOfRange(`${shown(value)}: the second port must be the greater one`)
    put(options, word, `keyPort${end}Min`, low)
    put(options, word, `keyPort${end}Max`, high)
    return
  }
  const [port, mask] = maskedNumber(value, U16)
  // tc(8) writes a mask only where one is said.
  if (typeof value === 'string' && value.includes('/')) putMasked(options, word, name + end, [port, mask])
  else put(options, word, name + end, port)
}

function putIcmp(options: Fields, value: unknown, word: string): void {
  const protocol = protocolOf(options)
  const version = protocol === 'icmp' ? 'v4' : protocol === 'icmpv6' ? 'v6' : wrongType("'ipProto' must be 'icmp' or 'icmpv6'")
  putMasked(options, word, `keyIcmp${version}${/code/i.test(word) ? 'Code' : 'Type'}`, maskedNumber(value, U8))
}

/** What the packet's protocol must be for an address of this family; behind a tag or PPP it can be either. */
function checkFamily(value: unknown, family: 4 | 6, { message }: Completing): void {
  const { protocol } = message
  if ((protocol === IP && family === 6) || (protocol === IPV6 && family === 4))
    wrongType(`${shown(value)} is not an address of the filter's protocol, ${protocol === IP ? 'ip' : 'ipv6'}`)
}

function addresses(options: Fields, about: Completing): void {
  each(options, Object.keys(MACS), (value, word) => putMasked(options, word, MACS[word as keyof typeof MACS], maskedMac(value)))
  each(options, Object.keys(ADDRESSES), (value, word) => {
    const [before, behind] = ADDRESSES[word as keyof typeof ADDRESSES]
    const { family, address, mask } = maskedAddress(value)
    if (before === 'keyIpv') checkFamily(value, family, about)
    putMasked(options, word, `${before}${family}${behind}`, [address, mask])
  })
  each(options, Object.keys(ARP_ADDRESSES), (value, word) => {
    const { family, address, mask } = maskedAddress(value)
    if (family === 6) wrongType(`${shown(value)} is not an IPv4 address`)
    putMasked(options, word, ARP_ADDRESSES[word as keyof typeof ARP_ADDRESSES], [address, mask])
  })
}

/** The protocol of the frame is a key too; tc(8) has it from the filter's. */
function etherType(options: Fields, { message }: Completing): void {
  const { protocol } = message
  if (typeof protocol !== 'number' || protocol === 0 || protocol === ALL) return
  const given = Object.keys(options)
  // An answer tells here what is behind the tags or PPP. Written so, the kernel would not look at the tags (fl_set_key, net/sched/cls_flower.c).
  const outer =
    (TAGGED.includes(protocol) && given.some((key) => /^keyC?[vV]lan/.test(key))) ||
    (protocol === PPP_SES && given.some((key) => /^keyPpp/.test(key)))
  if (outer) options['keyEthType'] = protocol
  else options['keyEthType'] ??= protocol
}

function hardwareClass(options: Fields, value: unknown, { message }: Completing): void {
  const major = handleNumber(message['parent'] ?? 0) & 0xffff0000
  put(options, 'hwTc', 'classid', (major | (TC_H.MIN_PRIORITY + numberOf(value, QUEUES - 1))) >>> 0)
}

function nests(options: Fields): void {
  each(options, flowerTunnelWords, (value, word) => {
    const [key, mask] = tunnelOptions(word as (typeof flowerTunnelWords)[number], value)
    putMasked(options, word, 'keyEncOpts', [key, mask])
  })
  each(options, ['mpls'], (value, word) => put(options, word, 'keyMplsOpts', { lse: value }))
  each(options, ['cfm'], (value, word) => {
    if (typeof value !== 'object' || value === null) return wrongType(`an object ({ mdl: 5, op: 1 }) is wanted, not ${shown(value)}`)
    const { mdl, op, ...others } = value as Fields
    put(options, word, 'keyCfm', { mdLevel: mdl, opcode: op, ...others })
  })
}

/** tc-flower(8) */
export const flower: KindWords<FlowerWords & ClassWords & PlaceWords> = {
  words: [
    ...[...classWords, ...placeWords, 'hwTc', 'verbose', 'dstPort', 'srcPort', 'icmpType', 'icmpCode', 'type', 'code'],
    ...['ipFlags', 'encFlags', 'ctState', 'ctLabel', 'mpls', 'cfm'],
    ...[NAMES, NUMBERS, MASKED, MACS, ADDRESSES, ARP_ADDRESSES].flatMap((words) => Object.keys(words)),
    ...['arpOp', ...flowerTunnelWords],
  ] as (keyof (FlowerWords & ClassWords & PlaceWords))[],
  complete(options, about) {
    completeClass(options)
    each(options, ['hwTc'], (value) => hardwareClass(options, value, about))
    const verbose = take(options, 'verbose') === true
    completePlace(options)
    options['flags'] = ClassifierFlags.bits((options['flags'] ?? 0) as 0) | (verbose ? ClassifierFlags.constants.VERBOSE : 0)
    delete options['inHwCount']
    renameOptions(options, NAMES)
    each(options, Object.keys(NUMBERS), (value, word) => {
      const [key, most] = NUMBERS[word] as (typeof NUMBERS)[string]
      put(options, word, key, numberOf(value, most))
    })
    each(options, Object.keys(MASKED), (value, word) => {
      const [key, most, hexadecimal] = MASKED[word] as (typeof MASKED)[string]
      putMasked(options, word, key, maskedNumber(value, most, hexadecimal))
    })
    addresses(options, about)
    each(options, ['dstPort', 'srcPort'], (value, word) => putPort(options, value, word))
    each(options, ['icmpType', 'icmpCode', 'type', 'code'], (value, word) => putIcmp(options, value, word))
    each(options, ['arpOp'], (value, word) => {
      const named = typeof value === 'string' && !/^\d/.test(value)
      putMasked(options, word, 'keyArpOp', named ? [value, U8] : maskedNumber(value, U8))
    })
    each(options, ['ipFlags'], (value, word) => putMasked(options, word, 'keyFlags', flagsOf(value)))
    each(options, ['encFlags'], (value, word) => putMasked(options, word, 'keyEncFlags', flagsOf(value)))
    each(options, ['ctState'], (value, word) => putMasked(options, word, 'keyCtState', ctStateOf(value)))
    each(options, ['ctLabel'], (value, word) => putMasked(options, word, 'keyCtLabels', ctLabelOf(value)))
    nests(options)
    etherType(options, about)
  },
}
