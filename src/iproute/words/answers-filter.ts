import { scope } from '../../netlink/codec.ts'
import { withInputErrors } from '../../netlink/errors.ts'
import { Writer } from '../../netlink/writer.ts'
import type { Fields, Noun } from './input.ts'

type Keep<M> = (message: M) => boolean
type Values = Readonly<Record<string, unknown>>

const isPlain = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)

/**
 * Values as the decoder would give them, whatever form they were written in: `'UP'` is `'up'`, `'52-54-00-00-00-01'`
 * is `'52:54:00:00:00:01'`, `254` is `'main'`. Runs them through the codec once; a TypeError for what it refuses.
 */
export function canonical(noun: Noun, fields: Fields): Values {
  return withInputErrors(() => {
    const out = new Writer(256)
    noun.codec.write(out, fields as never, scope())
    return noun.codec.read(out.view, 0, out.length, scope()) as Values
  })
}

/**
 * Whether `got` has everything that `wanted` says: each key of an object, each item of an array of flags. `given` is
 * what the user wrote; a struct's fields that are not in it were filled with zero and say nothing.
 */
export function includes(got: unknown, wanted: unknown, given: unknown = wanted): boolean {
  if (wanted === got) return true
  if (Array.isArray(wanted)) {
    if (!Array.isArray(got)) return false
    if (wanted.every((one) => typeof one === 'string' || typeof one === 'number')) return wanted.every((one) => got.includes(one))
    return wanted.length === got.length && wanted.every((one, i) => includes(got[i], one, Array.isArray(given) ? given[i] : one))
  }
  if (wanted instanceof Uint8Array)
    return got instanceof Uint8Array && wanted.length === got.length && wanted.every((byte, i) => byte === got[i])
  if (!isPlain(wanted) || !isPlain(got)) return false
  const byOurNames = isPlain(given) && Object.keys(given).every((key) => key in wanted)
  return Object.entries(wanted).every(
    ([key, value]) => (byOurNames && !(key in given)) || includes(got[key], value, isPlain(given) ? given[key] : value),
  )
}

/** Whether an answer says what these fields of a message say; `null` is an attribute that it must not have. */
export function keepOf<M>(noun: Noun, fields: Fields): Keep<M> | undefined {
  const absent = Object.keys(fields).filter((key) => fields[key] === null)
  const present = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined))
  // AF_UNSPEC asks for all families; no answer is of it but a link's.
  if (present['family'] === 0) delete present['family']
  const keys = Object.keys(present)
  if (keys.length + absent.length === 0) return undefined
  const wanted = canonical(noun, present)
  const checks = keys.map((key) => [key, wanted[key], present[key]] as const)
  return (message) => {
    const values = message as Values
    for (const [key, value, given] of checks) if (values[key] !== value && !includes(values[key], value, given)) return false
    for (const key of absent) if (values[key] !== undefined) return false
    return true
  }
}

/** Both conditions; undefined if there is none. */
export const both = <M>(one: Keep<M> | undefined, other: Keep<M> | undefined): Keep<M> | undefined =>
  one && other ? (message) => one(message) && other(message) : (one ?? other)
