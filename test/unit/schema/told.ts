// Messages that a kernel told, as hex, against what they say; and the same bytes again when they are encoded.
import assert from 'node:assert/strict'
import { rtnetlink } from '../../../src/schema/index.ts'
import { difference } from '../../vectors/read.ts'

const le = { littleEndian: true }
const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replace(/\s/g, ''), 'hex'))

/** The one message of these bytes without its header; `type` is its name, `headerSize` that of the struct before attributes that may change places. */
export const told = (hex: string, type: string, headerSize = 0): Record<string, unknown> => {
  const bytes = bytesOf(hex)
  const messages = rtnetlink.decode(bytes, le)
  assert.equal(messages.length, 1)
  const [message] = messages
  assert.ok(message)
  const again = rtnetlink.encode(message as never, le)
  assert.equal(difference(bytes.subarray(16), again.subarray(16), [headerSize]), undefined)
  assert.equal(message.header.type, type)
  const { header: _, ...rest } = message
  return rest
}

/** The bytes of a message that a person wrote. */
export const written = (message: object): string => Buffer.from(rtnetlink.encode(message as never, le)).toString('hex')
