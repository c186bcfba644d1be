import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { KernelSocket } from '../../../src/socket/kernel-socket.ts'
import { Mark, type NativeAddon, type NativeSocket, Records } from '../../../src/socket/native.ts'

/** What waits in the addon: bytes with the id of a namespace, or a mark. */
type Waiting = { bytes: Uint8Array; nsid?: number } | { mark: number; first?: number; errno?: number }

/** An addon that is filled by the test, in place of the kernel. */
class FakeAddon implements NativeAddon {
  readonly records = new Int32Array(Records.head + Records.fields * 1024)
  readonly waiting: Waiting[] = []
  readonly calls: string[] = []
  /** What send answers without a thread: below 0 an errno. */
  result = 0
  sent = 0
  watched: boolean[] = []
  notify: (closed: boolean) => void = () => undefined

  open(): NativeSocket {
    this.records[Records.port] = -16
    return {} as NativeSocket
  }

  credentials(): undefined {
    return undefined
  }

  send(_socket: NativeSocket, _bytes: Uint8Array, id: number, watching: boolean): number {
    this.watched.push(watching)
    this.sent = id
    this.records[Records.queued] = this.waiting.length
    return this.result
  }

  receive(_socket: NativeSocket, slab: Uint8Array, offset: number): number {
    let count = 0
    let at = offset
    this.records[Records.needed] = 0
    for (let next = this.waiting[0]; next !== undefined; next = this.waiting[0]) {
      if ('bytes' in next && at + next.bytes.length > slab.length) {
        this.records[Records.needed] = next.bytes.length
        break
      }
      const record = 'bytes' in next ? [next.bytes.length, next.nsid ?? -1, 0] : [next.mark, next.first ?? -1, next.errno ?? 0]
      if ('bytes' in next) {
        slab.set(next.bytes, at)
        at += (next.bytes.length + 7) & ~7
      }
      this.records.set(record, Records.head + Records.fields * count++)
      this.waiting.shift()
    }
    this.records[Records.queued] = this.waiting.length
    this.records[Records.sent] = this.sent
    return count
  }

  membership(): number {
    return 0
  }

  listen(_socket: NativeSocket, on: boolean): void {
    this.calls.push(on ? 'listen' : 'ignore')
  }

  ref(_socket: NativeSocket, on: boolean): void {
    this.calls.push(on ? 'ref' : 'unref')
  }

  close(): void {
    this.calls.push('close')
  }

  namespace(): Promise<void> {
    return Promise.resolve()
  }
}

const open = (threaded: boolean) => {
  const addon = new FakeAddon()
  const socket = new KernelSocket(addon, threaded, (notify) => {
    addon.notify = notify
    return addon.open()
  })
  const told: string[] = []
  const start = (): void =>
    socket.start({
      receive: (datagrams) =>
        told.push(datagrams.map(({ bytes, nsid }) => `${bytes.join(' ')}${nsid === undefined ? '' : ` of ${nsid}`}`).join(', ')),
      overrun: (reason) => told.push(reason),
      fail: (error) => told.push(error.message),
    })
  return { addon, socket, told, start }
}

