import type { Fields } from '../../../words/input.ts'

/** Fills in the verdict that tc(8) gives where none is told; forgets the times, which the newer kinds refuse in a request. */
export function fillIn(options: Fields, verdict = 'pipe'): void {
  delete options['tm']
  if (options['parms'] === undefined) options['action'] ??= verdict
}

/** Puts a value under another word. Throws a TypeError if both have one. */
export function rename(options: Fields, word: string, key: string): void {
  if (options[word] === undefined) return
  if (options[key] !== undefined) throw new TypeError(`'${word}' and '${key}' are the same, and both are given`)
  options[key] = options[word]
  delete options[word]
}
