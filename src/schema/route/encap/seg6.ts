import { ipv6 } from '../../../netlink/addresses.ts'
import { attributes } from '../../../netlink/attributes.ts'
import type { Codec, Decoded, Encodable } from '../../../netlink/codec.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { DecodeError, wrongType } from '../../../netlink/errors.ts'
import { view } from '../../../netlink/flat.ts'
import { struct } from '../../../netlink/struct.ts'
import { RouteTable } from '../enums.ts'
import { Ipv6SrHdr, readSrh, type Srh, SrhFlags, type SrhInput, SrhTlvType, srhKeys, writeSrh } from './srh.ts'

/** How the header comes to the packet (SEG6_IPTUN_MODE_*, linux/seg6_iptunnel.h): between its headers, or before it. */
export const Seg6Mode = enumeration(
  'SEG6_IPTUN_MODE_',
  { inline: 0, encap: 1, l2encap: 2, encap_red: 3, l2encap_red: 4 },
  { 'encap.red': 3, 'l2encap.red': 4 },
)

/** What stands before the segment routing header (linux/seg6_iptunnel.h). */
export class Seg6IptunnelEncap extends struct('seg6_iptunnel_encap', { mode: Seg6Mode.s32 }) {}

type Mode = Decoded<typeof Seg6IptunnelEncap>['mode']
type ModeInput = Encodable<typeof Seg6IptunnelEncap>['mode']
interface Tunnel extends Srh {
  readonly mode: Mode
}
type TunnelInput = SrhInput & { readonly mode?: ModeInput }

const tunnel: Codec<Tunnel, TunnelInput> & { readonly keys: readonly string[] } = {
  type: 'seg6_iptunnel_encap',
  keys: ['mode', ...srhKeys],
  read(bytes, at, end, scope) {
    const from = at + Seg6IptunnelEncap.size
    if (from > end) throw new DecodeError(`payload has ${end - at} bytes, ${Seg6IptunnelEncap.size + Ipv6SrHdr.size} wanted`)
    return { mode: Seg6IptunnelEncap.read(bytes, at, from, scope).mode, ...readSrh(bytes, from, end, scope) }
  },
  write(out, { mode, ...srh }, scope) {
    Seg6IptunnelEncap.write(out, { mode }, scope)
    writeSrh(out, srh, scope)
  },
  describe: () => ({
    kind: 'choice',
    cases: { tunnel: Seg6IptunnelEncap, header: Ipv6SrHdr, flags: SrhFlags.u8, tlv: SrhTlvType.u8 },
  }),
}

class Seg6Attributes extends attributes('SEG6_IPTUNNEL_', {
  srh: [1, tunnel],
  src: [2, ipv6], // source address of the outer header; else that of `ip sr tunsrc`. Since Linux 7.0
  table: [3, RouteTable.u32], // where the first segment is looked up; newer still
}) {}

type Wire = Decoded<typeof Seg6Attributes>
/** The encapsulation seg6 as it is read. */
export type Seg6Value = Omit<Wire, 'srh'> & Partial<Tunnel>
/** The encapsulation seg6 as it can be written. */
export type Seg6Input = Encodable<typeof Seg6Attributes> & TunnelInput

const words = ['mode', ...srhKeys] as const

/** Segment routing over IPv6: the packet travels by way of `segs` (SEG6_IPTUNNEL_*, linux/seg6_iptunnel.h). */
export class Seg6Encap extends view<typeof Seg6Attributes, Seg6Value, Seg6Input>(Seg6Attributes, {
  what: 'the encapsulation seg6',
  words,
  says: { srh: 'segs' },
  read: ({ srh, ...rest }) => ({ ...srh, ...rest }),
  write(value) {
    const rest: Record<string, unknown> = {}
    const srh: Record<string, unknown> = {}
    for (const [word, one] of Object.entries(value)) ((words as readonly string[]).includes(word) ? srh : rest)[word] = one
    if (rest['srh'] !== undefined) wrongType("'srh' is given beside what stands in it")
    return { ...rest, srh }
  },
}) {}
