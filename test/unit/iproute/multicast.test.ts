import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Dump } from '../../../src/iproute/connection/dump.ts'
import { getAnycastAddresses, getMulticastAddresses, maddr } from '../../../src/iproute/multicast/multicast.ts'
import type { MulticastAddress } from '../../../src/iproute/multicast/types.ts'
import { Recorder } from './input-recorder.ts'

const INET6 = 10
const four = {
  family: 'inet',
  prefixlen: 32,
  flags: ['permanent'],
  scope: 'universe',
  index: 2,
  multicast: '224.0.0.1',
} as MulticastAddress
const six = { ...four, family: 'inet6', prefixlen: 128, multicast: 'ff02::1' } as MulticastAddress
/** Answers by the family that was asked for; `refused` gets EOPNOTSUPP, as from a kernel that cannot list it. */
class Kernel extends Recorder {
  constructor(refused?: number) {
    super({ d0: 2 }, ({ message }) => {
      const { family } = message as { family: number }
      if (family === refused) throw Object.assign(new Error('not supported'), { code: 'EOPNOTSUPP' })
      return family === INET6 ? [six] : [four]
    })
  }
  override dump: Recorder['dump'] = (request) => {
    this.sent.push(request)
    const { keep = () => true } = request
    return Dump.answer(async () => (this.answer(request) as never[]).filter(keep))
  }
}

test('both families, together or one', async () => {
  const kernel = new Kernel()
  assert.deepEqual(await maddr(kernel, 'show', { dev: 'd0' }), [four, six])
  assert.deepEqual(
    kernel.sent.map(({ type, message }) => ({ type, message })),
    [2, 10].map((family) => ({ type: 'RTM_GETMULTICAST', message: { family, index: 2 } })),
  )
  assert.deepEqual(await getMulticastAddresses(kernel, 'inet6'), [six])
  assert.deepEqual(await getMulticastAddresses(kernel, { multicast: 'FF02:0::1' }), [six])
  assert.deepEqual(await maddr(kernel, 58, (one) => one.family === 'inet'), [four])
  await getAnycastAddresses(kernel, { index: 2 })
  assert.deepEqual([kernel.last.type, kernel.last.message], ['RTM_GETANYCAST', { family: INET6, index: 2 }])
})

test('a kernel that lists no IPv4 answers what it has, unless it was asked for just that', async () => {
  assert.deepEqual(await getMulticastAddresses(new Kernel(2)), [six])
  await assert.rejects(async () => await getMulticastAddresses(new Kernel(2), 'inet'), { code: 'EOPNOTSUPP' })
})

test('what is refused before anything is sent', async () => {
  const kernel = new Kernel()
  assert.throws(() => maddr(kernel, 'add' as 'show', { dev: 'd0' }), /'add' is not a command here/)
  await assert.rejects(async () => await maddr(kernel, 'show', { device: 'd0' } as object), /'device' is not an option/)
  assert.deepEqual(kernel.sent, [])
})
