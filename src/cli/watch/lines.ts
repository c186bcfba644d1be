// Events of the kernel as lines for people: a sign, what it is of, and what it says.
import type { MonitorEvent } from '../../iproute/events/monitor.ts'
import type { Link } from '../../iproute/link/types.ts'
import type { Meaning, Style } from '../style.ts'

type Fields = Readonly<Record<string, unknown>>

/** What an event is of: `link` of RTM_NEWLINK. */
const nounOf = (type: string): string => NOUNS[type.replace(/^RTM_(?:NEW|DEL)/, '')] ?? type.replace(/^RTM_(?:NEW|DEL)/, '').toLowerCase()
const NOUNS: Readonly<Record<string, string>> = {
  NEIGH: 'neigh',
  TCLASS: 'class',
  TFILTER: 'filter',
  NEXTHOPBUCKET: 'bucket',
  NDUSEROPT: 'nduseropt',
}

/** Fields of a link whose change is worth a word; counters are not. */
const LINK_FIELDS = [
  ['ifname', 'renamed'],
  ['operstate', 'operstate'],
  ['mtu', 'mtu'],
  ['master', 'master'],
  ['address', 'address'],
  ['qdisc', 'qdisc'],
  ['carrier', 'carrier'],
  ['link', 'link'],
  ['group', 'group'],
  ['ifalias', 'alias'],
  ['promiscuity', 'promiscuity'],
  ['txqlen', 'txqlen'],
  ['linkNetnsid', 'link-netnsid'],
] as const

/** Left out of the words of a message: told at its head, or of no news. */
const SILENT = new Set([
  'header',
  'family',
  'index',
  'flags',
  'unknown',
  'cacheinfo',
  'stats',
  'stats2',
  'stats64',
  'afSpec',
  'protinfo',
  'map',
  'pad',
  'rtaPad',
])

const address = (value: unknown, length: unknown): string => {
  if (value === undefined) return length === 0 || length === undefined ? 'default' : `0/${String(length)}`
  return length === undefined ? String(value) : `${String(value)}/${String(length)}`
}

