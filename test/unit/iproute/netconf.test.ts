import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getNetconf, netconf } from '../../../src/iproute/netconf/netconf.ts'
import { NetconfMessage } from '../../../src/schema/netconf.ts'
import { Recorder, sameAsRecorded } from './input-recorder.ts'

sameAsRecorded({
  area: 'netconf',
  codec: NetconfMessage,
  headerSize: 1,
  wishes: {
    'ip netconf show': (c) => getNetconf(c),
    'ip netconf show dev d0': (c) => netconf(c, 'show', { dev: 'd0' }),
    'ip -4 netconf show dev d0': (c) => netconf(c, 'get', { family: 'inet', dev: 'd0' }),
    'ip -6 netconf show dev d0': (c) => netconf(c, 'get', 'd0', { family: 'AF_INET6' }),
  },
})

const settings = (ifindex: number | 'all' | 'default', forwarding: number) => ({ family: 'inet', ifindex, forwarding })

test('links, and what stands for all of them', async () => {
  const answers = [settings(2, 1), settings('all', 0), settings('default', 0)]
  const context = new Recorder({ d0: 2 }, () => answers)
  assert.deepEqual(await getNetconf(context, { dev: 'all' }), [answers[1]])
  assert.deepEqual(await getNetconf(context, { family: 'inet', dev: 'd0' }), [answers[0]])
  assert.deepEqual(context.last.message, { family: 2 })
  assert.deepEqual(await getNetconf(context, 'inet', { forwarding: 0, ifindex: -2 }), [answers[2]])
  assert.deepEqual(await getNetconf(context, (one) => one.forwarding === 1), [answers[0]])
  await netconf(context, 'get', 'default')
  assert.deepEqual(context.last.message, { family: 2, ifindex: -2 })
  await netconf(context, 'get', answers[1] as never)
  assert.deepEqual(context.last.message, { family: 2, ifindex: -1 })
})

test('what is refused before anything is sent', async () => {
  const context = new Recorder()
  await assert.rejects(netconf(context, 'get', {}), /the link is missing/)
  await assert.rejects(netconf(context, 'get', { dve: 'd0' } as object), /did you mean 'dev'/)
  await assert.rejects(netconf(context, 'set' as 'get', 'd0'), /'set' is not a command here/)
  assert.deepEqual(context.sent, [])
})
