import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkArea, decodeOne } from './check.ts'
import { datagramMessages, vectors } from './read.ts'

/** Kinds whose IFLA_INFO_DATA, IFLA_INFO_SLAVE_DATA or RTA_ENCAP has no table yet; one that gets it leaves the list. */
const LATER: readonly string[] = []

interface Selected {
  readonly kind?: unknown
  readonly data?: unknown
  readonly slaveKind?: unknown
  readonly slaveData?: unknown
  readonly encapType?: unknown
  readonly encap?: unknown
}

/** The kinds in a decoded value whose payload was kept as bytes. */
const keptKinds = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return []
  const { kind, data, slaveKind, slaveData, encapType, encap }: Selected = value
  const pairs = [
    [kind, data],
    [slaveKind, slaveData],
    [encapType, encap],
  ]
  return [
    ...pairs.filter(([name, payload]) => name !== undefined && payload instanceof Uint8Array).map(([name]) => String(name)),
    ...Object.values(value).flatMap(keptKinds),
  ]
}

checkArea('link-kinds')
checkArea('bridge')
checkArea('netns')

test('only kinds without a table keep their data as bytes', () => {
  const kept = new Set<string>()
  for (const area of ['link-kinds', 'bridge', 'netns', 'route'] as const) {
    for (const { exchange, show } of vectors(area)) {
      for (const { hex, protocol } of [...exchange, ...(show?.exchange ?? [])]) {
        if (protocol !== undefined) continue
        for (const raw of datagramMessages(hex)) for (const kind of keptKinds(decodeOne(raw))) kept.add(kind)
      }
    }
  }
  assert.deepEqual([...kept].sort(), LATER)
})
