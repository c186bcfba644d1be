// A kernel in memory under a server: it answers by itself, in order, with messages written byte by byte.
import assert from 'node:assert/strict'
import { NLM_F } from '../../src/netlink/message.ts'
import type { Opener, Purpose } from '../../src/remote/hub.ts'
import { address, answer, done, FakeTransport, joined, MULTI, message, type Sent } from '../unit/iproute/fake-transport.ts'

export const RTM_NEWLINK = 16
const RTM_GETLINK = 18
const RTM_GETADDR = 22
const ENODEV = 19

const name = (text: string): Uint8Array => {
  const bytes = new Uint8Array((4 + text.length + 1 + 3) & ~3)
  bytes.set(new Uint8Array(new Uint16Array([4 + text.length + 1, 3]).buffer))
  bytes.set(new TextEncoder().encode(text), 4)
  return bytes
}

/** RTM_NEWLINK: struct ifinfomsg with the index, and IFLA_IFNAME `l<index>`. */
export const link = (seq: number, index: number, flags = 0): Uint8Array =>
  message(RTM_NEWLINK, flags, seq, joined(new Uint8Array(4), new Uint8Array(new Int32Array([index, 0, 0]).buffer), name(`l${index}`)))

const indexOf = ({ bytes }: Sent): number => new DataView(bytes.buffer, bytes.byteOffset).getInt32(20, true)

/** One socket of it. */
export class KernelTransport extends FakeTransport {
  readonly #kernel: MemoryKernel
  /** Messages of the listings that run, still to be delivered. */
  left = 0
  #resumed: (() => void) | undefined

  constructor(kernel: MemoryKernel, purpose: Purpose, groups: readonly number[]) {
    super(purpose, groups)
    this.#kernel = kernel
  }

  override send(bytes: Uint8Array, failed?: (error: Error) => void): void {
    super.send(bytes, failed)
    const copy = this.datagrams.pop() as Uint8Array
    if (this.#kernel.keep) this.datagrams.push(copy)
    setImmediate(() => this.#kernel.take(this, copy))
  }

  override resume(): void {
    super.resume()
    this.#resumed?.()
    this.#resumed = undefined
  }

  override close(): Promise<void> {
    if (!this.closed) this.#kernel.open.delete(this)
    this.#resumed?.()
    return super.close()
  }

  /** Delivers a listing piece by piece, as long as somebody wants it. */
  async list({ seq }: Sent): Promise<void> {
    const { addresses, perDatagram } = this.#kernel
    this.left = addresses
    for (let i = 0; i < addresses && !this.closed; ) {
      const part: Uint8Array[] = []
      for (; part.length < perDatagram && i < addresses; i++) part.push(address(seq, i + 1))
      this.left -= part.length
      this.deliver(joined(...part))
      await new Promise((resolve) => setImmediate(resolve))
      if (this.paused && !this.closed) await new Promise<void>((resolve) => (this.#resumed = resolve))
    }
    if (!this.closed) this.deliver(done(seq))
  }
}

export class MemoryKernel {
  /** Sockets that are open. */
  readonly open = new Set<KernelTransport>()
  /** How many addresses a listing has, and how many of them a datagram. */
  addresses = 10
  perDatagram = 10
  /** Whether requests that change something are answered; else they wait for {@link MemoryKernel.release}. */
  answers = true
  /** Whether the sockets remember what was sent. */
  keep = false
  opened = 0
  #held: (() => void)[] = []

  readonly connect: Opener = (purpose, groups) => {
    const transport = new KernelTransport(this, purpose, groups)
    this.open.add(transport)
    this.opened++
    return transport
  }

  of(purpose: Purpose): KernelTransport[] {
    return [...this.open].filter((one) => one.purpose === purpose)
  }

  /** Tells an event to whoever listens to its group. */
  tell(group: number, bytes: Uint8Array): void {
    for (const one of this.open) if (one.groups.has(group)) one.deliver(bytes)
  }

  release(): void {
    for (const go of this.#held.splice(0)) go()
  }

  take(transport: KernelTransport, datagram: Uint8Array): void {
    if (transport.closed) return
    for (const sent of messages(datagram)) {
      assert.equal(new DataView(sent.bytes.buffer, sent.bytes.byteOffset).getUint32(12, true), 0, 'the port id of a request is 0')
      const { type, flags, seq } = sent
      if (type === RTM_GETADDR && (flags & NLM_F.DUMP) !== 0) void transport.list(sent)
      else if (type === RTM_GETLINK && (flags & NLM_F.DUMP) !== 0)
        transport.deliver(joined(link(seq, 1, MULTI), link(seq, 2, MULTI), done(seq)))
      else if (type === RTM_GETLINK) transport.deliver(indexOf(sent) > 0 ? link(seq, indexOf(sent)) : answer(seq, -ENODEV, 'no such link'))
      else if (this.answers) this.#change(transport, sent)
      else this.#held.push(() => this.#change(transport, sent))
    }
  }

  /** What changes a link of odd index fails. */
  #change(transport: KernelTransport, sent: Sent): void {
    if (indexOf(sent) % 2 === 1) transport.deliver(answer(sent.seq, -ENODEV, `no link ${indexOf(sent)}`))
    else if ((sent.flags & NLM_F.ACK) !== 0) transport.deliver(answer(sent.seq))
  }
}

const messages = (datagram: Uint8Array): Sent[] => {
  const view = new DataView(datagram.buffer, datagram.byteOffset, datagram.byteLength)
  const found: Sent[] = []
  for (let at = 0; at < datagram.length; at += (view.getUint32(at, true) + 3) & ~3) {
    found.push({
      type: view.getUint16(at + 4, true),
      flags: view.getUint16(at + 6, true),
      seq: view.getUint32(at + 8, true),
      bytes: datagram.slice(at, at + view.getUint32(at, true)),
    })
  }
  return found
}
