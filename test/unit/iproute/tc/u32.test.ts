import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Nouns } from '../../../../src/iproute/nouns.ts'
import { Recorder } from '../input-recorder.ts'
import { sameAsTc } from './wish.ts'

const place = { parent: 'ingress', protocol: 'ip', prio: 10 } as const
const ipv6 = { ...place, protocol: 'ipv6' } as const
const start = 'tc filter add dev d0 ingress protocol ip prio 10'
const start6 = 'tc filter add dev d0 ingress protocol ipv6 prio 10'

sameAsTc({
  [`${start} u32 match ip src 192.0.2.0/24 flowid 1:1`]: (ip) =>
    ip.tc('add-filter', 'u32', 'd0', { ...place, keys: ['0xc0000200/0xffffff00+12'], flowid: '1:1' }),
  [`${start} u32 match ip dst 192.0.2.0/24 classid 1:2`]: (ip) =>
    ip.tc('add-filter', 'u32', 'd0', { ...place, match: 'ip dst 192.0.2.0/24', classid: '1:2' }),
  [`${start} u32 match ip protocol 6 0xff flowid 1:1`]: (ip) =>
    ip.tc('add-filter', 'u32', 'd0', { ...place, keys: ['0x0006/0x00ff+8'], target: 0x10001 }),
  [`${start} u32 match ip dsfield 0x10 0xfc flowid 1:1`]: (ip) =>
    ip.tc('add-filter', 'u32', 'd0', { ...place, keys: ['ip dsfield 0x10 0xfc'], target: '1:1' }),
  [`${start} u32 match ip ihl 0x5 0xf flowid 1:1`]: (ip) =>
    ip.tc('add-filter', 'u32', 'd0', { ...place, keys: ['0x5/0xf+0'], target: '1:1' }),
  [`${start} u32 match ip nofrag flowid 1:1`]: (ip) => ip.tc('add-filter', 'u32', 'd0', { ...place, match: ['ip nofrag'], target: '1:1' }),
  [`${start} u32 match ip firstfrag flowid 1:1`]: (ip) =>
    ip.tc('add-filter', 'u32', 'd0', { ...place, match: ['ip firstfrag'], target: '1:1' }),
  [`${start} u32 match ip df flowid 1:1`]: (ip) => ip.tc('add-filter', 'u32', 'd0', { ...place, match: ['match ip df'], target: '1:1' }),
  [`${start} u32 match tcp src 80 0xffff flowid 1:1`]: (ip) =>
    ip.tc('add-filter', 'u32', 'd0', { ...place, match: ['tcp src 80 0xffff'], target: '1:1' }),
  [`${start} u32 match tcp dst 80 0xffff flowid 1:1`]: (ip) =>
    ip.tc('add-filter', 'u32', 'd0', { ...place, keys: ['0x0050/0xffff+nexthdr+2'], target: '1:1' }),
  [`${start} u32 match u32 0x12345678 0xffffffff at 12 flowid 1:1`]: (ip) =>
    ip.tc('add-filter', 'u32', 'd0', { ...place, keys: [{ val: 0x12345678, mask: 0xffffffff, off: 12 }], target: '1:1' }),
  [`${start} u32 match u16 0x1234 0xffff at 2 flowid 1:1`]: (ip) =>
    ip.tc('add-filter', 'u32', 'd0', { ...place, keys: ['u16 0x1234 0xffff at 2'], target: '1:1' }),
  [`${start} u32 match u8 0x11 0xff at nexthdr+3 flowid 1:1`]: (ip) =>
    ip.tc('add-filter', 'u32', 'd0', { ...place, keys: ['u8 0x11 0xff at nexthdr+3'], target: '1:1' }),
  [`${start} u32 match u32 0 0 flowid 1:1`]: (ip) => ip.tc('add-filter', 'u32', 'd0', { ...place, keys: ['u32 0 0'], target: '1:1' }),
  [`${start} u32 match ip src 192.0.2.1/32 match ip dst 192.0.2.2/32 match ip protocol 17 0xff flowid 1:1`]: (ip) =>
    ip.tc('add-filter', 'u32', 'd0', { ...place, keys: ['ip src 192.0.2.1', 'ip dst 192.0.2.2/32', 'ip protocol 17'], target: '1:1' }),
  [`${start} u32 match u32 0 0 flowid 1:1 skip_hw`]: (ip) =>
    ip.tc('add-filter', 'u32', 'd0', { ...place, keys: ['u32 0 0'], target: '1:1', skipHw: true }),
  [`${start} u32 match u32 0 0 indev d0 flowid 1:1`]: (ip) =>
    ip.tc('add-filter', 'u32', 'd0', { ...place, keys: ['u32 0 0'], indev: 'd0', target: '1:1' }),
  [`${start} u32 divisor 16`]: (ip) => ip.tc('add-filter', 'u32', 'd0', { ...place, divisor: 16 }),
  [`${start6} u32 match ip6 src 2001:db8::/32 flowid 1:1`]: (ip) =>
    ip.tc('add-filter', 'u32', 'd0', { ...ipv6, keys: ['ip6 src 2001:db8::/32'], target: '1:1' }),
  [`${start6} u32 match ip6 priority 1 0xff match ip6 flowlabel 0x12345 0xfffff flowid 1:1`]: (ip) =>
    ip.tc('add-filter', 'u32', 'd0', { ...ipv6, keys: ['ip6 priority 1 0xff', 'ip6 flowlabel 0x12345 0xfffff'], target: '1:1' }),
  [`${start} handle 5: u32 divisor 256`]: (ip) => ip.tc('add-filter', 'u32', 'd0', '5:', { ...place, divisor: 256 }),
  [`${start} handle 800::7 u32 match u32 0 0 flowid 1:7`]: (ip) =>
    ip.tc('add-filter', 'u32', 'd0', '800::7', { ...place, keys: ['u32 0 0'], flowid: '1:7' }),
  [`${start} u32 ht 5:3: match ip src 192.0.2.3/32 flowid 1:3`]: (ip) =>
    ip.tc('add-filter', 'u32', 'd0', { ...place, ht: '5:3', keys: ['ip src 192.0.2.3'], flowid: '1:3' }),
  [`${start} u32 ht 800:: match ip protocol 6 0xff offset at 0 mask 0x0f00 shift 6 plus 0 eat link 5:`]: (ip) =>
    ip.tc('add-filter', 'u32', 'd0', {
      ...place,
      ht: '800:',
      keys: ['ip protocol 6 ff'],
      offset: { at: 0, mask: 0x0f00, shift: 6, plus: 0, eat: true },
      link: '5:',
    }),
  [`${start} u32 ht 5: sample ip src 192.0.2.9 match ip src 192.0.2.9/32 flowid 1:9`]: (ip) =>
    ip.tc('add-filter', 'u32', 'd0', { ...place, ht: '5:', sample: 'ip src 192.0.2.9', keys: ['ip src 192.0.2.9'], flowid: '1:9' }),
  'tc filter del dev d0 ingress protocol ip prio 10 handle 800::800 u32': (ip) =>
    ip.tc('del-filter', 'u32', 'd0', '800::800', { parent: 'ingress', protocol: 'ip', prio: 10 }),
  'tc filter add dev d0 parent 1: protocol ip prio 4 u32 match u32 0 0 flowid 1:1': (ip) =>
    ip.tc('add-filter', 'u32', 'd0', { parent: 0x10000, protocol: 2, prio: 4, keys: ['0x0/0x00000000+0'], target: 0x10001 }),
})

