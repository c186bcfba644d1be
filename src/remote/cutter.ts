import { HOST_LITTLE_ENDIAN } from '../netlink/codec.ts'
import { align, NLMSG_HDRLEN, viewOf } from '../netlink/message.ts'
import { header, PREAMBLE, VERSION, WireError } from './wire.ts'

const NOTHING = new Uint8Array(0)
/** First bytes of a TLS record: an alert, a handshake. */
const TLS = [0x15, 0x16]

/** Cuts a stream into whole messages. What is not whole yet waits here: never more than the longest message allowed. */
export class Cutter {
  readonly #limit: number
  #greeted = false
  /** What waits is the first `#have` bytes of `#room`; nothing can be done with less than `#need`. */
  #room: Uint8Array = NOTHING
  #have = 0
  #need = 1

  /** `limit` is the longest message taken, in bytes. */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** Takes what came, its own from now on; answers the bytes of the messages that are whole now, maybe none. Throws a {@link WireError}. */
  push(given: Uint8Array): Uint8Array {
    // No Buffer: a slice of that is no copy.
    const chunk = new Uint8Array(given.buffer, given.byteOffset, given.byteLength)
    if (this.#have === 0) return this.#cut(chunk)
    const length = this.#have + chunk.length
    if (length > this.#room.length) {
      // Twice as much as there is: a message that comes byte by byte is not copied with each of them.
      const room = new Uint8Array(length < this.#need ? Math.min(2 * length, this.#need) : length)
      room.set(this.#room.subarray(0, this.#have))
      this.#room = room
    }
    this.#room.set(chunk, this.#have)
    this.#have = length
    return length < this.#need ? NOTHING : this.#cut(this.#room.subarray(0, length))
  }

  #cut(bytes: Uint8Array): Uint8Array {
    let at = 0
    if (!this.#greeted) {
      checkPreamble(bytes)
      if (bytes.length < PREAMBLE.length) return this.#keep(bytes, bytes.length + 1)
      this.#greeted = true
      at = PREAMBLE.length
    }
    const from = at
    const view = viewOf(bytes)
    let need = NLMSG_HDRLEN
    while (bytes.length - at >= NLMSG_HDRLEN) {
      const length = header.length(view, at)
      if (length < NLMSG_HDRLEN) throw new WireError(`a message has a length of ${length}, less than its header`)
      if (length > this.#limit) throw new WireError(`a message has ${length} bytes, at most ${this.#limit} are taken`)
      need = align(length)
      if (need > bytes.length - at) break
      at += need
      need = NLMSG_HDRLEN
    }
    this.#keep(bytes.subarray(at), need)
    return bytes.subarray(from, at)
  }

  #keep(rest: Uint8Array, need: number): Uint8Array {
    this.#room = rest.length === 0 ? NOTHING : rest
    this.#have = rest.length
    this.#need = need
    return NOTHING
  }
}

function checkPreamble(bytes: Uint8Array): void {
  const begun = bytes.subarray(0, PREAMBLE.length)
  const [first = 0] = begun
  if (begun.subarray(0, 4).some((byte, i) => byte !== PREAMBLE[i]))
    throw new WireError(`the other side does not speak this protocol${TLS.includes(first) ? ', but TLS' : ''}`)
  if (begun.length > 4 && begun[4] !== VERSION)
    throw new WireError(`the other side speaks version ${begun[4]} of the protocol, this one ${VERSION}`)
  if (begun.length > 5 && begun[5] !== PREAMBLE[5])
    throw new WireError(`the other side's byte order is ${HOST_LITTLE_ENDIAN ? 'big' : 'little'}, this one's is not`)
}
