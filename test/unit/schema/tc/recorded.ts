// Options of queueing disciplines in recorded messages, and what our words for them make.
import assert from 'node:assert/strict'
import { rtnetlink } from '../../../../src/schema/index.ts'
import { datagramMessages, difference, type RawMessage, vectors } from '../../../vectors/read.ts'

const RTM_NEWQDISC = 36
const messages = (id: string, where: 'request' | 'answer'): RawMessage => {
  const vector = vectors('tc-qdisc').find((one) => one.id === id)
  const exchange = (where === 'request' ? vector?.exchange : vector?.show?.exchange) ?? []
  const wanted = exchange.filter(({ dir }) => dir === (where === 'request' ? 'out' : 'in')).flatMap(({ hex }) => datagramMessages(hex))
  const found = wanted.find(({ type }) => type === RTM_NEWQDISC)
  if (found === undefined) throw new Error(`nothing recorded: ${id}`)
  return found
}

type Message = { readonly kind: string; readonly options: Record<string, unknown> } & Record<string, unknown>
const decoded = (raw: RawMessage): Message => rtnetlink.decode(raw.bytes, { littleEndian: true })[0] as unknown as Message

/** What tc sent, and what the kernel told when it was asked afterwards. */
export const requested = (id: string): Record<string, unknown> => decoded(messages(id, 'request')).options
export const answered = (id: string): Message => decoded(messages(id, 'answer'))

/** These options make the attributes of the recorded request. */
export const makes = (id: string, options: object): void => {
  const raw = messages(id, 'request')
  const bytes = rtnetlink.encode({ ...decoded(raw), options } as never, { littleEndian: true })
  const [again] = datagramMessages(bytes) as [RawMessage]
  assert.equal(difference(raw.payload, again.payload, [20]), undefined)
}

/** Writes a request, for what is wrong with it. */
export const write = (kind: string, options: object): Uint8Array =>
  rtnetlink.encode({ header: { type: 'RTM_NEWQDISC', flags: ['request'], seq: 0, pid: 0 }, index: 2, kind, options } as never, {
    littleEndian: true,
  })
/** The options of a message as they are read again; `flags` of an answer have no `request`. */
export const again = (kind: string, options: object, flags: readonly string[] = ['request']): Record<string, unknown> => {
  const bytes = rtnetlink.encode({ header: { type: 'RTM_NEWQDISC', flags, seq: 0, pid: 0 }, index: 2, kind, options } as never)
  return (rtnetlink.decode(bytes)[0] as unknown as Message).options
}