const sent = async (options: object): Promise<Record<string, unknown>> => {
  const context = new Recorder({ d0: 2 })
  await new Nouns(context).tc('add-filter', 'u32', 'd0', { parent: '1:', ...options } as never)
  return context.last.message as Record<string, unknown>
}

test('a sample chooses the bucket below its lowest bit, modulo the buckets', async () => {
  const hash = async (sample: string): Promise<unknown> =>
    ((await sent({ ht: '5:', sample, keys: ['u32 0 0'] }))['options'] as { hash: number }).hash
  assert.equal(await hash('ip src 192.0.2.9'), 0x00509000)
  assert.equal(await hash('ip src 192.0.2.0/24'), 0x00502000)
  assert.equal(await hash('tcp dst 80 divisor 16'), 0x00500000)
  assert.equal(await hash('tcp dst 85 divisor 16'), 0x00505000)
  await assert.rejects(hash('tcp dst 85 divisor 15'), RangeError)
  await assert.rejects(hash('ip6 src 2001:db8::1'), /is not of one key/)
})

test('order is the last part of the handle', async () => {
  assert.equal((await sent({ handle: '800:1:', order: 7, keys: ['u32 0 0'] }))['handle'], 0x80001007)
  await assert.rejects(sent({ handle: '800::8', order: 7, keys: ['u32 0 0'] }), /contradicts/)
})

test('what the kernel told of a filter is not asked of it', async () => {
  const { options } = await sent({
    keys: [{ mask: 0, val: 0, off: 0, offmask: 0 }],
    classid: '1:1',
    flags: ['skip_hw', 'not_in_hw'],
    pcnt: { rcnt: 1n, rhit: 1n, kcnts: [1n] },
  })
  assert.deepEqual(options, { keys: [{ mask: 0, val: 0, off: 0, offmask: 0 }], classid: '1:1', flags: 1 })
})

test('words that say one thing twice, or nothing', async () => {
  await assert.rejects(sent({ target: '1:1', classid: '1:2', keys: ['u32 0 0'] }), /'target' says again/)
  await assert.rejects(sent({ skipHw: true, skipSw: true, keys: ['u32 0 0'] }), /leave nothing/)
  await assert.rejects(sent({ ht: '800:1:2', keys: ['u32 0 0'] }), /a hash table or a bucket of one is wanted/)
  await assert.rejects(sent({ ht: '8000:', keys: ['u32 0 0'] }), /ht: '8000:': the hash table is not within 0 .. fff/)
})
