// A message as KEY=VALUE words: what the command line takes is what it prints.

const text = (value: unknown): string => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value))
const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null || value instanceof Uint8Array

/** The words of a value's members, but those that are said elsewhere. */
export function flatWords(value: object, without: ReadonlySet<string> = new Set(), path = ''): string[] {
  return Object.entries(value).flatMap(([key, member]): string[] => {
    if (member === undefined || (path === '' && without.has(key))) return []
    const name = path + key
    if (isPlain(member)) return [`${name}=${text(member)}`]
    if (Array.isArray(member) && member.every(isPlain)) return member.length === 0 ? [] : [`${name}=${member.map(text).join(',')}`]
    return flatWords(member as object, without, `${name}.`)
  })
}

/** Words joined to lines of at most `width`. */
export function wrapped(words: readonly string[], width: number): string[] {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
