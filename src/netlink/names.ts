/**
 * The kernel's name of a key: `numTxQueues` of `IFLA_` is `IFLA_NUM_TX_QUEUES`. The one rule; where a name does not
 * follow it, the table's line says so.
 */
export const uapiName = (prefix: string, key: string): string => prefix + snake(key).toUpperCase()

/** The same rule for types; evaluated only where a kernel's name is written. */
export type UapiName<Prefix extends string, Key extends string> = `${Prefix}${UpperSnake<Key>}`
type UpperSnake<S extends string> = S extends `${infer C}${infer Rest}`
  ? C extends Lowercase<C>
    ? `${Uppercase<C>}${UpperSnakeRest<Rest>}`
    : `${C}${UpperSnakeRest<Rest>}`
  : ''
type UpperSnakeRest<S extends string> = S extends `${infer C}${infer Rest}`
  ? C extends Lowercase<C>
    ? `${Uppercase<C>}${UpperSnakeRest<Rest>}`
    : `_${C}${UpperSnakeRest<Rest>}`
  : ''

/** The word out of `words` that `word` most likely was meant to be; undefined where none is near. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const wanted = word.toLowerCase()
  let best: string | undefined
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1
  for (const candidate of words) {
    const found = distance(wanted, candidate.toLowerCase(), least)
    if (found < least) [best, least] = [candidate, found]
  }
  return best
}

/** Edits between two words, a swap of neighbours counting as one; gives up at `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let edits = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) edits = Math.min(edits, (before[j - 2] ?? 0) + 1)
      row.push(edits)
    }
    before = last
    last = row
  }
  return last[b.length] ?? limit
}

/** `numTxQueues` -> `num_tx_queues`: names of C members. */
export const snake = (key: string): string => key.replace(/(?!^)[A-Z]/g, '_$&').toLowerCase()
