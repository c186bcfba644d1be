import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Nouns } from '../../../../src/iproute/nouns.ts'
import { Recorder } from '../input-recorder.ts'
import { sameAsTc } from './wish.ts'

const place = { parent: 'ingress', protocol: 'ip', prio: 5 } as const
const all = { parent: 'ingress', protocol: 'all', prio: 5 } as const
const htb = { parent: '1:', protocol: 'ip', prio: 5 } as const
const police = { rate: '1mbit', burst: '10k', action: 'drop' } as const
const start = 'tc filter add dev d0 ingress protocol ip prio 5'

sameAsTc({
  'tc filter add dev d0 ingress protocol all prio 5 matchall skip_hw action pass': (ip) =>
    ip.tc('add-filter', 'matchall', 'd0', { ...all, skipHw: true, actions: ['pass'] }),
  'tc filter add dev d0 ingress protocol all prio 5 matchall action drop': (ip) =>
    ip.tc('add-filter', 'matchall', 'd0', { ...all, action: 'drop' }),
  'tc filter add dev d0 ingress matchall classid 1:1': (ip) => ip.tc('add-filter', 'matchall', 'd0', { parent: 'ingress', target: '1:1' }),
  'tc filter add dev d0 ingress prio 5 handle 0x9 matchall action pass': (ip) =>
    ip.tc('add-filter', 'matchall', 'd0', '0x9', { parent: 'ingress', prio: 5, actions: ['pass'] }),
  'tc filter add dev d0 parent 1:1 protocol ip prio 4 matchall flowid 1:2': (ip) =>
    ip.tc('add-filter', 'matchall', 'd0', { parent: '1:1', protocol: 'ip', prio: 4, flowid: '1:2' }),
  'tc filter add dev d0 ingress protocol all prio 5 matchall action police rate 1mbit burst 10k conform-exceed drop': (ip) =>
    ip.tc('add-filter', 'matchall', 'd0', { ...all, actions: [{ kind: 'police', rate: '1mbit', burst: '10k', conformExceed: 'drop' }] }),
  [`${start} handle 8 fw police rate 1mbit burst 10k drop classid 1:3`]: (ip) =>
    ip.tc('add-filter', 'fw', 'd0', 8, { ...place, police, classid: '1:3' }),
  'tc filter add dev d0 parent 1: protocol ip prio 5 route to 11 classid 1:3 police rate 1mbit burst 10k drop': (ip) =>
    ip.tc('add-filter', 'route', 'd0', { ...htb, to: 11, police: { ...police, action: undefined, conformExceed: 'drop' }, classid: '1:3' }),
  'tc filter add dev d0 parent 1: protocol ip prio 10 handle 1: cgroup police rate 1mbit burst 10k drop': (ip) =>
    ip.tc('add-filter', 'cgroup', 'd0', 1, { parent: '1:', protocol: 'ip', prio: 10, police }),
  [`${start} handle 1 flow hash keys dst divisor 8 police rate 1mbit burst 10k drop`]: (ip) =>
    ip.tc('add-filter', 'flow', 'd0', 1, { ...place, mode: 'hash', keys: ['dst'], divisor: 8, police }),
  [`${start} handle 9 fw indev d0 classid 1:2`]: (ip) => ip.tc('add-filter', 'fw', 'd0', 9, { ...place, indev: 'd0', classid: '1:2' }),
  [`${start} handle 9 fw action drop`]: (ip) => ip.tc('add-filter', 'fw', 'd0', '9', { ...place, action: 'drop' }),
  'tc filter add dev d0 parent 1: protocol ip prio 5 route to 5 classid 1:5': (ip) =>
    ip.tc('add-filter', 'route', 'd0', { ...htb, to: 5, classid: '1:5' }),
  'tc filter add dev d0 parent 1: protocol ip prio 5 route from 7 classid 1:6': (ip) =>
    ip.tc('add-filter', 'route', 'd0', { ...htb, from: 7, flowid: '1:6' }),
  'tc filter add dev d0 parent 1: protocol ip prio 5 route to 9 action drop': (ip) =>
    ip.tc('add-filter', 'route', 'd0', { ...htb, to: 9, actions: ['drop'] }),
  'tc filter add dev d0 parent 1: protocol ip prio 10 handle 1: cgroup': (ip) =>
    ip.tc('add-filter', 'cgroup', 'd0', '1:', { parent: '1:', protocol: 'ip', prio: 10 }),
  [`${start} handle 1 flow hash keys nfct,nfct-src,nfct-dst,nfct-proto-src,nfct-proto-dst divisor 16`]: (ip) =>
    ip.tc('add-filter', 'flow', 'd0', 1, {
      ...place,
      mode: 'hash',
      keys: 'nfct,nfct-src,nfct-dst,nfct-proto-src,nfct-proto-dst',
      divisor: 16,
    }),
  [`${start} handle 1 flow hash keys iif,priority,mark,rt-classid divisor 8`]: (ip) =>
    ip.tc('add-filter', 'flow', 'd0', 1, { ...place, mode: 'hash', keys: ['iif', 'priority', 'mark', 'rt-classid'], divisor: 8 }),
  [`${start} handle 1 flow map key dst and 0xff divisor 256`]: (ip) =>
    ip.tc('add-filter', 'flow', 'd0', 1, { ...place, keys: ['dst'], and: 0xff, divisor: 256 }),
  [`${start} handle 1 flow map key src rshift 8 and 0xff addend 3`]: (ip) =>
    ip.tc('add-filter', 'flow', 'd0', 1, { ...place, key: 'src', rshift: 8, mask: 0xff, xor: 0, addend: 3 }),
  [`${start} handle 1 flow map key mark xor 0x5 or 0x1 baseclass 1:2`]: (ip) =>
    ip.tc('add-filter', 'flow', 'd0', 1, { ...place, mode: 'map', keys: ['mark'], xor: 5, or: 1, baseclass: '1:2' }),
  [`${start} handle 1 flow map key dst action pass`]: (ip) =>
    ip.tc('add-filter', 'flow', 'd0', 1, { ...place, keys: ['dst'], actions: ['pass'] }),
  [`${start} bpf bytecode 1,6 0 0 4294967295, flowid 1:1`]: (ip) =>
    ip.tc('add-filter', 'bpf', 'd0', { ...place, bytecode: '1,6 0 0 4294967295,', flowid: '1:1' }),
  [`${start} bpf bytecode 4,40 0 0 12,21 0 1 2048,6 0 0 4294967295,6 0 0 0, flowid 1:2`]: (ip) =>
    ip.tc('add-filter', 'bpf', 'd0', {
      ...place,
      bytecode: [{ code: 40, k: 12 }, { code: 21, jf: 1, k: 2048 }, { code: 6, k: 0xffffffff }, { code: 6 }],
      flowid: '1:2',
    }),
  [`${start} bpf bytecode 1,6 0 0 1, action drop`]: (ip) =>
    ip.tc('add-filter', 'bpf', 'd0', { ...place, bytecode: '1,6 0 0 1', action: 'drop' }),
  'tc filter add dev d0 ingress protocol all prio 5 handle 7 bpf bytecode 1,6 0 0 0, classid 1:5': (ip) =>
    ip.tc('add-filter', 'bpf', 'd0', 7, { ...all, bytecode: [{ code: 6 }], classid: '1:5' }),
  'tc filter add dev d0 ingress protocol ip prio 5 bpf da object-pinned /sys/fs/bpf/p-cls skip_hw': (ip) =>
    ip.tc('add-filter', 'bpf', 'd0', { ...place, fd: 5, name: 'p-cls:[*fsobj]', directAction: true, skipHw: true }),
})

