import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type BatchStream, Dump } from '../../../src/iproute/connection/dump.ts'
import { IPRoute } from '../../../src/iproute/iproute.ts'
import { address, DUMP_INTR, done, FakeKernel, joined, turn } from './fake-transport.ts'

const listing = { type: 'RTM_GETADDR', message: { family: 'unspec' } }
type Item = { readonly index: number }
const indexes = (items: readonly Item[]) => items.map(({ index }) => index)

const setup = (options = {}) => {
  const kernel = new FakeKernel()
  const ip = new IPRoute({ connect: kernel.connect, ...options })
  return { kernel, ip, dump: ip.dump<Item>(listing) }
}

/** A source that says how often it was asked, in arrays of the sizes given. */
const counted = (sizes: readonly number[], failure?: Error) => {
  const seen = { collected: 0, streamed: 0, closed: 0 }
  let next = 0
  const items = (size: number) => Array.from({ length: size }, () => next++)
  const stream = (): BatchStream<number> => {
    seen.streamed++
    const rest = [...sizes]
    return {
      next: async () => {
        await turn()
        const size = rest.shift()
        if (size === undefined && failure !== undefined) throw failure
        return size === undefined ? undefined : items(size)
      },
      close: () => {
        seen.closed++
      },
    }
  }
  const collect = async () => {
    seen.collected++
    return sizes.flatMap(items)
  }
  return { seen, dump: new Dump<number>({ collect, stream }) }
}

describe('a listing', () => {
  it('is not asked for before it is used, and once however often it is awaited', async () => {
    const { seen, dump } = counted([2, 1])
    await turn()
    assert.deepEqual(seen, { collected: 0, streamed: 0, closed: 0 })
    assert.deepEqual(await dump, [0, 1, 2])
    assert.deepEqual(await dump.toArray(), [0, 1, 2])
    assert.equal(await dump.then((items) => items.length), 3)
    assert.equal(seen.collected, 1)
  })

  it('is a promise to those who chain', async () => {
    let settled = 0
    const { dump } = counted([1])
    assert.deepEqual(await dump.finally(() => settled++), [0])
    const failing = new Dump<number>({ collect: () => Promise.reject(new Error('no')), stream: counted([]).dump.batches as never })
    assert.equal(await failing.catch((error) => String(error)), 'Error: no')
    assert.equal(await failing.then(undefined, () => 'caught'), 'caught')
    assert.equal(settled, 1)
  })

  it('is streamed anew by each loop', async () => {
    const { seen, dump } = counted([2, 3])
    for (const round of [0, 1]) {
      const got: number[] = []
      for await (const item of dump) got.push(item)
      assert.deepEqual(
        got,
        [0, 1, 2, 3, 4].map((n) => n + 5 * round),
      )
    }
    assert.equal(seen.streamed, 2)
  })

  it('closes its stream when the loop is left, and after the first item', async () => {
    const { seen, dump } = counted([2, 2])
    for await (const item of dump) if (item === 2) break
    assert.equal(seen.closed, 1)
    assert.equal(await dump.first(), 4)
    assert.equal(seen.closed, 2)
    assert.equal(await counted([]).dump.first(), undefined)
  })

  it('comes in arrays to those who want them so', async () => {
    const sizes: number[] = []
    for await (const items of counted([2, 3]).dump.batches()) sizes.push(items.length)
    assert.deepEqual(sizes, [2, 3])
  })

  it('gives each of several impatient calls its item, in order', async () => {
    const iterator = counted([2, 1]).dump[Symbol.asyncIterator]()
    const got = await Promise.all([iterator.next(), iterator.next(), iterator.next(), iterator.next(), iterator.next()])
    assert.deepEqual(
      got.map(({ value }) => value),
      [0, 1, 2, undefined, undefined],
    )
    assert.deepEqual(
      got.map(({ done: over }) => over),
      [false, false, false, true, true],
    )
  })

  it('throws out of the loop behind the items that came, and stays at its end', async () => {
    const { dump, seen } = counted([2], new Error('broken'))
    const iterator = dump[Symbol.asyncIterator]()
    assert.equal((await iterator.next()).value, 0)
    assert.equal((await iterator.next()).value, 1)
    await assert.rejects(iterator.next(), /broken/)
    assert.equal((await iterator.next()).done, true)
    assert.equal(seen.closed, 1)
  })

  it('can be changed item by item, and made of what is known only later', async () => {
    const doubled = counted([1, 2]).dump.map((n) => n * 2)
    assert.deepEqual(await doubled, [0, 2, 4])
    const late = Dump.from(async () => counted([2]).dump)
    assert.deepEqual(await late, [0, 1])
    const got: number[] = []
    for await (const item of Dump.from(async () => [7, 8])) got.push(item)
    for await (const item of Dump.from(async () => counted([1, 1]).dump)) got.push(item)
    assert.deepEqual(got, [7, 8, 0, 1])
    await assert.rejects(Dump.from(() => Promise.reject(new Error('never'))).first(), /never/)
  })
})

