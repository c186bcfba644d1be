import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { REFERENCE } from '../../../src/iproute/events/groups.ts'
import { IPRoute } from '../../../src/iproute/iproute.ts'
import { IPRSocket } from '../../../src/iproute/iprsocket.ts'
import { address, done, FakeKernel, joined, turn } from './fake-transport.ts'

const setup = () => {
  const kernel = new FakeKernel()
  return { kernel, ip: new IPRoute({ connect: kernel.connect }), socket: new IPRSocket({ connect: kernel.connect }) }
}

describe('a threadless socket', () => {
  it('binds to the groups of the reference where none are said', () => {
    const { kernel, socket } = setup()
    socket.bind()
    assert.deepEqual(
      [...kernel.last.groups].sort((a, b) => a - b),
      [1, 3, 4, 5, 7, 9, 11],
    )
    assert.deepEqual(
      [...REFERENCE].sort((a, b) => a - b),
      [1, 3, 4, 5, 7, 9, 11],
    )
    socket.bind({ groups: ['rule'] })
    assert.deepEqual(
      [...kernel.last.groups].filter((group) => !REFERENCE.includes(group)),
      [8, 19],
    )
    assert.equal(kernel.opened.length, 1)
  })

  it('sends a message as it is, and hands out what comes, datagram by datagram', async () => {
    const { kernel, socket } = setup()
    const seq = socket.put({ header: { type: 'RTM_GETADDR', flags: ['request', 'dump'] }, family: 'inet' })
    assert.equal(seq, 1)
    assert.deepEqual(
      kernel.last.sent.map((one) => [one.type, one.flags, one.seq]),
      [[22, 0x301, 1]],
    )
    assert.equal(socket.send({ header: { type: 'RTM_GETADDR', flags: ['request', 'dump'], seq: 77 }, family: 'inet' }), 77)
    const waiting = [socket.get(), socket.get()]
    assert.equal(kernel.last.referenced, true)
    kernel.last.deliver(joined(address(1, 3), address(1, 4)), done(1))
    const [messages, end] = await Promise.all(waiting)
    assert.deepEqual(
      messages?.map(({ header }) => [header.type, header.seq]),
      [
        ['RTM_NEWADDR', 1],
        ['RTM_NEWADDR', 1],
      ],
    )
    assert.equal(end?.[0]?.header.type, 'NLMSG_DONE')
    assert.equal(kernel.last.referenced, false)
  })

  it('says where messages were lost, and reads on', async () => {
    const { kernel, socket } = setup()
    socket.bind()
    kernel.last.deliver(address(0, 1))
    kernel.last.lose('kernel')
    kernel.last.deliver(address(0, 2))
    assert.equal((await socket.get()).length, 1)
    await assert.rejects(socket.get(), { code: 'ENOBUFS' })
    assert.equal((await socket.get()).length, 1)
  })

  it('iterates message by message until it is released, and can be given up waiting', async () => {
    const { kernel, socket } = setup()
    socket.bind()
    const controller = new AbortController()
    const given = socket.get({ signal: controller.signal })
    controller.abort(new Error('enough'))
    await assert.rejects(given, /enough/)
    let count = 0
    const loop = (async () => {
      for await (const { header } of socket) if (header.type === 'RTM_NEWADDR') count++
    })()
    kernel.last.deliver(joined(address(0, 1), address(0, 2)), address(0, 3))
    for (let i = 0; i < 3; i++) await turn()
    await socket.release()
    await loop
    assert.equal(count, 3)
    await assert.rejects(socket.get(), { code: 'ECANCELED' })
    assert.equal(kernel.last.closed, true)
  })
})
