import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addrlabel, getAddrlabels } from '../../../src/iproute/addrlabel/addrlabel.ts'
import type { AddressLabel } from '../../../src/iproute/addrlabel/types.ts'
import { AddressLabelMessage } from '../../../src/schema/address-label.ts'
import { Recorder, sameAsRecorded } from './input-recorder.ts'

sameAsRecorded({
  area: 'neigh',
  codec: AddressLabelMessage,
  headerSize: 12,
  wishes: {
    'ip addrlabel list': (c) => getAddrlabels(c),
    'ip addrlabel add prefix 2001:db8::/32 label 99': (c) => addrlabel(c, 'add', { prefix: '2001:db8::/32', label: 99 }),
    'ip addrlabel add prefix 2001:db8:1::/48 dev d0 label 7': (c) => addrlabel(c, 'add', '2001:db8:1::/48', { dev: 'd0', label: 7 }),
  },
})

const told = { family: 'inet6', prefixlen: 32, flags: 0, index: 3, seq: 7, address: '2001:db8::', label: 99 } as unknown as AddressLabel

test('what is asked of the kernel', async () => {
  const context = new Recorder({ d0: 3 })
  await addrlabel(context, 'del', { prefix: '2001:db8::/32', dev: 'd0' })
  assert.deepEqual(context.last, {
    type: 'RTM_DELADDRLABEL',
    flags: [],
    message: { family: 10, address: '2001:db8::', prefixlen: 32, index: 3, label: 0 },
  })
  await addrlabel(context, 'get', '2001:db8::1')
  assert.deepEqual(context.last.message, { family: 10, address: '2001:db8::1', prefixlen: 128 })
  await addrlabel(context, 'add', { prefix: 'default', label: 1 })
  assert.deepEqual(context.last.message, { family: 10, address: '::', prefixlen: 0, label: 1 })
  await addrlabel(context, 'replace', told)
  assert.deepEqual(context.last.message, { family: 10, prefixlen: 32, index: 3, address: '2001:db8::', label: 99 })
})

test('what is refused before anything is sent', async () => {
  const context = new Recorder()
  await assert.rejects(addrlabel(context, 'add', { label: 1 }), /the prefix is missing/)
  await assert.rejects(addrlabel(context, 'add', { prefix: '2001:db8::/32' }), /the label is missing/)
  await assert.rejects(addrlabel(context, 'add', { prefix: '192.0.2.0/24', label: 1 }), /not an IPv6 address/)
  await assert.rejects(addrlabel(context, 'add', { prefix: '2001:db8::/32', prefixlen: 48, label: 1 }), /has a length of its own/)
  await assert.rejects(addrlabel(context, 'add', { prefix: '2001:db8::/32', lable: 1 } as object), /did you mean 'label'/)
  await assert.rejects(addrlabel(context, 'add', { prefix: '2001:db8::/32', family: 'inet', label: 1 }), /the family is inet6/)
  assert.deepEqual(context.sent, [])
})

test('filters, flush and ensure', async () => {
  const context = new Recorder({ d0: 3 }, ({ type, flags }) => {
    if (flags?.includes('excl')) throw Object.assign(new Error('there is one'), { code: 'EEXIST' })
    return type === 'RTM_GETADDRLABEL' ? [told] : []
  })
  assert.equal((await getAddrlabels(context, { label: 98 })).length, 0)
  assert.equal((await getAddrlabels(context, { prefix: '2001:db8::/32', dev: 'd0' })).length, 1)
  assert.equal(await addrlabel(context, 'flush', { dev: 'd0' }), 1)
  assert.equal(context.last.type, 'RTM_DELADDRLABEL')
  assert.equal(await addrlabel(context, 'ensure', { prefix: '2001:db8::/32', dev: 'd0', label: 99 }), 'unchanged')
  assert.equal(await addrlabel(context, 'ensure', { prefix: '2001:db8::/32', dev: 'd0', label: 98 }), 'changed')
  assert.deepEqual(context.last.flags, ['create', 'replace'])
})
