// What `ip link show` and `ip addr show` are restricted to (ip/ipaddress.c). What the kernel did not leave out already, iproute2
// leaves out itself: the row of a link then stays, empty.
import { IFA_F } from '../../schema/address.ts'
import type { LinkMessage } from '../../schema/link/link.ts'
import type { Family, Printing } from '../types.ts'
import { groupNumber, scopeNumber } from './names.ts'
import { type Prefix, prefixOf } from './prefix.ts'
import { type Meanings, marks, readWords, sets, setsText, type Words } from './words.ts'

/** What is wanted. */
export interface LinkFilter {
  /** Whether it is `ip link`, which tells of links alone, or `ip addr`. */
  readonly ofLinks: boolean
  family?: Family | undefined
  dev?: string
  master?: string
  kind?: string
  slaveKind?: string
  group?: number
  up?: boolean
  /** Of addresses, as what follows. */
  prefix?: Prefix
  scope?: number | undefined
  label?: RegExp
  /** Flags that are looked at, and which of them are wanted. */
  mask: number
  flags: number
}

/** Words for flags of addresses. */
export const ADDRESS_FLAGS: readonly (readonly [word: string, bit: number])[] = [
  ['secondary', IFA_F.SECONDARY],
  ['temporary', IFA_F.SECONDARY],
  ['nodad', IFA_F.NODAD],
  ['optimistic', IFA_F.OPTIMISTIC],
  ['dadfailed', IFA_F.DADFAILED],
  ['home', IFA_F.HOMEADDRESS],
  ['deprecated', IFA_F.DEPRECATED],
  ['tentative', IFA_F.TENTATIVE],
  ['permanent', IFA_F.PERMANENT],
  ['mngtmpaddr', IFA_F.MANAGETEMPADDR],
  ['noprefixroute', IFA_F.NOPREFIXROUTE],
  ['autojoin', IFA_F.MCAUTOJOIN],
  ['stable-privacy', IFA_F.STABLE_PRIVACY],
]
/** Words that mean the opposite of another. */
const OPPOSITES: Readonly<Record<string, string>> = { dynamic: 'permanent', primary: 'secondary' }

/** Takes a word for a flag of addresses, `-tentative` for its opposite. */
function takeFlag(filter: LinkFilter, text: string): boolean {
  const word = text.replace(/^-/, '')
  const bit = ADDRESS_FLAGS.find(([name]) => name === (OPPOSITES[word] ?? word))?.[1]
  if (bit === undefined) return false
  const wanted = text.startsWith('-') === word in OPPOSITES
  filter.flags = wanted ? filter.flags | bit : filter.flags & ~bit
  filter.mask |= bit
  return true
}

/** A pattern of a shell, whole. */
function glob(text: string): RegExp {
  const pattern = text
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.')
  return new RegExp(`^${pattern}$`)
}

/** Reads the words behind `ip link show` or `ip addr show`. Throws a TypeError where one lacks its value. */
export function linkFilter(words: Words, family: Family | undefined, ofLinks: boolean): LinkFilter {
  const filter: LinkFilter = { ofLinks, family: ofLinks ? 'link' : family, mask: 0, flags: 0 }
  const meanings: Meanings = {
    to(rest) {
      filter.prefix = prefixOf(rest.take(), filter.family)
      filter.family ??= filter.prefix.family
    },
    scope(rest) {
      const text = rest.take()
      filter.scope = text === 'all' ? undefined : scopeNumber(text)
    },
    up: marks(filter, 'up'),
    label: sets(filter, 'label', glob),
    group: sets(filter, 'group', groupNumber),
    master: setsText(filter, 'master'),
    vrf: setsText(filter, 'master'),
    nomaster() {}, // the kernel's affair
    type(rest) {
      const text = rest.take()
      const [kind = '', slave] = text.split('_slave')
      if (slave === undefined) filter.kind = kind
      else filter.slaveKind = kind
    },
    dev: setsText(filter, 'dev'),
  }
  const other = (rest: Words): void => {
    const text = rest.take()
    if (!takeFlag(filter, text)) filter.dev = text
  }
  readWords(words, meanings, { exact: new Set(Object.keys(meanings)), other })
  return filter
}

/** Whether a link goes by this name. */
export const isNamed = (link: LinkMessage, name: string, printing: Printing): boolean =>
  link.ifname === name ||
  printing.link(link.index) === name ||
  name === `if${link.index}` ||
  link.propList?.altIfname?.includes(name) === true

/** Whether a link is to be shown; the group counts only where the message tells it. */
export function isShown(link: LinkMessage, filter: LinkFilter, printing: Printing): boolean {
  const { dev, up, group, master, kind, slaveKind } = filter
  if (dev !== undefined && !isNamed(link, dev, printing)) return false
  if (up && !link.flags.includes('up')) return false
  if (group !== undefined && link.group !== undefined && link.group !== group) return false
  if (master !== undefined && (link.master === undefined || printing.link(link.master) !== master)) return false
  if (kind !== undefined && (link.linkinfo === undefined || (link.linkinfo.kind ?? '') !== kind)) return false
  return slaveKind === undefined || (link.linkinfo !== undefined && (link.linkinfo.slaveKind ?? '') === slaveKind)
}