const shown = (value: unknown): string => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  if (Array.isArray(value)) return value.map(shown).join(',')
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value)
      .map(([key, one]) => `${key} ${shown(one)}`)
      .join(', ')} }`
  return String(value)
}

/** Everything that a message says, key by key. */
const allWords = (message: Fields, ...told: readonly string[]): string[] =>
  Object.entries(message)
    .filter(([key, value]) => !SILENT.has(key) && !told.includes(key) && value !== undefined && value !== 0 && value !== 'unspec')
    .map(([key, value]) => `${key} ${shown(value)}`)

/** Makes the lines; it remembers links, to name them and to tell what is new of them. */
export class Lines {
  readonly #links = new Map<number, Link>()
  readonly #style: Style

  constructor(style: Style, links: readonly Link[] = []) {
    this.#style = style
    for (const link of links) this.#links.set(link.index, link)
  }

  #name(index: unknown): string {
    return typeof index === 'number' && index > 0 ? this.#style('name', this.#links.get(index)?.ifname ?? `link ${index}`) : ''
  }

  /** The line of an event. */
  line(event: MonitorEvent): string {
    const { type } = event
    if (type === 'lost')
      return this.#said(
        'bad',
        '!',
        'lost',
        `events were lost here: ${event.reason === 'kernel' ? "the kernel's queue was full" : 'our queue was full'}`,
      )
    if (type === 'resync')
      return this.#said('quiet', '=', 'state', event.phase === 'begin' ? 'the present state follows' : 'end of the present state')
    if (type === 'broken') return this.#said('bad', '?', 'broken', `${event.error.message}: ${Buffer.from(event.bytes).toString('hex')}`)
    if (type === 'other') return this.#said('quiet', '?', String(event.name), Buffer.from(event.payload).toString('hex'))
    const gone = type.startsWith('RTM_DEL')
    const noun = nounOf(type)
    const message = event.message as Fields
    const known = noun === 'link' && !gone && message['family'] !== 'bridge' ? this.#links.get(message['index'] as number) : undefined
    const words = this.#words(noun, message, known)
    if (noun === 'link' && message['family'] !== 'bridge') {
      if (gone) this.#links.delete(message['index'] as number)
      // The IPv6 side alone says little (RTNLGRP_IPV6_IFINFO).
      else this.#links.set(message['index'] as number, { ...known, ...(message as unknown as Link) })
    }
    const where = event.nsid === undefined ? '' : ` ${this.#style('quiet', `nsid ${event.nsid}`)}`
    return this.#said(gone ? 'bad' : known ? 'warning' : 'good', gone ? '-' : known ? '~' : '+', noun, words + where)
  }

  #said(meaning: Meaning, sign: string, noun: string, words: string): string {
    return `${this.#style(meaning, `${sign} ${noun.padEnd(8)}`)} ${words}`
  }

  #words(noun: string, message: Fields, known: Link | undefined): string {
    const dev = this.#name(message['index'] ?? message['oif'] ?? message['ifindex'])
    const parts = this.#parts(noun, message, known, dev).filter((part) => part !== '')
    return parts.join(' ')
  }

  #parts(noun: string, message: Fields, known: Link | undefined, dev: string): string[] {
    const style = this.#style
    const of = (key: string, word = key): string => (message[key] === undefined ? '' : `${word} ${shown(message[key])}`)
    switch (noun) {
      case 'link':
        return known === undefined ? this.#link(message) : this.#changed(known, message)
      case 'addr': {
        const own = message['local'] ?? message['address']
        const flags = (message['flags'] as readonly string[]).filter((one) => one !== 'permanent')
        return [
          style(message['family'] === 'inet6' ? 'address6' : 'address', address(own, message['prefixlen'])),
          'dev',
          dev,
          of('scope'),
          flags.join(','),
        ]
      }
      case 'route': {
        const hops = message['multipath'] as readonly Fields[] | undefined
        const hop = (one: Fields): string => {
          const via = one['gateway'] ?? (one['via'] as Fields | undefined)?.['address']
          return [via === undefined ? '' : `via ${style('address', String(via))}`, one['oif'] ? `dev ${this.#name(one['oif'])}` : '']
            .filter(Boolean)
            .join(' ')
        }
        const to = style(message['family'] === 'inet6' ? 'address6' : 'address', address(message['dst'], message['dstLen']))
        const kind = message['type'] === 'unicast' ? '' : String(message['type'])
        return [
          kind,
          to,
          hops === undefined ? hop(message) : hops.map(hop).join(' | '),
          of('table'),
          of('protocol', 'proto'),
          of('prefsrc', 'src'),
          of('priority', 'metric'),
        ]
      }
      case 'rule':
        return [
          `${shown(message['priority'] ?? 0)}:`,
          `from ${message['src'] === undefined ? 'all' : address(message['src'], message['srcLen'])}`,
          ...allWords(message, 'priority', 'src', 'srcLen', 'dstLen'),
        ]
      case 'neigh':
        return [
          style('address', String(message['dst'] ?? message['lladdr'] ?? '')),
          'dev',
          dev,
          message['dst'] === undefined ? '' : of('lladdr'),
          shown(message['state']),
          shown(message['flags']),
          of('vlan'),
        ]
      case 'qdisc':
      case 'class':
      case 'filter':
        return [
          shown(message['kind'] ?? ''),
          shown(message['handle']),
          'dev',
          dev,
          of('parent'),
          ...allWords((message['options'] ?? {}) as Fields),
        ]
      default:
        return [
          message['family'] === undefined ? '' : String(message['family']),
          dev === '' ? '' : `dev ${dev}`,
          ...allWords(message, 'oif', 'ifindex'),
        ]
    }
  }

  #link(message: Fields): string[] {
    const kind = (message['linkinfo'] as Fields | undefined)?.['kind'] ?? message['type']
    const of = (key: string): string => (message[key] === undefined ? '' : `${key} ${shown(message[key])}`)
    return [
      this.#style('name', String(message['ifname'] ?? message['index'])),
      message['family'] === 'unspec' ? String(kind) : String(message['family']),
      `index ${shown(message['index'])}`,
      of('operstate'),
      of('mtu'),
      message['master'] === undefined ? '' : `master ${this.#name(message['master'])}`,
      of('address'),
    ]
  }

  #changed(known: Link, message: Fields): string[] {
    const before = known as unknown as Fields
    const parts = [this.#style('name', String(known.ifname ?? message['ifname'] ?? message['index']))]
    for (const [key, word] of LINK_FIELDS) {
      // What the IPv6 side does not tell has not gone; a master that is not told any more has.
      const isAbsent = message[key] === undefined && (key !== 'master' || message['family'] !== 'unspec')
      if (isAbsent || before[key] === message[key]) continue
      const [from, to] =
        key === 'master' || key === 'link'
          ? [this.#name(before[key]) || 'none', this.#name(message[key]) || 'none']
          : [shown(before[key] ?? 'none'), shown(message[key])]
      parts.push(`${word} ${from} -> ${to}`)
    }
    const [old, now] = [known.flags as readonly (string | number)[], (message['flags'] ?? []) as readonly (string | number)[]]
    parts.push(...now.filter((one) => !old.includes(one)).map((one) => this.#style('good', `+${one}`)))
    parts.push(...old.filter((one) => !now.includes(one)).map((one) => this.#style('bad', `-${one}`)))
    return parts.length === 1 ? [...parts, this.#style('quiet', 'told again')] : parts
  }
}
