import { LwtTunnelFlags } from '../../schema/route/encap/tunnel.ts'
import { type Fields, reading, take } from '../words/input.ts'
import { numberOf } from '../words/names.ts'
import type { EncapAbout } from './kinds.ts'

const FLAGS = ['key', 'csum', 'seq'] as const

/** Words of the encapsulations ip and ip6 besides the keys of their tables. */
export const tunnelWords: Readonly<Record<string, string>> = Object.fromEntries(
  [...FLAGS, 'geneveOpts', 'vxlanOpts', 'erspanOpts'].map((word) => [word, word]),
)

/** Numbers of a text with colons between them, decimal or with `0x`. */
function numbers(word: string, given: unknown, names: readonly string[]): Fields {
  const parts = typeof given === 'number' ? [String(given)] : typeof given === 'string' ? given.split(':') : []
  const values = parts.map((part) => Number(part || Number.NaN))
  if (values.length !== names.length || !values.every(Number.isInteger))
    throw new TypeError(`${word}: '${names.join(':')}' is wanted, not '${String(given)}'`)
  return Object.fromEntries(names.map((name, i) => [name, values[i]]))
}

function geneve(given: unknown): Fields[] {
  return String(given)
    .split(',')
    .map((option) => {
      const at = option.lastIndexOf(':')
      return { ...numbers('geneveOpts', option.slice(0, Math.max(at, 0)), ['class', 'type']), data: option.slice(at + 1) }
    })
}

function optionsInto(encap: Fields, what: string): void {
  const given = { geneve: take(encap, 'geneveOpts'), vxlan: take(encap, 'vxlanOpts'), erspan: take(encap, 'erspanOpts') }
  const said: Fields = {}
  if (given.geneve !== undefined) said['geneve'] = geneve(given.geneve)
  if (given.vxlan !== undefined) said['vxlan'] = numbers('vxlanOpts', given.vxlan, ['gbp'])
  if (given.erspan !== undefined) said['erspan'] = numbers('erspanOpts', given.erspan, ['ver', 'index', 'dir', 'hwid'])
  if (Object.keys(said).length > 0) {
    if (encap['opts'] !== undefined) throw new TypeError(`${what}: 'opts' is given beside options of one kind of tunnel`)
    encap['opts'] = said
  }
  // The kernel tells all options of Geneve in one nest, and takes one only of each.
  const told = encap['opts'] as Fields | undefined
  if (Array.isArray(told?.['geneve'])) encap['opts'] = { ...told, geneve: told['geneve'].flat() }
}

/** Turns the words of ip and ip6 into keys; `tos` is the key of the type of service. */
export function tunnelInto(encap: Fields, tos: 'tos' | 'tc', { purpose, what }: EncapAbout): void {
  let bits = 0
  let given = false
  for (const word of FLAGS) {
    const value = take(encap, word)
    if (value === undefined) continue
    if (typeof value !== 'boolean') throw new TypeError(`${what}: ${word}: true or false is wanted, not ${typeof value}`)
    if (value) bits |= LwtTunnelFlags.bits(word)
    given = true
  }
  if (given) {
    bits |= reading(`${what}.flags`, () => LwtTunnelFlags.bits((encap['flags'] ?? 0) as number))
    if (bits !== 0 || purpose === 'filter') encap['flags'] = bits
  }
  if (encap[tos] !== undefined) encap[tos] = numberOf('rt_dsfield', encap[tos])
  optionsInto(encap, what)
}
