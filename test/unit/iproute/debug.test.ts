import assert from 'node:assert/strict'
import { it } from 'node:test'
import { tracerOf } from '../../../src/iproute/connection/debug.ts'
import { IPRoute } from '../../../src/iproute/iproute.ts'
import { answer, FakeKernel } from './fake-transport.ts'

it('describes every message both ways, with what was lost', async () => {
  const kernel = new FakeKernel()
  const said: string[] = []
  const ip = new IPRoute({ connect: kernel.connect, debug: (text) => said.push(text) })
  const waiting = ip.request({ type: 'RTM_DELLINK', message: { index: 7 } })
  kernel.last.deliver(answer(1, -19, 'gone'))
  await assert.rejects(waiting, { code: 'ENODEV' })
  kernel.last.lose('kernel')
  const [sent, received, lost] = said
  assert.match(sent ?? '', /^-> 4711\n[\s\S]*RTM_DELLINK[\s\S]*index.* 7/)
  assert.match(received ?? '', /^<- 4711\n[\s\S]*NLMSG_ERROR[\s\S]*ENODEV[\s\S]*gone/)
  assert.match(lost ?? '', /overrun \(kernel\)/)
})

it('speaks when asked by option or environment', () => {
  const before = process.env['NODE_DEBUG']
  try {
    process.env['NODE_DEBUG'] = 'net, rtnl'
    assert.equal(typeof tracerOf(undefined), 'function')
    assert.equal(tracerOf(false), undefined)
    process.env['NODE_DEBUG'] = 'rtnlx'
    assert.equal(tracerOf(undefined), undefined)
    assert.equal(typeof tracerOf(true), 'function')
  } finally {
    if (before === undefined) delete process.env['NODE_DEBUG']
    else process.env['NODE_DEBUG'] = before
  }
})

it('refuses a timeout that is none', () => {
  assert.throws(() => new IPRoute({ timeout: -1 }), RangeError)
  assert.throws(() => new IPRoute({ timeout: Number.NaN }), RangeError)
})