const sent = async (kind: string, options: object): Promise<Record<string, unknown>> => {
  const context = new Recorder({ d0: 2, eth7: 7 })
  await new Nouns(context).tc('add-filter', kind as 'fw', 'd0', { parent: '1:', ...options } as never)
  return context.last.message as Record<string, unknown>
}

test("a firewall's mark and the bits of it that are compared", async () => {
  const { handle, options } = await sent('fw', { handle: '0x6/0xff', classid: '1:1' })
  assert.deepEqual([handle, options], [6, { classid: '1:1', mask: 0xff }])
  await assert.rejects(sent('fw', { handle: '0x6/0xff', mask: 1 }), /'mask' says again/)
})

test("a route's handle is made of its realms, or of the link it comes by", async () => {
  assert.equal((await sent('route', { to: 2, from: 3 }))['handle'], 0x00030002)
  assert.equal((await sent('route', { to: 2, order: 1 }))['handle'], 0xffff0102)
  const { handle, options } = await sent('route', { fromif: 'eth7', classid: '1:1' })
  assert.deepEqual([handle, options], [0x80078000, { classid: '1:1', iif: 7 }])
  await assert.rejects(sent('route', { to: 2, order: 128 }), RangeError)
})

test('operations of flow take effect one after another', async () => {
  const made = async (words: object): Promise<unknown[]> => {
    const { mask, xor } = (await sent('flow', { handle: 1, keys: ['dst'], ...words }))['options'] as Record<string, unknown>
    return [mask, xor]
  }
  assert.deepEqual(await made({ and: 0xff, or: 0x100 }), [0xff, 0x100])
  assert.deepEqual(await made({ or: 0x101, and: 0xff }), [0xfe, 1])
  await assert.rejects(made({ and: 0xff, mask: 1 }), /'mask' says what 'and' and 'or' say too/)
  await assert.rejects(made({ and: -1 }), RangeError)
})

test('a filter without a program', async () => {
  await assert.rejects(sent('bpf', { classid: '1:1' }), /a program is missing: 'bytecode' or 'fd'/)
})
