// Words of the command line into options of the API: `dev=eth0 peer.ifname=v1 flags=up,multicast`.
import { UsageError } from './command.ts'

/** Options as the nouns of the API take them. */
export type Options = { [key: string]: unknown }

/** How the bare words of a command are to be taken. */
export interface Grammar {
  /** Keys of the words that stand alone, in their order: of `addr add 10.0.0.1/24` the address. */
  readonly positional?: readonly string[]
  /** Words that take the one behind them, and the key each means: `via 10.0.0.1`. */
  readonly pairs?: Readonly<Record<string, string>>
  /** Words that say something by themselves: `up` is `state=up`. */
  readonly flags?: Readonly<Record<string, Readonly<Options>>>
}

/** Keys whose values are text, also where they look like a number. */
const TEXT = new Set(['ifname', 'name', 'altname', 'alias', 'ifalias', 'phys_port_name'])

const whole = (text: string): number | bigint => {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : BigInt(text)
}

/** A value: true, false, null, a whole number, a list with commas, or text; in double quotes it is text in any case. */
export function readValue(text: string, key = ''): unknown {
  if (text.length > 1 && text.startsWith('"') && text.endsWith('"')) return text.slice(1, -1)
  if (TEXT.has(key)) return text
  if (text === 'true') return true
  if (text === 'false') return false
  if (text === 'null') return null
  if (/^(?:0|-?[1-9]\d*|0x[\da-f]+)$/i.test(text)) return whole(text)
  if (text.includes(',')) return text.split(',').map((part) => readValue(part, key))
  return text
}

/** Puts a value where a path with dots says: `peer.ifname`. The same path twice makes a list. */
function put(options: Options, path: string, value: unknown): void {
  const keys = path.split('.')
  const last = keys.pop() as string
  if ([...keys, last].some((key) => key === '' || key === '__proto__')) throw new UsageError(`'${path}' is no name of an option`)
  let at = options
  for (const key of keys) {
    const inner = Object.hasOwn(at, key) ? at[key] : {}
    if (typeof inner !== 'object' || inner === null) throw new UsageError(`'${path}': '${key}' has a value already`)
    at[key] = inner
    at = inner as Options
  }
  at[last] = Object.hasOwn(at, last) ? [at[last], value].flat() : value
}

/** Objects whose keys are 0, 1, 2 ... are lists: `multipath.0.via=... multipath.1.via=...`. */
function listed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(listed)
  const keys = Object.keys(value)
  const entries = Object.entries(value).map(([key, one]) => [key, listed(one)] as const)
  return keys.length > 0 && keys.every((key, i) => key === String(i)) ? entries.map(([, one]) => one) : Object.fromEntries(entries)
}

/** The words of a command as options. A UsageError for a word that has no place. */
export function optionsOf(words: readonly string[], { positional = [], pairs = {}, flags = {} }: Grammar): Options {
  const options: Options = {}
  const places = [...positional]
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string
    const equals = word.indexOf('=')
    if (equals > 0) {
      const path = word.slice(0, equals)
      put(options, path, readValue(word.slice(equals + 1), path.slice(path.lastIndexOf('.') + 1)))
    } else if (Object.hasOwn(flags, word)) Object.assign(options, flags[word])
    else if (Object.hasOwn(pairs, word)) {
      const value = words[++i]
      if (value === undefined) throw new UsageError(`'${word}' wants a value behind it`)
      const key = pairs[word] as string
      put(options, key, readValue(value, key))
    } else {
      const place = places.shift()
      if (place === undefined) throw new UsageError(`'${word}': options are written KEY=VALUE`)
      put(options, place, readValue(word, place))
    }
  }
  return listed(options) as Options
}
