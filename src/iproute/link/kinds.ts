import type { SetTable } from '../../netlink/attributes.ts'
import { nearest } from '../../netlink/names.ts'
import { linkKinds, portKinds } from '../../schema/link/kinds/index.ts'
import type { Fields, Links } from '../words/input.ts'
import { kindWords, portWords } from './kinds/index.ts'
import { type KindWords, spoken } from './kinds/words.ts'

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
}
