// A decoded message as one line of JSON.

/** Stands before the digits of a bigint until they have lost their quotes: no text of the kernel's holds it. */
const MARK = '\u0001bigint:'
const MARKED = /"\\u0001bigint:(-?\d+)"/g

/** JSON with bigints as digits, bytes as hexadecimal text and errors as their sentence. */
export function jsonLine(value: unknown): string {
  const text = JSON.stringify(value, (_key, one: unknown) => {
    if (typeof one === 'bigint') return `${MARK}${one}`
    if (one instanceof Uint8Array) return Buffer.from(one).toString('hex')
    if (one instanceof Error) return one.message
    return one
  })
  return text.replace(MARKED, '$1')
}
