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

/** Puts the operation that one of these words says (`push: true`) under its key. Throws a TypeError if two are said. */
export function chosen(options: Fields, key: string, operations: Readonly<Record<string, string>>): void {
  for (const [word, operation] of Object.entries(operations)) {
    const value = options[word]
    delete options[word]
    if (value === undefined || value === false) continue
    if (value !== true) throw new TypeError(`'${word}' is true or false`)
    if (options[key] !== undefined) throw new TypeError(`'${word}' and '${String(options[key])}' exclude each other`)
    options[key] = operation
  }
}
