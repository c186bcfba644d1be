import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { address, answer, change, codeIs, DUMP_INTR, done, joined, listing, sequenceAt, setup, turn } from './fake-transport.ts'

const DUMP = 0x301

describe('dumps on a connection', () => {
  it('take turns, for the kernel runs one for each socket', async () => {
    const { kernel, ip } = setup()
    const first = ip.dump<{ index: number }>(listing).toArray()
    const second = ip.dump<{ index: number }>(listing).toArray()
    await turn()
    assert.deepEqual(
      kernel.last.sent.map(({ flags }) => flags),
      [DUMP],
    )
    const seq = sequenceAt(kernel, 0)
    kernel.last.deliver(joined(address(seq, 1), address(seq, 2)), joined(address(seq, 3), done(seq)))
    assert.deepEqual(
      (await first).map(({ index }) => index),
      [1, 2, 3],
    )
    assert.equal(kernel.last.sent.length, 2)
    kernel.last.deliver(done(sequenceAt(kernel, 1)))
    assert.deepEqual(await second, [])
  })

  it('are asked for again when the table changed under them', async () => {
    const { kernel, ip } = setup()
    const asked = ip.dump<{ index: number }>(listing).toArray()
    await turn()
    const seq = sequenceAt(kernel, 0)
    kernel.last.deliver(joined(address(seq, 1), address(seq, 2)), done(seq, DUMP_INTR))
    assert.equal(kernel.last.sent.length, 2)
    const again = sequenceAt(kernel, 1)
    assert.notEqual(again, seq)
    kernel.last.deliver(joined(address(again, 9), done(again)))
    assert.deepEqual(
      (await asked).map(({ index }) => index),
      [9],
    )
  })

  it('give up after some attempts', async () => {
    const { kernel, ip } = setup()
    const asked = ip.dump(listing).toArray()
    await turn()
    for (let attempt = 0; attempt < 6; attempt++) {
      assert.equal(kernel.last.sent.length, attempt + 1)
      const seq = sequenceAt(kernel, attempt)
      kernel.last.deliver(address(seq, 1, 0x2 | DUMP_INTR), done(seq))
    }
    await assert.rejects(asked, (error) => codeIs('EINTR')(error) && /during each of 6 attempts/.test(String(error)))
  })

  it('fail by the errno and the sentence in their last message', async () => {
    const { kernel, ip } = setup()
    const asked = ip.dump(listing).toArray()
    await turn()
    const seq = sequenceAt(kernel, 0)
    kernel.last.deliver(joined(address(seq, 1), done(seq, 0, -22, 'no such filter')))
    await assert.rejects(asked, (error) => codeIs('EINVAL')(error) && /no such filter/.test(String(error)))
    const refused = ip.dump(listing).toArray()
    await turn()
    kernel.last.deliver(answer(sequenceAt(kernel, 1), -95))
    await assert.rejects(refused, codeIs('EOPNOTSUPP'))
  })

  it('keep what a function wants, and fail by what it throws', async () => {
    const { kernel, ip } = setup()
    const odd = ip.dump<{ index: number }>({ ...listing, keep: ({ index }) => index % 2 === 1 }).toArray()
    await turn()
    const seq = sequenceAt(kernel, 0)
    kernel.last.deliver(joined(address(seq, 1), address(seq, 2), address(seq, 3), done(seq)))
    assert.deepEqual(
      (await odd).map(({ index }) => index),
      [1, 3],
    )
    const thrown = ip.dump({
      ...listing,
      keep: () => {
        throw new Error('unkept')
      },
    })
    const rejected = assert.rejects(thrown.toArray(), /unkept/)
    await turn()
    kernel.last.deliver(address(sequenceAt(kernel, 1), 1))
    await rejected
  })

  it('wait from datagram to datagram, not for the whole', async () => {
    const { kernel, ip } = setup({ timeout: 60 })
    const keep = setTimeout(() => undefined, 3000)
    const asked = ip.dump(listing).toArray()
    await turn()
    const seq = sequenceAt(kernel, 0)
    for (let i = 0; i < 5; i++) {
      await new Promise((resolve) => setTimeout(resolve, 30))
      kernel.last.deliver(address(seq, 1))
    }
    kernel.last.deliver(done(seq))
    assert.equal((await asked).length, 5)
    await assert.rejects(ip.dump(listing).toArray(), codeIs('ETIMEDOUT'))
    clearTimeout(keep)
  })

  it('given up leave their socket to its end, and hold up nobody', async () => {
    const { kernel, ip } = setup()
    const controller = new AbortController()
    const given = ip.dump({ ...listing, signal: controller.signal }).toArray()
    const waiting = ip.request(change(1))
    await turn()
    const [old] = kernel.opened
    controller.abort(new Error('enough'))
    await assert.rejects(given, /enough/)
    assert.equal(old?.closed, false)
    const other = ip.dump<{ index: number }>(listing).toArray()
    await turn()
    assert.equal(kernel.opened.length, 2)
    const seq = sequenceAt(kernel, 0)
    kernel.last.deliver(address(seq, 3), done(seq))
    assert.deepEqual(
      (await other).map(({ index }) => index),
      [3],
    )
    old?.deliver(answer(old.sent[1]?.seq ?? 0))
    await waiting
    assert.equal(old?.closed, true)
  })

  it('in line behind one that was given up have their turn when the kernel has ended that one', async () => {
    const { kernel, ip } = setup()
    const controller = new AbortController()
    const given = ip.dump({ ...listing, signal: controller.signal }).toArray()
    const inLine = ip.dump<{ index: number }>(listing).toArray()
    await turn()
    controller.abort(new Error('enough'))
    await assert.rejects(given, /enough/)
    const [old] = kernel.opened
    assert.ok(old)
    const first = old.sent[0]?.seq ?? 0
    old.deliver(address(first, 1), done(first))
    assert.equal(old.sent.length, 2)
    const second = old.sent[1]?.seq ?? 0
    old.deliver(address(second, 4), done(second))
    assert.deepEqual(
      (await inLine).map(({ index }) => index),
      [4],
    )
    assert.equal(old.closed, true)
  })
})
