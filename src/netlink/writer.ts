import { HOST_LITTLE_ENDIAN, NLA_F_NESTED } from './codec.ts'
import { outOfRange } from './errors.ts'

/** A growing buffer that every encoder appends to. What lies behind {@link length} is zero. */
export class Writer {
  bytes: Uint8Array<ArrayBuffer>
  view: DataView<ArrayBuffer>
  length = 0
  readonly littleEndian: boolean

  constructor(capacity = 1024, littleEndian = HOST_LITTLE_ENDIAN) {
    this.bytes = new Uint8Array(capacity)
    this.view = new DataView(this.bytes.buffer)
    this.littleEndian = littleEndian
  }

  /** Makes room for `size` zeroed bytes and answers where they start. */
  reserve(size: number): number {
    const at = this.length
    this.length = at + size
    if (this.length > this.bytes.length) this.#grow()
    return at
  }

  /** Begins an attribute; answers what {@link end} wants. */
  begin(): number {
    return this.reserve(4)
  }

  /** Ends the attribute begun at `at`: writes its header, pads its payload to four bytes. */
  end(at: number, type: number): void {
    const length = this.length - at
    if (length > 0xffff) outOfRange(`${length - 4} bytes do not fit into one attribute (65531 at most)`)
    this.view.setUint16(at, length, this.littleEndian)
    this.view.setUint16(at + 2, type, this.littleEndian)
    this.reserve(-this.length & 3)
  }

  /** Appends an attribute that is known byte by byte. */
  raw(type: number, payload: Uint8Array): void {
    const at = this.begin()
    this.append(payload)
    this.end(at, type)
  }

  append(bytes: Uint8Array): void {
    const at = this.reserve(bytes.length)
    this.bytes.set(bytes, at)
  }

  /** A copy of what was written. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.length)
  }

  /** Takes back everything behind `length`. */
  truncate(length: number): void {
    this.bytes.fill(0, length, this.length)
    this.length = length
  }

  #grow(): void {
    const grown = new Uint8Array(Math.max(this.length, this.bytes.length * 2))
    grown.set(this.bytes)
    this.bytes = grown
    this.view = new DataView(grown.buffer)
  }
}

/** The wire type of an attribute kept unread: its number with the flags it came with. */
export interface UnknownAttribute {
  readonly type: number
  readonly data: Uint8Array
  /** The sender marked it as a nest (NLA_F_NESTED). */
  readonly nested?: true
}

/** Writes back attributes that the tables did not know when they were read. */
export function writeUnknown(out: Writer, unknown: readonly UnknownAttribute[]): void {
  for (const { type, data, nested } of unknown) out.raw(nested ? type | NLA_F_NESTED : type, data)
}
