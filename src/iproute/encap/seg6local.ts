import { Seg6LocalAction } from '../../schema/route/encap/seg6local.ts'
import { srhKeys } from '../../schema/route/encap/srh.ts'
import { type Fields, reading, take, unknownWord } from '../words/input.ts'
import { numberOf } from '../words/names.ts'
import type { EncapAbout } from './kinds.ts'
import { segmentsInto, withOwnPlace } from './segments.ts'

/** Words of seg6local besides the keys of its table. */
export const localWords: Readonly<Record<string, string>> = {
  ...{ count: 'count', endpoint: 'bpf', lblen: 'lblen', nflen: 'nflen' },
}

/** A program as `{ fd, name }`, whatever its words; undefined without an open file. */
export function programOf(value: unknown): Fields | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { fd, prog = fd } = value as Fields
  return typeof prog === 'number' ? (value as Fields) : undefined
}

/** Whether all programs that are there have an open file. */
export function hasPrograms(encap: Fields, places: readonly string[]): boolean {
  return places.every((place) => {
    const program = encap[place] as Fields | undefined
    return program === undefined || program['fd'] !== undefined || program['LWT_BPF_PROG_FD'] !== undefined
  })
}

/** A header as ip(8) has it: `{ segs, hmac }`, or the segments alone. */
function headerInto(encap: Fields, inserted: boolean, { purpose, what }: EncapAbout): void {
  const given = encap['srh']
  if (given === undefined) return
  const srh: Fields = typeof given === 'string' || Array.isArray(given) ? { segs: given } : { ...(given as object) }
  for (const word of Object.keys(srh)) {
    if (!(srhKeys as readonly string[]).includes(word)) unknownWord(word, `${what}.srh`, srhKeys)
  }
  segmentsInto(srh, `${what}.srh`)
  if (purpose !== 'filter') withOwnPlace(srh, inserted)
  encap['srh'] = srh
}

/** `flavors: ['psp']` or `'psp,usd'`, with `lblen` and `nflen` beside it, into the table's nest. */
function flavorsInto(encap: Fields): void {
  const [lcblockBits, lcnodeFnBits] = [take(encap, 'lblen'), take(encap, 'nflen')]
  const { flavors } = encap
  const operation = typeof flavors === 'string' ? flavors.split(',') : flavors
  const nest: Fields = Array.isArray(operation) || typeof operation === 'number' ? { operation } : { ...(operation as object | undefined) }
  if (lcblockBits !== undefined) nest['lcblockBits'] = lcblockBits
  if (lcnodeFnBits !== undefined) nest['lcnodeFnBits'] = lcnodeFnBits
  if (Object.keys(nest).length > 0) encap['flavors'] = nest
}

/** Turns the words of seg6local into keys. */
export function localInto(encap: Fields, about: EncapAbout): void {
  const { links, purpose, what } = about
  if (encap['action'] === undefined && purpose === 'add') throw new TypeError(`${what}: 'action' is missing ('End', 'End.DX6', ...)`)
  const action = encap['action'] === undefined ? 0 : reading(`${what}.action`, () => Seg6LocalAction.number(encap['action'] as 'end'))
  for (const key of ['table', 'vrftable']) if (encap[key] !== undefined) encap[key] = numberOf('rt_tables', encap[key])
  for (const key of ['iif', 'oif']) links.replace(encap, key)
  headerInto(encap, action === Seg6LocalAction.constants.END_B6, about)
  flavorsInto(encap)
  if (take(encap, 'count') === true) encap['counters'] ??= { packets: 0n, bytes: 0n, errors: 0n }
  const { bpf } = encap
  if (typeof bpf !== 'object' || bpf === null) return
  const { fd, name, ...program } = bpf as Fields
  if (fd !== undefined) program['prog'] = fd
  if (name !== undefined) program['progName'] = name
  encap['bpf'] = program
  if (purpose === 'add' && programOf(program) === undefined)
    throw new TypeError(
      `${what}.bpf: the program is wanted as { fd, name }, its open file and a name to be seen by; the kernel tells its id and the name`,
    )
}
