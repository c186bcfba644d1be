import type { Encodable } from '../../../../netlink/codec.ts'
import { shown, wrongType } from '../../../../netlink/errors.ts'
import type { FlowerTunnelOptions } from '../../../../schema/tc/filters/flower/tunnel.ts'
import { halvesOf, hexBytes, numberOf } from './masked.ts'

type Options = Encodable<typeof FlowerTunnelOptions>

/** Words for what stands in a tunnel's header, each part hexadecimal or decimal as tc-flower(8) has it; a mask follows a slash. */
export interface FlowerTunnelWords {
  /** `'class:type:data'`, hexadecimal; several with commas between them, each with its mask. */
  readonly geneveOpts?: string | undefined
  /** The group-based policy. */
  readonly vxlanOpts?: string | number | undefined
  /** `'version:index:direction:hwid'` */
  readonly erspanOpts?: string | undefined
  /** `'pdu_type:qfi'`, hexadecimal. */
  readonly gtpOpts?: string | undefined
  /** `'type:seid'`, hexadecimal. */
  readonly pfcpOpts?: string | undefined
}

const U32 = 0xffffffff

/** The parts of `2:0:1:17`; an empty one is left out. */
function partsOf(text: string, count: number, example: string): readonly (string | undefined)[] {
  const parts = text.split(':')
  if (parts.length > count) return wrongType(`${shown(text)} has more parts than '${example}'`)
  return parts.map((part) => (part === '' ? undefined : part))
}
const some = <T>(part: string | undefined, read: (part: string) => T): T | undefined => (part === undefined ? undefined : read(part))

function geneve(text: string) {
  const [of, type, data] = partsOf(text, 3, 'class:type:data')
  return {
    class: some(of, (part) => numberOf(part, 0xffff, true)),
    type: some(type, (part) => numberOf(part, 0xff, true)),
    data: some(data, (part) => hexBytes(part, 128)),
  }
}
const geneveMask = (key: string): string => `ffff:ff:${'f'.repeat(key.length - key.lastIndexOf(':') - 1)}`

function erspan(text: string) {
  const [ver, index, dir, hwid] = partsOf(text, 4, 'version:index:direction:hwid')
  const byte = (part: string): number => numberOf(part, 0xff)
  return { ver: some(ver, byte), index: some(index, (part) => numberOf(part, U32)), dir: some(dir, byte), hwid: some(hwid, byte) }
}

function gtp(text: string) {
  const [pduType, qfi] = partsOf(text, 2, 'pdu_type:qfi').map((part) => some(part, (one) => numberOf(one, 0xff, true)))
  return { pduType, qfi }
}

function pfcp(text: string) {
  const [type, seid] = partsOf(text, 2, 'type:seid')
  if (seid !== undefined && !/^(?:0x)?[0-9a-f]{1,16}$/i.test(seid)) return wrongType(`${shown(seid)} is not hexadecimal of 64 bits`)
  return {
    type: some(type, (part) => numberOf(part, 0xff, true)),
    seid: some(seid, (part) => BigInt(`0x${part.replace(/^0x/i, '')}`)),
  }
}

/** How each word is read, and the mask where none is written. */
const KINDS: Readonly<
  Record<keyof FlowerTunnelWords, { readonly read: (text: string) => Options; readonly mask: (key: string) => string }>
> = {
  geneveOpts: { read: (text) => ({ geneve: [geneve(text)] }), mask: geneveMask },
  vxlanOpts: { read: (text) => ({ vxlan: { gbp: numberOf(text, U32) } }), mask: () => String(U32) },
  // tc(8) has the version itself as its mask: with the rest it says which fields there are.
  erspanOpts: { read: (text) => ({ erspan: erspan(text) }), mask: (key) => `${key.split(':')[0]}:${U32}:255:255` },
  gtpOpts: { read: (text) => ({ gtp: gtp(text) }), mask: () => 'ff:ff' },
  pfcpOpts: { read: (text) => ({ pfcp: pfcp(text) }), mask: () => `ff:${'f'.repeat(16)}` },
}
export const flowerTunnelWords = Object.keys(KINDS) as (keyof FlowerTunnelWords)[]

/** The options and their masks that a word says. Throws an InputFault. */
export function tunnelOptions(word: keyof FlowerTunnelWords, value: unknown): readonly [key: Options, mask: Options] {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string') return wrongType(`a text is wanted, not ${shown(value)}`)
  const { read, mask } = KINDS[word]
  const pairs = (word === 'geneveOpts' ? text.split(',') : [text]).map((one) => {
    const [key, masking = mask(key)] = halvesOf(one)
    return [read(key), read(masking)] as const
  })
  if (word !== 'geneveOpts') return pairs[0] as readonly [Options, Options]
  const all = (half: 0 | 1): Options => ({ geneve: pairs.flatMap((pair) => pair[half].geneve ?? []) })
  return [all(0), all(1)]
}
