/**
 * Bytes that are not what the tables say: a length that runs out of its message, a payload of a wrong size, nests
 * too deep. {@link path} tells where.
 */
export class DecodeError extends Error {
  override readonly name = 'DecodeError'
  /** Where in the message, outermost first: keys of the tables (`linkinfo`), indexes of lists (`0`). */
  path: readonly string[] = []
  /** What is wrong, without the path. */
  readonly reason: string

  constructor(reason: string) {
    super(reason)
    this.reason = reason
  }

  /** The same error seen from one nest further out. */
  within(segment: string): this {
    this.path = [segment, ...this.path]
    this.message = `${this.path.join('.')}: ${this.reason}`
    return this
  }
}

/**
 * A value that cannot be written, on its way out of the nests. What users see is the TypeError or RangeError that
 * {@link InputFault.error} makes of it.
 */
export class InputFault extends Error {
  path: readonly string[] = []
  uapiName = ''
  readonly kind: typeof TypeError | typeof RangeError

  constructor(kind: typeof TypeError | typeof RangeError, reason: string) {
    super(reason)
    this.kind = kind
  }

  within(segment: string, uapiName = ''): this {
    this.path = [segment, ...this.path]
    if (this.uapiName === '') this.uapiName = uapiName
    return this
  }

  /** `RangeError: linkinfo.data.id (IFLA_VLAN_ID): 70000 is not within 0 .. 65535` */
  error(): TypeError | RangeError {
    const where = this.path.join('.') + (this.uapiName === '' ? '' : ` (${this.uapiName})`)
    return new this.kind(where === '' ? this.message : `${where}: ${this.message}`)
  }
}

/** The value is of a wrong kind, or a word that the table does not have. */
export function wrongType(reason: string): never {
  throw new InputFault(TypeError, reason)
}

/** The value is of the right kind but does not fit. */
export function outOfRange(reason: string): never {
  throw new InputFault(RangeError, reason)
}

/** Runs an encoder; its fault leaves as the TypeError or RangeError that users see. */
export function withInputErrors<T>(encode: () => T): T {
  try {
    return encode()
  } catch (error) {
    throw error instanceof InputFault ? error.error() : error
  }
}

/** How a value that was refused is shown in a message. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`
  if (typeof value === 'bigint') return `${value}n`
  if (value instanceof Uint8Array) return `${value.length} bytes`
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'object' && value !== null) return 'an object'
  return String(value)
}
