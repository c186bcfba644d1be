// What iproute2 said of a state, and the messages it said it of: both of the recordings, so that only the tables are on trial.
import assert from 'node:assert/strict'
import { rtnetlink } from '../../../src/schema/index.ts'
import { type Area, datagramMessages, type Vector, vectors } from '../../vectors/read.ts'

export type Json = Readonly<Record<string, unknown>>
/** How one member of iproute2's JSON follows from a message; `undefined` where it would not be printed. */
export type Members<M> = Readonly<Record<string, (message: M, names: Names) => unknown>>
/** Names of links by index, in the recording's namespace. */
export type Names = (index: number | undefined) => string | undefined

/** Brings a member of the JSON into the order and the units that `members` gives it. */
export type Reshape = (key: string, value: unknown) => unknown
const same: Reshape = (_key, value) => value

const decoded = (vector: Vector) =>
  (vector.show?.exchange ?? [])
    .filter((one) => one.dir === 'in' && one.protocol === undefined)
    .flatMap((one) => datagramMessages(one.hex))
    .flatMap((raw) => rtnetlink.decode(raw.bytes, { littleEndian: true }))

/**
 * Checks that each object of the shown JSON has its message, in order, with all members that `members` has a word for;
 * ip(8) leaves some messages out. Answers how often each member was compared.
 */
export const compareShown = <M>(
  area: Area,
  wanted: (vector: Vector) => boolean,
  type: string,
  members: Members<M>,
  reshape: Reshape = same,
): Map<string, number> => {
  const compared = new Map<string, number>()
  for (const vector of vectors(area).filter(wanted)) {
    const shown = vector.show?.json
    if (!Array.isArray(shown)) continue
    const names: Names = (index) => (index ? vector.links['']?.[String(index)] : undefined)
    const rest = decoded(vector).filter((message) => message.header.type === type) as unknown as M[]
    for (const object of shown as Json[]) {
      const keys = Object.keys(object).filter((key) => key in members)
      const values = (message: M) => Object.fromEntries(keys.map((key) => [key, members[key]?.(message, names)]))
      const want = Object.fromEntries(keys.map((key) => [key, reshape(key, object[key])]))
      const found = rest.findIndex((message) => JSON.stringify(values(message)) === JSON.stringify(want))
      if (found < 0) assert.deepEqual(rest.map(values), want, `${vector.id}: none of the messages reads as ${JSON.stringify(object)}`)
      rest.splice(0, found + 1)
      for (const key of keys) compared.set(key, (compared.get(key) ?? 0) + 1)
    }
  }
  return compared
}
