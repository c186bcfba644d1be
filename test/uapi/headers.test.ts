import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entryName } from '../../scripts/compare.ts'
import { ourTables } from '../../scripts/registry.ts'
import { PLACES } from '../../scripts/spec-errors.ts'
import { readSpec, SPECS, specsFolder } from '../../scripts/specs.ts'
import { uapiName } from '../../src/netlink/names.ts'
import { compiler, evaluate } from './compiler.ts'
import { headerName, INTERNAL, MOVED, NEWER } from './newer.ts'

const tables = ourTables()
const cc = compiler()
const skip = cc === undefined && 'no C compiler'

/** Each expression that the headers can evaluate, and what our tables say of it. */
const claims = new Map<string, bigint>()
const claim = (name: string, value: number): void => {
  claims.set(headerName(name), BigInt(value))
}
for (const { attributes } of Object.values(tables.sets)) for (const { name, number } of attributes) claim(name, number)
for (const { names } of Object.values(tables.enums)) for (const [name, number] of Object.entries(names)) claim(name, number)
for (const { types, numbers } of tables.messages) for (const [i, type] of types.entries()) claim(type, numbers[i] ?? -1)
for (const { attribute, prefix, first } of Object.values(PLACES)) {
  const row = Object.values(tables.sets)
    .flatMap((set) => set.attributes)
    .find(({ name }) => name === attribute)
  for (const [i, place] of (row?.places ?? []).entries()) claim(uapiName(prefix, place), i + first)
}
for (const [struct, { size, members }] of Object.entries(tables.structs)) {
  claim(`sizeof(struct ${struct})`, size)
  for (const { name, offset, size: width } of members) {
    claim(`offsetof(struct ${struct}, ${name})`, offset)
    claim(`sizeof(((struct ${struct} *)0)->${name})`, width)
  }
}
const said = cc === undefined ? new Map<string, bigint | undefined>() : evaluate(cc, [...claims.keys()])

/** Names that the specifications have: a name that neither they nor the headers have is a slip of ours. */
const specified = (): Set<string> | undefined => {
  const folder = specsFolder()
  if (folder === undefined) return undefined
  const specs = SPECS.map((name) => readSpec(folder, name))
  return new Set(
    specs.flatMap(({ attributes, entries, operations, members }) => [
      ...[...attributes, ...entries.map(entryName), ...operations].map(({ name }) => name),
      ...members.map(({ struct }) => `struct ${struct}`),
    ]),
  )
}

test("constants, sizes and offsets are the headers' own", { skip }, (t) => {
  const differing = [...claims].flatMap(([expression, ours]) => {
    const theirs = said.get(expression)
    // A flag in the highest bit may be a negative int in C.
    return theirs === undefined || expression in MOVED || BigInt.asUintN(32, theirs) === BigInt.asUintN(32, ours)
      ? []
      : [`${expression}: ${ours}, the headers say ${theirs}`]
  })
  const compared = [...said.values()].filter((value) => value !== undefined).length
  t.diagnostic(`${compared} of ${claims.size} compared`)
  assert.ok(compared > 100, `only ${compared} names compared`)
  assert.deepEqual(differing, [])
})

test('what the headers lack is newer than they are, or not in them', { skip }, (t) => {
  const known = specified()
  const lacking = [...claims.keys()].filter((expression) => said.get(expression) === undefined)
  t.diagnostic(`not in these headers: ${lacking.join(', ')}`)
  // Offsets and sizes of members: the specifications' are compared in specs.test.ts.
  const structOf = (name: string): string => /struct \w+/.exec(name)?.[0] ?? ''
  const explained = (name: string): boolean =>
    known?.has(name) ||
    known?.has(structOf(name)) ||
    INTERNAL.some((prefix) => name.startsWith(prefix)) ||
    NEWER[name] === Number(claims.get(name))
  // Without the specifications nobody vouches for the rest.
  if (known === undefined) return t.skip("the kernel's specifications are not here (RTNL_SPECS)")
  assert.deepEqual(
    lacking.filter((name) => !explained(name)),
    [],
  )
})