const bytes = (...values: number[]): Uint8Array => new Uint8Array(values)
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('a kernel socket over a fake addon', () => {
  it('has its port id without a sign', () => {
    assert.equal(open(true).socket.portId, 0xfffffff0)
  })

  it('tells datagrams and losses in their order', async () => {
    const { addon, told, start } = open(true)
    start()
    addon.waiting.push(
      { bytes: bytes(1, 2, 3) },
      { bytes: bytes(4), nsid: 7 },
      { mark: Mark.kernel },
      { bytes: bytes(5) },
      { mark: Mark.queue },
      { mark: Mark.truncated },
      { bytes: bytes(6), nsid: 0 },
    )
    addon.notify(false)
    await turn()
    assert.deepEqual(told, ['1 2 3, 4 of 7', 'kernel', '5', 'queue', 'truncated', '6 of 0'])
  })

  it('holds the rest of a batch back when it is paused in its middle', async () => {
    const { addon, socket, told } = open(true)
    socket.start({
      receive: ([first]) => {
        told.push(String(first?.bytes[0]))
        socket.pause()
      },
      overrun: (reason) => told.push(reason),
      fail: () => undefined,
    })
    addon.waiting.push({ bytes: bytes(1) }, { mark: Mark.kernel }, { bytes: bytes(2) })
    addon.notify(false)
    await turn()
    assert.deepEqual(told, ['1'])
    addon.notify(false)
    await turn()
    assert.deepEqual(told, ['1'])
    socket.resume()
    await turn()
    assert.deepEqual(told, ['1', 'kernel', '2'])
  })

  it('delivers what came before start after it', async () => {
    const { addon, told, start } = open(true)
    addon.waiting.push({ bytes: bytes(1) })
    addon.notify(false)
    await turn()
    assert.deepEqual(told, [])
    start()
    await turn()
    assert.deepEqual(told, ['1'])
  })

  it('finds room for a datagram larger than its slab', async () => {
    const { addon, socket, start, told } = open(true)
    start()
    const large = new Uint8Array(1_000_000)
    addon.waiting.push({ bytes: bytes(1) }, { bytes: large }, { bytes: bytes(2) })
    addon.notify(false)
    while (addon.waiting.length > 0) await turn()
    await turn()
    assert.deepEqual(
      told.map((text) => text.length),
      [1, 2 * large.length - 1, 1],
    )
    await Promise.race([socket.close(), turn()])
  })

  it('tells the failure of a request to its sender alone', async () => {
    const { addon, socket, start, told } = open(true)
    start()
    const failures: string[] = []
    for (const number of [1, 2, 3]) socket.send(bytes(number), (error) => failures.push(`${number} ${error.message}`))
    addon.waiting.push({ bytes: bytes(9) }, { mark: Mark.unsent, first: 2, errno: 90 })
    addon.notify(false)
    await turn()
    assert.deepEqual(failures, ['2 EMSGSIZE: message too long, send'])
    assert.deepEqual(told, ['9'])
  })

  it('tells a failure on the event loop too, but not inside send', async () => {
    const { addon, socket, start } = open(false)
    start()
    addon.result = -105
    const failures: string[] = []
    socket.send(bytes(1), (error) => failures.push(error.message))
    assert.deepEqual(failures, [])
    await turn()
    assert.deepEqual(failures, ['ENOBUFS: no buffer space available, send'])
  })

  it('ends when reading has failed for ever', async () => {
    const { addon, start, told } = open(true)
    start()
    addon.waiting.push({ mark: Mark.broken, errno: 5 }, { bytes: bytes(1) })
    addon.notify(false)
    await turn()
    assert.deepEqual(told, ['EIO: i/o error, recvmsg'])
    assert.deepEqual(addon.calls, ['close'])
  })

  it('waits for the thread as long as that pays', async () => {
    const { addon, socket, start } = open(true)
    start()
    const ask = async (answered: boolean): Promise<boolean | undefined> => {
      if (answered) addon.waiting.push({ bytes: bytes(1) })
      addon.watched = []
      socket.send(bytes(1))
      await turn()
      return addon.watched[0]
    }
    assert.equal(await ask(true), true)
    assert.equal(await ask(false), true)
    // After the first miss one request goes without, then three, then seven.
    const pattern: (boolean | undefined)[] = []
    for (let round = 0; round < 6; round++) pattern.push(await ask(false))
    assert.deepEqual(pattern, [false, true, false, false, false, true])
  })

  it('settles close when the thread has ended', async () => {
    const { addon, socket } = open(true)
    let closed = false
    const closing = socket.close().then(() => {
      closed = true
    })
    await turn()
    assert.equal(closed, false)
    addon.notify(true)
    await closing
    assert.deepEqual(addon.calls, ['close'])
  })
})
