import type { SetTable } from '../../netlink/attributes.ts'
import { linkKinds, portKinds } from '../../schema/link/kinds/index.ts'
import { VlanFlag } from '../../schema/link/kinds/vlan.ts'
import { type Fields, type Links, reading } from '../words/input.ts'
import { familyOf, INET6 } from '../words/input-prefix.ts'
import { numberOf } from '../words/names.ts'

const tableOf = (kinds: object, kind: string | undefined): SetTable | undefined =>
  kind !== undefined && Object.hasOwn(kinds, kind)
    ? (kinds as Readonly<Record<string, { readonly table: SetTable }>>)[kind]?.table
    : undefined

/** The data of a kind of link (IFLA_INFO_DATA). */
export const dataTable = (kind: string | undefined): SetTable | undefined => tableOf(linkKinds, kind)
/** The data of the ports of a kind of master (IFLA_INFO_SLAVE_DATA). */
export const portTable = (kind: string | undefined): SetTable | undefined => tableOf(portKinds, kind)

/** Words of people for the data of a kind, besides the keys of its table. */
export const kindWords: Readonly<Record<string, readonly string[]>> = {
  vlan: ['reorderHdr', 'gvrp', 'looseBinding', 'mvrp', 'bridgeBinding'],
  vxlan: ['remote', 'dstport', 'external'],
}

/** The key or word of a kind's data behind a word, if it is one. */
export function dataKey(table: SetTable | undefined, kind: string | undefined, word: string): string | undefined {
  const line = table?.byKey.get(word) ?? table?.byName.get(word)
  if (line !== undefined && line.role !== 'alignment') return line.key
  return kind !== undefined && kindWords[kind]?.includes(word) ? word : undefined
}

/** Numbers of ETH_P_8021Q and ETH_P_8021AD (linux/if_ether.h) by the words of `ip link ... type vlan protocol`. */
const VLAN_PROTOCOLS: Readonly<Record<string, number>> = { '802.1q': 0x8100, '802.1ad': 0x88a8 }

function vlan(data: Fields): void {
  const { protocol } = data
  if (typeof protocol === 'string') data['protocol'] = VLAN_PROTOCOLS[protocol.toLowerCase()] ?? Number(protocol)
  const switches = {
    reorderHdr: 'reorder_hdr',
    gvrp: 'gvrp',
    looseBinding: 'loose_binding',
    mvrp: 'mvrp',
    bridgeBinding: 'bridge_binding',
  } as const
  let flags = 0
  let mask = 0
  for (const [word, name] of Object.entries(switches)) {
    const on = data[word]
    delete data[word]
    if (on === undefined) continue
    if (typeof on !== 'boolean') throw new TypeError(`link: ${word}: true or false is wanted`)
    const bit = VlanFlag.bits(name)
    mask |= bit
    if (on) flags |= bit
  }
  if (mask === 0) return
  const given = (data['flags'] ?? {}) as { readonly flags?: number; readonly mask?: number }
  data['flags'] = reading('data.flags', () => ({
    flags: VlanFlag.bits(given.flags ?? 0) | flags,
    mask: VlanFlag.bits(given.mask ?? 0) | mask,
  }))
}

/** One word for addresses of both families, where the kernel has two attributes. */
function vxlan(data: Fields): void {
  for (const [word, key] of [
    ['remote', 'group'],
    ['dstport', 'port'],
    ['external', 'collectMetadata'],
  ] as const) {
    if (data[word] === undefined) continue
    if (data[key] !== undefined) throw new TypeError(`link: '${word}' says again what '${key}' says`)
    data[key] = data[word]
    delete data[word]
  }
  for (const key of ['group', 'local']) {
    const value = data[key]
    if (typeof value !== 'string' || familyOf(value) !== INET6) continue
    data[`${key}6`] = value
    delete data[key]
  }
}

/** Keys of a kind's data that hold the index of a link, where a name is taken too. */
const LINKS: Readonly<Record<string, readonly string[]>> = {
  ...{ vxlan: ['link'], bond: ['activeSlave', 'primary'], hsr: ['slave1', 'slave2', 'interlink'] },
  ...Object.fromEntries(
    ['gre', 'gretap', 'erspan', 'ip6gre', 'ip6gretap', 'ip6erspan', 'ipip', 'sit', 'ip6tnl', 'vti', 'vti6', 'xfrm'].map((kind) => [
      kind,
      ['link'],
    ]),
  ),
}
const PORT_LINKS: Readonly<Record<string, readonly string[]>> = { bridge: ['backupPort'] }

/** Turns people's words in the data of a kind into keys of its table. */
export function dataWords(kind: string, data: Fields, links: Links): void {
  if (kind === 'vlan') vlan(data)
  if (kind === 'vxlan') vxlan(data)
  if (kind === 'vrf' && data['table'] !== undefined) data['table'] = numberOf('rt_tables', data['table'])
  for (const key of LINKS[kind] ?? []) links.replace(data, key)
}

/** The same for the data of a port. */
export function portWords(kind: string, data: Fields, links: Links): void {
  for (const key of PORT_LINKS[kind] ?? []) links.replace(data, key)
}
