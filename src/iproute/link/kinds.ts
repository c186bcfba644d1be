import type { SetTable } from '../../netlink/attributes.ts'
import { nearest } from '../../netlink/names.ts'
import { linkKinds, portKinds } from '../../schema/link/kinds/index.ts'
import type { Fields, Links } from '../words/input.ts'
import { kindWords, portWords } from './kinds/index.ts'
import { type KindWords, spoken } from './kinds/words.ts'
import { VlanFlag } from '../../schema/link/kinds/vlan.ts'
import { PORT_WORDS } from '../brport/words.ts'
import { type Fields, type Links, reading } from '../words/input.ts'
import { familyOf, INET6 } from '../words/input-prefix.ts'
import { numberOf } from '../words/names.ts'

const entry = <T>(table: object, kind: string | undefined): T | undefined =>
  kind !== undefined && Object.hasOwn(table, kind) ? (table as Readonly<Record<string, T>>)[kind] : undefined

/** What is known of the data of a kind of link, or of the ports of a kind of master. */
export interface KindData {
  readonly kind: string | undefined
  readonly table: SetTable | undefined
  readonly words: KindWords | undefined
}

/** The data of a kind of link (IFLA_INFO_DATA). */
export const linkData = (kind: string | undefined): KindData => ({
  kind,
  table: entry<{ readonly table: SetTable }>(linkKinds, kind)?.table,
  words: entry(kindWords, kind),
})

/** The data of the ports of a kind of master (IFLA_INFO_SLAVE_DATA). */
export const portData = (kind: string | undefined): KindData => ({
  kind,
  table: entry<{ readonly table: SetTable }>(portKinds, kind)?.table,
  words: entry(portWords, kind),
})
/** Words of people for the data of a kind, besides the keys of its table. */
export const kindWords: Readonly<Record<string, readonly string[]>> = {
  vlan: ['reorderHdr', 'gvrp', 'looseBinding', 'mvrp', 'bridgeBinding'],
  vxlan: ['remote', 'dstport', 'external'],
  bridge_slave: Object.keys(PORT_WORDS),
}

/** The key or word of a kind's data behind a word, if it is one. */
export function dataKey({ table, words }: KindData, word: string): string | undefined {
  if (words !== undefined && Object.hasOwn(words.words, word)) return word
  const line = table?.byKey.get(word) ?? table?.byName.get(word)
  return line === undefined || line.role === 'alignment' ? undefined : line.key
}

/** All words a kind's data have, for errors. */
export const dataKeys = ({ table, words }: KindData): string[] => [...(table?.byKey.keys() ?? []), ...Object.keys(words?.words ?? {})]

/** Turns people's words in the data of a kind into keys of its table. `present` are the data that such a link has now. */
export const inKeys = ({ words }: KindData, data: Fields, links: Links, making: boolean, present?: Fields): Fields =>
  words === undefined ? data : spoken(words, data, links, making, present)

/** Whether a change of links of this kind must say everything. */
export const isWhole = (kind: unknown): boolean => typeof kind === 'string' && entry<KindWords>(kindWords, kind)?.whole === true

/** The kind that a word which no table knows most likely was meant to be. */
export function kindMeant(kind: unknown): string | undefined {
  if (typeof kind !== 'string' || Object.hasOwn(linkKinds, kind)) return undefined
  return nearest(kind, Object.keys(linkKinds))
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
  for (const [word, key] of kind === 'bridge' ? Object.entries(PORT_WORDS) : []) {
    if (data[word] === undefined) continue
    if (data[key] !== undefined) throw new TypeError(`link: '${word}' says again what '${key}' says`)
    data[key] = data[word]
    delete data[word]
  }
  for (const key of PORT_LINKS[kind] ?? []) links.replace(data, key)
}
