// Options of one kind alone: what their bytes say, and what bytes say something.
import { type AnyCodec, scope } from '../../../../src/netlink/codec.ts'
import { withInputErrors } from '../../../../src/netlink/errors.ts'
import { Writer } from '../../../../src/netlink/writer.ts'
import { type Area, datagramMessages, vectors, walk } from '../../../vectors/read.ts'

/** What the payload of TCA_OPTIONS, as hex digits, says. */
export function readOptions(codec: unknown, hex: string): unknown {
  const bytes = new Uint8Array(Buffer.from(hex, 'hex'))
  return (codec as AnyCodec).read(new DataView(bytes.buffer), 0, bytes.length, scope(0, false, true))
}
/** The payload that says this. Throws what users see. */
export function writeOptions(codec: unknown, value: unknown): string {
  const out = new Writer(64, true)
  withInputErrors(() => (codec as AnyCodec).write(out, value as never, scope(0, true, true)))
  return Buffer.from(out.view.buffer, out.view.byteOffset, out.length).toString('hex')
}

/** The attribute `type` of what tc sent in a recorded case: its last request. */
export function requested(area: Area, id: string, type = 2): string {
  const vector = vectors(area).find((one) => one.id === id)
  const request = vector?.exchange.findLast(({ dir }) => dir === 'out')
  const [message] = datagramMessages(request?.hex ?? '')
  const found = message && walk(message.payload, 20).find((one) => one.type === type)
  if (found === undefined) throw new Error(`nothing recorded: ${id}`)
  return Buffer.from(found.payload).toString('hex')
}
