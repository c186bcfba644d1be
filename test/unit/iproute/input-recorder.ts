// A context that keeps the requests it is given, and the comparison of them with what iproute2 sent for the same wish.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Dump } from '../../../src/iproute/connection/dump.ts'
import type { Context, Request } from '../../../src/iproute/context.ts'
import { scope } from '../../../src/netlink/codec.ts'
import { withInputErrors } from '../../../src/netlink/errors.ts'
import { flagBits } from '../../../src/netlink/message.ts'
import type { AnyMessageCodec } from '../../../src/netlink/payload.ts'
import { Writer } from '../../../src/netlink/writer.ts'
import { rtnetlink } from '../../../src/schema/index.ts'
import { type Area, datagramMessages, difference, type RawMessage, type Vector, vectors } from '../../vectors/read.ts'

/** Records requests; `links` are the links there are, by name. `answer` is what each request and listing brings. */
export class Recorder implements Context {
  readonly sent: Request[] = []
  readonly lookups: string[] = []
  readonly links: Readonly<Record<string, number>>
  readonly answer: (request: Request) => readonly unknown[]

  constructor(links: Readonly<Record<string, number>> = {}, answer: (request: Request) => readonly unknown[] = () => []) {
    this.links = links
    this.answer = answer
  }

  get asking(): this {
    return this
  }

  async request<M>(request: Request): Promise<readonly M[]> {
    this.sent.push(request)
    return this.answer(request) as readonly M[]
  }

  ask<M>(request: Request): Promise<readonly M[]> {
    return this.request(request)
  }

  requestIn<M>(_netns: unknown, request: Request): Promise<readonly M[]> {
    return this.request(request)
  }

  dump<M>(request: Request & { readonly keep?: ((message: M) => boolean) | undefined }): Dump<M> {
    this.sent.push(request)
    const found = this.answer(request) as readonly M[]
    return Dump.from(async () => (request.keep === undefined ? found : found.filter(request.keep)))
  }

  async linkIndex(name: string): Promise<number> {
    this.lookups.push(name)
    const index = this.links[name]
    if (index === undefined) throw Object.assign(new Error(`no link '${name}'`), { code: 'ENODEV' })
    return index
  }

  /** The only request, the last one. */
  get last(): Request {
    const request = this.sent.at(-1)
    assert.ok(request, 'nothing was sent')
    return request
  }
}

/** The payload of a request as bytes. */
export const payload = (codec: AnyMessageCodec, message: object): Uint8Array => {
  const out = new Writer(256, true)
  withInputErrors(() => codec.write(out, message as never, scope(0, true, true)))
  return out.finish()
}

/** What a wish is in our words. */
export type Wish = (context: Context) => PromiseLike<unknown>
export interface Comparison {
  readonly area: Area
  readonly codec: AnyMessageCodec
  /** Size of the fixed header behind nlmsghdr. */
  readonly headerSize: number
  /** The command as it was recorded, and the same in our words. */
  readonly wishes: Readonly<Record<string, Wish>>
  /** How commands begin that are said elsewhere, or that are none of ours, each with its reason: then all others must be wished. */
  readonly others?: Readonly<Record<string, string>>
}

const linksOf = (vector: Vector): Record<string, number> =>
  Object.fromEntries(Object.entries(vector.links[''] ?? {}).map(([index, name]) => [name, Number(index)]))

/** The last message of that type that the tool sent. */
const recorded = (vector: Vector, type: number): RawMessage | undefined =>
  vector.exchange
    .filter(({ dir, protocol }) => dir === 'out' && protocol === undefined)
    .flatMap(({ hex }) => datagramMessages(hex))
    .findLast((one) => one.type === type)

/** What the kernel answered in the recording, of the type that such a request gets: RTM_NEWLINK for RTM_GETLINK. */
const answered = (vector: Vector, type: string): readonly unknown[] => {
  if (!/^RTM_GET/.test(type)) return []
  const wanted = type.replace('RTM_GET', 'RTM_NEW')
  return vector.exchange
    .filter(({ dir, protocol }) => dir === 'in' && protocol === undefined)
    .flatMap(
      ({ hex }) => rtnetlink.decode(new Uint8Array(Buffer.from(hex, 'hex'))) as readonly { readonly header: { readonly type: unknown } }[],
    )
    .filter(({ header }) => header.type === wanted)
}

/** NLM_F_DUMP, of which iproute2 also sends the halves. */
const DUMP = 0x300

const complete = (all: readonly Vector[], wishes: object, others: Readonly<Record<string, string>>): void => {
  const commands = [...new Set(all.map(({ argv }) => argv.join(' ')))]
  const starts = Object.keys(others)
  assert.deepEqual(
    commands.filter((command) => !(command in wishes) && !starts.some((start) => command.startsWith(start))),
    [],
  )
  assert.deepEqual(
    starts.filter((start) => !commands.some((command) => command.startsWith(start) && !(command in wishes))),
    [],
    'reasons for nothing',
  )
}

/** A test for each wish: the same type, flags, header and attributes as iproute2's. */
export const sameAsRecorded = ({ area, codec, headerSize, wishes, others }: Comparison): void => {
  const all = vectors(area)
  if (others !== undefined) test(`${area}: every recorded command is wished or has its reason`, () => complete(all, wishes, others))
  for (const [command, wish] of Object.entries(wishes)) {
    test(command, async () => {
      const vector = all.find((one) => one.argv.join(' ') === command)
      assert.ok(vector, 'no such recording')
      const context = new Recorder(linksOf(vector), ({ type }) => answered(vector, type))
      await wish(context)
      const { type, flags = [], message } = context.last
      const theirs = recorded(vector, codec.types[type] as number)
      assert.ok(theirs, `no ${type} in the recording`)
      const words = flags.filter((word) => word !== 'echo')
      if ((theirs.flags & DUMP) !== DUMP || words.length > 0) {
        assert.equal(flagBits(words as never) & 0xf00, theirs.flags & 0xf00, 'NLM_F_*')
      }
      const ours = payload(codec, message)
      // A dump that has no filter may be shorter: iproute2 sends its whole buffer.
      assert.equal(difference(theirs.payload, ours, [headerSize]), undefined)
    })
  }
}