describe('a streamed dump', () => {
  it('has a transport of its own, which is closed at the end', async () => {
    const { kernel, dump } = setup({ doConnect: true })
    const iterator = dump[Symbol.asyncIterator]()
    const first = iterator.next()
    await turn()
    assert.deepEqual(
      kernel.opened.map(({ purpose }) => purpose),
      ['requests', 'dump'],
    )
    assert.equal(kernel.last.referenced, true)
    kernel.last.deliver(joined(address(1, 5), address(1, 6)))
    assert.equal((await first).value?.index, 5)
    assert.equal(kernel.last.referenced, false)
    const rest = [iterator.next(), iterator.next()]
    kernel.last.deliver(done(1))
    assert.deepEqual(
      (await Promise.all(rest)).map(({ value }) => value?.index),
      [6, undefined],
    )
    assert.equal(kernel.last.closed, true)
    assert.equal(kernel.opened[0]?.closed, false)
  })

  it('closes its transport when the loop is left, without decoding what waits', async () => {
    const { kernel, dump } = setup()
    const iterator = dump[Symbol.asyncIterator]()
    const first = iterator.next()
    await turn()
    const broken = joined(address(1, 8)).subarray(0, 20)
    kernel.last.deliver(address(1, 7), broken)
    await first
    await iterator.return?.()
    assert.equal(kernel.last.closed, true)
    assert.equal((await iterator.next()).done, true)
  })

  it('pauses its transport while more waits than it should, and resumes it', async () => {
    const { kernel, dump } = setup()
    const iterator = dump.batches()
    const first = iterator.next()
    await turn()
    const datagram = joined(...Array.from({ length: 900 }, (_, index) => address(1, index)))
    const count = Math.ceil((1024 * 1024) / datagram.length) + 1
    kernel.last.deliver(...Array.from({ length: count }, () => datagram))
    assert.equal(kernel.last.paused, true)
    assert.equal((await first).value?.length, 900)
    let taken = 1
    while (kernel.last.paused) {
      await iterator.next()
      taken++
    }
    assert.ok(taken > count / 2 && taken < count)
    await iterator.return?.()
  })

  it('hands out what came, then says that the table was changed', async () => {
    const { kernel, dump } = setup()
    const got: number[] = []
    const loop = (async () => {
      for await (const { index } of dump) got.push(index)
    })()
    await turn()
    kernel.last.deliver(address(1, 1), address(1, 2), done(1, DUMP_INTR))
    await assert.rejects(loop, { code: 'EINTR' })
    assert.deepEqual(got, [1, 2])
  })

  it('fails in time, by the signal, by losses', async () => {
    const keep = setTimeout(() => undefined, 1000)
    const quick = setup({ timeout: 20 })
    await assert.rejects(quick.dump.first(), { code: 'ETIMEDOUT' })
    clearTimeout(keep)
    const { kernel, ip } = setup()
    const controller = new AbortController()
    const aborted = ip.dump({ ...listing, signal: controller.signal }).first()
    await turn()
    controller.abort(new Error('enough'))
    await assert.rejects(aborted, /enough/)
    assert.equal(kernel.last.closed, true)
    const lossy = ip.dump(listing).first()
    await turn()
    kernel.last.lose('truncated')
    await assert.rejects(lossy, { code: 'ENOBUFS' })
    await assert.rejects(ip.dump({ type: 'RTM_GETADDR', message: { famly: 2 } }).first(), /did you mean 'family'/)
  })

  it('does not hinder other requests between its items', async () => {
    const { kernel, ip, dump } = setup()
    const iterator = dump[Symbol.asyncIterator]()
    const first = iterator.next()
    await turn()
    kernel.last.deliver(joined(address(1, 1), address(1, 2)))
    await first
    const all = ip.dump<Item>(listing).toArray()
    await turn()
    const seq = kernel.last.sent[0]?.seq ?? 0
    kernel.last.deliver(address(seq, 9), done(seq))
    assert.deepEqual(indexes(await all), [9])
    assert.equal((await iterator.next()).value?.index, 2)
    await iterator.return?.()
  })
})
