import { Seg6Mode } from '../../schema/route/encap/seg6.ts'
import type { encaps } from '../../schema/route/lwtunnel.ts'
import { type Fields, type Links, reading, take, unknownWord } from '../words/input.ts'
import { numberOf } from '../words/names.ts'
import { hasPrograms, localInto, localWords, programOf } from './seg6local.ts'
import { segmentsInto, withOwnPlace } from './segments.ts'
import { tunnelInto, tunnelWords } from './tunnel.ts'

/** What an encapsulation is said for: a deletion needs less of it, and a filter has no defaults. */
export type EncapPurpose = 'add' | 'delete' | 'filter'

/** What the words of one encapsulation are turned into keys with. */
export interface EncapAbout {
  readonly links: Links
  readonly purpose: EncapPurpose
  /** The word before it, for errors. */
  readonly what: string
}

/** People's words for one type of encapsulation. */
interface EncapKind {
  /** Words besides the keys of the table, and what they mean; those that mean themselves are turned into keys by `complete`. */
  readonly words: Readonly<Record<string, string>>
  complete?(encap: Fields, about: EncapAbout): void
  /** Whether its programs are named as the kernel takes them. */
  loaded?(encap: Fields): boolean
}

function labelsInto(encap: Fields): void {
  const { dst } = encap
  if (Array.isArray(dst)) encap['dst'] = dst.join('/')
  else if (typeof dst === 'number') encap['dst'] = String(dst)
}

/** As ip(8): every packet, and `inline`, where nothing is said. */
function ioam6Into(encap: Fields, { purpose, what }: EncapAbout): void {
  const freq = take(encap, 'freq')
  if (freq !== undefined) {
    const [, k, n] = (typeof freq === 'string' ? /^(\d+)\/(\d+)$/.exec(freq) : undefined) ?? []
    if (n === undefined) throw new TypeError(`${what}: freq: 'k/n' is wanted ('1/100'), not ${String(freq)}`)
    if (encap['freqK'] !== undefined || encap['freqN'] !== undefined) throw new TypeError(`${what}: 'freq' says again what 'freqK' says`)
    Object.assign(encap, { freqK: Number(k), freqN: Number(n) })
  }
  if (encap['trace'] !== undefined) encap['trace'] = traceOf(encap['trace'], what)
  if (purpose !== 'add') return
  encap['mode'] ??= 'inline'
  if (encap['freqK'] === undefined && encap['freqN'] === undefined) Object.assign(encap, { freqK: 1, freqN: 1 })
}

/** `{ ns, type, size }` of ip(8): the size is in bytes there. */
function traceOf(value: unknown, what: string): unknown {
  if (typeof value !== 'object' || value === null) return value
  const { ns, size, ...trace }: Fields = value as Fields
  for (const word of Object.keys(trace)) {
    if (!TRACE.has(word)) unknownWord(word, `${what}.trace`, [...TRACE, 'ns', 'size'])
  }
  if (ns !== undefined) trace['namespaceId'] = ns
  if (size === undefined) return trace
  if (typeof size !== 'number' || size % 4 !== 0 || size <= 0 || size > TRACE_BYTES)
    throw new RangeError(`${what}.trace.size: ${String(size)} is not a multiple of 4 within 4 .. ${TRACE_BYTES}`)
  return { ...trace, remlen: size / 4 }
}
/** IOAM6_TRACE_DATA_SIZE_MAX of linux/ioam6.h. */
const TRACE_BYTES = 244
const TRACE: ReadonlySet<string> = new Set(['namespaceId', 'type', 'remlen', 'nodelen', 'overflow', 'reserved', 'data'])

const PLACES = ['in', 'out', 'xmit'] as const

/** The words of each type of encapsulation. */
export const KINDS: Readonly<Record<keyof typeof encaps, EncapKind>> = {
  mpls: { words: { labels: 'dst' }, complete: labelsInto },
  ip: { words: { ...tunnelWords, dsfield: 'tos' }, complete: (encap, about) => tunnelInto(encap, 'tos', about) },
  ip6: {
    words: { ...tunnelWords, ttl: 'hoplimit', tos: 'tc', dsfield: 'tc' },
    complete: (encap, about) => tunnelInto(encap, 'tc', about),
  },
  ila: { words: {} },
  seg6: {
    words: { tunsrc: 'src', lookup: 'table' },
    complete(encap, { purpose, what }) {
      if (encap['table'] !== undefined) encap['table'] = numberOf('rt_tables', encap['table'])
      if (encap['srh'] !== undefined) return
      segmentsInto(encap, what)
      if (purpose === 'add') encap['mode'] ??= 'encap'
      if (purpose === 'filter' || encap['mode'] === undefined) return
      const mode = reading(`${what}.mode`, () => Seg6Mode.number(encap['mode'] as 'inline'))
      withOwnPlace(encap, mode === Seg6Mode.constants.INLINE)
    },
  },
  seg6_local: { words: localWords, complete: localInto, loaded: ({ bpf }) => bpf === undefined || programOf(bpf) !== undefined },
  bpf: {
    words: { headroom: 'xmitHeadroom' },
    complete(encap, { purpose, what }) {
      if (purpose === 'add' && !hasPrograms(encap, PLACES))
        throw new TypeError(
          `${what}: each program is wanted as { fd, name }, its open file and a name to be seen by; the kernel tells the name alone`,
        )
    },
    loaded: (encap) => hasPrograms(encap, PLACES),
  },
  rpl: { words: {}, complete: (encap, { what }) => segmentsInto(encap, what) },
  ioam6: { words: { tundst: 'dst', tunsrc: 'src', freq: 'freq' }, complete: ioam6Into },
  xfrm: { words: { linkDev: 'link' }, complete: (encap, { links }) => links.replace(encap, 'link') },
}
