/** What the schema engine infers; compiled, never run. */
import { type AttributeSet, attributes, select, type Table } from '../../src/netlink/attributes.ts'
import type { Codec, Decoded, Encodable } from '../../src/netlink/codec.ts'
import { lazy, listOf } from '../../src/netlink/containers.ts'
import { enumeration, flagSet } from '../../src/netlink/enums.ts'
import { message } from '../../src/netlink/payload.ts'
import { bareString, s32, string, u8, u16, u16be, u32, u64 } from '../../src/netlink/scalars.ts'
import { struct } from '../../src/netlink/struct.ts'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const yes = <T extends true>(_?: T): void => {}

const Flags = flagSet('IFF_', { up: 1, broadcast: 2, lower_up: 0x10000 })
const State = enumeration('IF_OPER_', { unknown: 0, up: 6 })

class VlanFlags extends struct('ifla_vlan_flags', { flags: u32, mask: u32 }) {}
class Mapping extends struct('ifla_vlan_qos_mapping', { from: u32, to: u32 }) {}
class VlanData extends attributes('IFLA_VLAN_', {
  id: [1, u16],
  flags: [2, VlanFlags],
  egressQos: [3, listOf(1, Mapping)],
  protocol: [5, u16be],
}) {}
class BridgeData extends attributes('IFLA_BR_', { forwardDelay: [1, u32], stpState: [5, u32] }) {}
class VethData extends attributes('VETH_INFO_', { peer: [1, lazy((): Codec<LinkMessage, LinkInput | LinkMessage> => LinkMessage)] }) {}

const LinkInfo = attributes('IFLA_INFO_', {
  kind: [1, bareString],
  data: [2, select('kind', { vlan: VlanData, bridge: BridgeData, veth: VethData })],
})
type LinkInfo = Decoded<typeof LinkInfo>
type LinkInfoInput = Encodable<typeof LinkInfo>

class LinkAttributes extends attributes('IFLA_', {
  ifname: [3, string],
  mtu: [4, u32],
  operstate: [16, State.u8],
  linkinfo: [18, LinkInfo],
  stats: [23, u64],
  numTxQueues: [31, u32],
  link64: [42, u32, { uapi: 'IFLA_LINK_64' }],
}) {}
class IfInfo extends struct('ifinfomsg', { family: u8, type: u16, index: s32, flags: Flags.u32, change: u32 }, { prefix: 'ifi_' }) {}
class LinkMessage extends message({ RTM_NEWLINK: 16 }, IfInfo, LinkAttributes) {}
interface LinkInput extends Encodable<typeof LinkMessage> {}

export function narrows(info: LinkInfo): void {
  if (info.kind === 'vlan') {
    yes<Equal<typeof info.data, VlanData | undefined>>()
    const id: number | undefined = info.data?.id
    // @ts-expect-error results are read-only
    if (info.data) info.data.id = 5
    void id
  } else if (info.kind === 'veth') {
    const deep: LinkInfo | undefined = info.data?.peer?.linkinfo
    const index: number | undefined = info.data?.peer?.index
    // @ts-expect-error a veth has no id
    void info.data?.id
    void [deep, index]
  } else if (info.kind !== 'bridge' && info.kind !== undefined) {
    // A kind that the tables do not know: its name is a string, its data bytes.
    const name: string = info.kind
    yes<Equal<typeof info.data, Uint8Array | undefined>>()
    void name
  }
}

export function results(link: LinkMessage): void {
  yes<Equal<typeof link.index, number>>()
  yes<Equal<typeof link.ifname, string | undefined>>()
  yes<Equal<typeof link.stats, bigint | undefined>>()
  yes<Equal<typeof link.flags, readonly ('up' | 'broadcast' | 'lower_up' | number)[]>>()
  yes<Equal<typeof link.operstate, 'unknown' | 'up' | number | undefined>>()
  // @ts-expect-error results are read-only
  link.mtu = 5
  // What you get is what you can put.
  const input: LinkInput = link
  void input
}

export const good: LinkInput[] = [
  { ifname: 'v0', mtu: 1400, flags: ['up', 'IFF_BROADCAST'], operstate: 'UP' },
  { IFLA_IFNAME: 'v0', IFLA_NUM_TX_QUEUES: 4, IFLA_LINK_64: 1, operstate: 6, flags: 'up' },
  { linkinfo: { kind: 'vlan', data: { id: 5, flags: { flags: 1 }, IFLA_VLAN_PROTOCOL: 0x8100 } } },
  { linkinfo: { kind: 'veth', data: { peer: { ifname: 'v1', linkinfo: { kind: 'bridge' } } } } },
  { linkinfo: { kind: 'newer', data: new Uint8Array(4) } },
  { stats: 5, header: { type: 'RTM_NEWLINK' }, unknown: [{ type: 99, data: new Uint8Array() }] },
]
// @ts-expect-error misspelt attribute
export const typo: LinkInput = { numTxQueue: 1 }
// @ts-expect-error misspelt attribute by the kernel's name
export const uapiTypo: LinkInput = { IFLA_NUM_TX_QUEUE: 1 }
// @ts-expect-error a word that the enumeration does not have
export const word: LinkInput = { operstate: 'upp' }
// @ts-expect-error vlan data under another kind
export const wrong: LinkInfoInput = { kind: 'bridge', data: { id: 1 } }
// @ts-expect-error misspelt attribute of a kind
export const deepTypo: LinkInput = { linkinfo: { kind: 'vlan', data: { idd: 1 } } }
// @ts-expect-error a string where a number is wanted
export const text: LinkInput = { mtu: '1500' }

yes<typeof LinkInfo extends AttributeSet<string, Table> ? true : true>()
