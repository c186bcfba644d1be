// Wishes for kinds of links in our words, against what iproute2 sent for them.
import assert from 'node:assert/strict'
import { link } from '../../../../src/iproute/link/link.ts'
import type { LinkOptions } from '../../../../src/iproute/link/types.ts'
import { scope } from '../../../../src/netlink/codec.ts'
import { flagBits } from '../../../../src/netlink/message.ts'
import { rtnetlink } from '../../../../src/schema/index.ts'
import { type linkKinds, portKinds } from '../../../../src/schema/link/kinds/index.ts'
import { LinkMessage } from '../../../../src/schema/link/link.ts'
import { datagramMessages, type RawMessage, type Vector } from '../../../vectors/read.ts'
import { payload, Recorder } from '../input-recorder.ts'

type Values = Readonly<Record<string, unknown>>
/** A wish; `at` answers the index of a link of the recording. */
export type Wish = (context: Recorder, at: (name: string) => number) => PromiseLike<unknown>
/** By the recorded command. */
export type Wishes = Readonly<Record<string, Wish>>

/** `ip link add x0 type KIND ...`, upon `d0` where there is a lower link. */
export const add =
  (options: LinkOptions): Wish =>
  (context) =>
    link(context, 'add', { ifname: 'x0', ...options } as LinkOptions)
/** The options of one kind, without saying which. */
type Of<K extends string> = Omit<Extract<LinkOptions, { readonly kind: K }>, 'kind'>
/** `add` of one kind, with what all its wishes have. */
export const of =
  <const K extends keyof typeof linkKinds>(kind: K, base: Of<K> = {} as Of<K>) =>
  (options: Of<K> = {} as Of<K>): Wish =>
    add({ ...base, ...options, kind } as unknown as LinkOptions)
/** `ip link set NAME type KIND ...` */
export const set =
  (name: string, options: LinkOptions): Wish =>
  (context, at) =>
    link(context, 'set', { ...options, index: at(name) } as LinkOptions)

const le = { littleEndian: true }
const requestScope = () => scope(0, true, true)
/** NLM_F_DUMP */
const DUMP = 0x300
const sent = ({ exchange }: Vector, dir: 'in' | 'out'): RawMessage[] =>
  exchange.filter((one) => one.dir === dir && one.protocol === undefined).flatMap(({ hex }) => datagramMessages(hex))

const dataOf = (message: Values): Values => ((message['linkinfo'] as Values | undefined)?.['data'] ?? {}) as Values
const withoutData = (message: Values): Values => {
  const { data: _, ...linkinfo } = (message['linkinfo'] ?? {}) as Values
  return { ...message, linkinfo }
}

/**
 * The values of a message. iproute2 asks to change a port with the kind `bridge_slave` and names no slave kind; the kernel
 * looks at neither, and finds the kind of the port's master (do_setlink and rtnl_newlink in net/core/rtnetlink.c).
 */
const raw = (bytes: Uint8Array): Values => {
  const [message] = rtnetlink.decode(bytes, le)
  const { header: _, ...values } = message as Values
  const { kind, slaveData } = (values['linkinfo'] ?? {}) as { readonly kind?: string; readonly slaveData?: unknown }
  if (!kind?.endsWith('_slave') || !(slaveData instanceof Uint8Array)) return values
  const slaveKind = kind.slice(0, -'_slave'.length)
  const codec = portKinds[slaveKind as keyof typeof portKinds]
  const data = codec.read(new DataView(slaveData.buffer, slaveData.byteOffset, slaveData.length), 0, slaveData.length, requestScope())
  return { ...values, linkinfo: { slaveKind, slaveData: data } }
}

/**
 * Makes the wish and compares: type, flags, header and all attributes. `unsaid` are data that iproute2 always sends and we
 * leave to the kernel, whose default is just that.
 */
export async function sameAsIp(vector: Vector, wish: Wish, unsaid: Values): Promise<void> {
  const links = Object.fromEntries(Object.entries(vector.links[''] ?? {}).map(([index, name]) => [name, Number(index)]))
  const told = sent(vector, 'in').filter(({ type }) => type === LinkMessage.types.RTM_NEWLINK)
  const now = told.length === 0 ? undefined : raw(told.at(-1)!.bytes)
  const context = new Recorder(links, ({ type }) => (type === 'RTM_GETLINK' && now !== undefined ? [now] : []))
  await wish(context, (name) => {
    const index = links[name]
    assert.ok(index, `no link ${name} in the recording`)
    return index
  })
  const { type, flags = [], message } = context.last
  const bytes = payload(LinkMessage, message)
  const listing = vector.argv.includes('show') && context.last.flags === undefined
  const theirs = sent(vector, 'out').findLast(
    (one) => one.type === (LinkMessage.types as Values)[type] && one.payload[0] === bytes[0] && (!listing || (one.flags & DUMP) === DUMP),
  )
  assert.ok(theirs, `no ${type} in the recording`)
  if (!listing) assert.equal(flagBits(flags.filter((word) => word !== 'echo') as never) & 0xf00, theirs.flags & 0xf00, 'NLM_F_*')
  const ours = LinkMessage.read(
    new DataView(bytes.buffer, bytes.byteOffset, bytes.length),
    0,
    bytes.length,
    requestScope(),
  ) as unknown as Values
  const wanted = raw(theirs.bytes)
  assert.deepEqual(withoutData(ours), withoutData(wanted))
  const [ourData, theirData, present] = [dataOf(ours), dataOf(wanted), now === undefined ? {} : dataOf(now)]
  for (const key of new Set([...Object.keys(ourData), ...Object.keys(theirData)])) {
    if (ourData[key] === undefined) assert.deepEqual(theirData[key], unsaid[key], `${key} is not said by us`)
    // What stays as it is, and iproute2 does not repeat.
    else if (theirData[key] === undefined) assert.deepEqual(ourData[key], present[key] ?? unsaid[key], `${key} is not said by iproute2`)
    else assert.deepEqual(ourData[key], theirData[key], key)
  }
}
