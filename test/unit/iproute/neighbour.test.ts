import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fdb } from '../../../src/iproute/neighbour/fdb.ts'
import { getNeighbors, neigh } from '../../../src/iproute/neighbour/neighbour.ts'
import type { Neighbour } from '../../../src/iproute/neighbour/types.ts'
import { NeighbourMessage } from '../../../src/schema/neighbour.ts'
import { Recorder, sameAsRecorded } from './input-recorder.ts'

const dev = 'd0'
const lladdr = '02:00:00:00:00:99'
const to = '192.0.2.9'
const mac = '02:00:00:00:00:41'
const far = '02:00:00:00:00:42'

sameAsRecorded({
  area: 'neigh',
  codec: NeighbourMessage,
  headerSize: 12,
  others: {
    'ip addrlabel': 'another noun',
    'ip ntable': 'another noun',
    'ip -s ntable': 'another noun',
    'ip neigh flush': 'iproute2 sends the answers back as they are; what a flush of ours deletes is tested below',
  },
  wishes: {
    'ip neigh add 192.0.2.9 lladdr 02:00:00:00:00:99 dev d0': (c) => neigh(c, 'add', { to, lladdr, dev }),
    'ip neigh add 192.0.2.9 lladdr 02:00:00:00:00:99 nud stale dev d0': (c) => neigh(c, 'add', { dst: to, lladdr, nud: 'stale', dev }),
    'ip neigh add 192.0.2.9 lladdr 02:00:00:00:00:99 nud permanent dev d0': (c) => neigh(c, 'add', { to, lladdr, nud: 'permanent', dev }),
    'ip neigh add 192.0.2.9 lladdr 02:00:00:00:00:99 nud delay dev d0': (c) => neigh(c, 'add', { to, lladdr, nud: 'delay', dev }),
    'ip neigh add 192.0.2.9 lladdr 02:00:00:00:00:99 nud probe dev d0': (c) => neigh(c, 'add', { to, lladdr, nud: 'NUD_PROBE', dev }),
    'ip neigh add 2001:db8::9 lladdr 02:00:00:00:00:99 dev d0': (c) => neigh(c, 'add', { to: '2001:db8::9', lladdr, dev }),
    'ip neigh show 192.0.2.0/24': (c) => neigh(c, 'show', { to: '192.0.2.0/24' }),
    'ip neigh add proxy 2001:db8::77 dev d0': (c) => neigh(c, 'add', { to: '2001:db8::77', proxy: true, dev }),
    'ip neigh add 192.0.2.9 nud failed dev d0': (c) => neigh(c, 'add', { address: to, state: ['NUD_FAILED'], dev }),
    'ip neigh add 2001:db8::9 lladdr 02:00:00:00:00:99 router dev d0': (c) =>
      neigh(c, 'add', { to: '2001:db8::9', lladdr, router: true, dev }),
    'ip neigh add 192.0.2.9 lladdr 02:00:00:00:00:99 extern_learn dev d0': (c) => neigh(c, 'add', { to, lladdr, externLearn: true, dev }),
    'ip neigh add 192.0.2.9 managed dev d0': (c) => neigh(c, 'add', { to, managed: true, dev }),
    'ip neigh add 192.0.2.9 lladdr 02:00:00:00:00:99 protocol 99 dev d0': (c) => neigh(c, 'add', { to, lladdr, protocol: 99, dev }),
    'ip neigh replace 192.0.2.9 lladdr 02:00:00:00:00:98 nud stale dev d0': (c) =>
      neigh(c, 'replace', { to, lladdr: '02:00:00:00:00:98', nud: 'stale', dev }),
    'ip -s neigh show dev d0': (c) => getNeighbors(c, { dev }),
    'ip neigh show master b0': (c) => neigh(c, 'show', { master: 'b0' }),
    'ip neigh add proxy 192.0.2.77 dev d0': (c) => neigh(c, 'add', { to: '192.0.2.77', proxy: true, dev }),
    'ip neigh add proxy 192.0.2.77': (c) => neigh(c, 'add', { to: '192.0.2.77', flags: ['proxy'] }),
    'bridge fdb add 02:00:00:00:00:41 dev d0 master': (c) => fdb(c, 'add', { mac, dev, master: true }),
    'bridge fdb add 02:00:00:00:00:41 dev d0 master static': (c) => fdb(c, 'add', { lladdr: mac, dev, master: true, state: 'static' }),
    'bridge fdb add 02:00:00:00:00:41 dev d0 master static vlan 5': (c) =>
      fdb(c, 'add', { mac, dev, master: true, state: 'static', vlan: 5 }),
    'bridge fdb add 02:00:00:00:00:41 dev d0 master static sticky': (c) =>
      fdb(c, 'add', { mac, dev, master: true, state: 'static', sticky: true }),
    'bridge fdb add 02:00:00:00:00:41 dev b0 self local': (c) => fdb(c, 'add', { mac, dev: 'b0', state: 'local' }),
    'bridge fdb add 02:00:00:00:00:41 dev d0 master permanent': (c) => fdb(c, 'add', { mac, dev, master: true, state: 'permanent' }),
    'bridge fdb add 02:00:00:00:00:41 dev d0 master extern_learn': (c) => fdb(c, 'add', { mac, dev, master: true, externLearn: true }),
    'bridge fdb add 33:33:00:00:00:99 dev d0 self': (c) => fdb(c, 'add', { mac: '33:33:00:00:00:99', dev, self: true }),
    'bridge fdb show vlan 5': (c) => fdb(c, 'show', { vlan: 5 }),
    'bridge fdb show dynamic': (c) => fdb(c, 'show', { state: 'dynamic' }),
    'bridge fdb add 02:00:00:00:00:42 dev v0 dst 192.0.2.9 vni 77 src_vni 5': (c) =>
      fdb(c, 'add', { mac: far, dev: 'v0', dst: to, vni: 77, srcVni: 5 }),
    'bridge fdb del 02:00:00:00:00:42 dev v0 dst 192.0.2.9': (c) => fdb(c, 'del', { mac: far, dev: 'v0', dst: to }),
    'bridge fdb add 02:00:00:00:00:43 dev v0 dst 192.0.2.9 src_vni 100': (c) =>
      fdb(c, 'add', { mac: '02:00:00:00:00:43', dev: 'v0', dst: to, srcVni: 100 }),
    'bridge fdb add 02:00:00:00:00:44 dev m0 self': (c) => fdb(c, 'add', { mac: '02:00:00:00:00:44', dev: 'm0', self: true }),
    'bridge fdb flush dev b0 added_by_user': (c) => fdb(c, 'flush', { dev: 'b0', addedByUser: true }),
    // iproute2 says nothing of `local` in a flush.
    'bridge fdb flush dev b0 noadded_by_user local': (c) => fdb(c, 'flush', { dev: 'b0', addedByUser: false }),
    'bridge fdb del 02:00:00:00:00:41 dev d0 master': (c) => fdb(c, 'del', { mac, dev, master: true }),
    'bridge fdb show dev d0': (c) => fdb(c, 'show', { dev }),
    'bridge fdb add 02:00:00:00:00:42 dev v0 dst 192.0.2.9 port 4790 vni 77 via d0': (c) =>
      fdb(c, 'add', { mac: far, dev: 'v0', dst: to, port: 4790, vni: 77, via: 'd0' }),
    'bridge fdb append 00:00:00:00:00:00 dev v0 dst 192.0.2.10': (c) =>
      fdb(c, 'append', { mac: '00:00:00:00:00:00', dev: 'v0', dst: '192.0.2.10' }),
    'bridge fdb add 02:00:00:00:00:42 dev v0 nhid 9': (c) => fdb(c, 'add', { mac: far, dev: 'v0', nhid: 9 }),
    'bridge fdb get 02:00:00:00:00:42 dev v0 self': (c) => fdb(c, 'get', { mac: far, dev: 'v0' }),
    'bridge fdb flush dev b0 brport d0': (c) => fdb(c, 'flush', { dev: 'b0', via: 'd0' }),
    'bridge fdb flush dev b0 vlan 1': (c) => fdb(c, 'flush', { dev: 'b0', vlan: 1 }),
    'bridge fdb flush dev b0 permanent': (c) => fdb(c, 'flush', { dev: 'b0', state: 'permanent' }),
    'bridge fdb flush dev b0 static': (c) => fdb(c, 'flush', { dev: 'b0', state: 'static' }),
    'bridge fdb flush dev b0 extern_learn': (c) => fdb(c, 'flush', { dev: 'b0', externLearn: true }),
  },
})

test('what is refused before anything is sent', async () => {
  const context = new Recorder({ d0: 2 })
  await assert.rejects(neigh(context, 'add', { dev, to, laddr: lladdr } as object), /'laddr' is not an option; did you mean 'lladdr'/)
  await assert.rejects(neigh(context, 'add', { to, lladdr }), /'index' or 'dev'/)
  await assert.rejects(neigh(context, 'add', { dev, lladdr }), /the address is missing/)
  await assert.rejects(neigh(context, 'flush', {}), /a filter is wanted/)
  await assert.rejects(fdb(context, 'add', { dev }), /the link address is missing/)
  await assert.rejects(fdb(context, 'add', { mac, dev, sticky: 'yes' as unknown as boolean }), /true or false/)
  assert.deepEqual(context.sent, [])
})

const got = {
  ...{ family: 'inet', index: 2, state: ['reachable'], flags: [], type: 'unicast', dst: to, lladdr },
  ...{ cacheinfo: { confirmed: 1, used: 1, updated: 1, refcnt: 0 }, probes: 1 },
} as unknown as Neighbour
const permanent = { ...got, dst: '192.0.2.10', state: ['permanent'] } as unknown as Neighbour

test('what you get is what you can put', async () => {
  const context = new Recorder()
  await neigh(context, 'replace', got)
  assert.deepEqual(context.last.message, { family: 2, index: 2, state: ['reachable'], flags: 0, dst: to, lladdr })
  const entry = {
    family: 'bridge',
    index: 3,
    state: ['noarp'],
    flags: [],
    type: 'unspec',
    lladdr: mac,
    master: 5,
    vlan: 7,
  } as unknown as Neighbour
  await fdb(context, 'add', entry)
  assert.deepEqual(context.last.message, { family: 7, index: 3, state: 0x42, flags: 4, lladdr: mac, vlan: 7 })
})

test('a flush leaves what was put there for good', async () => {
  const context = new Recorder({ d0: 2 }, ({ type }) => (type === 'RTM_GETNEIGH' ? [got, permanent] : []))
  assert.equal(await neigh(context, 'flush', { dev }), 1)
  assert.deepEqual(
    context.sent.map(({ type }) => type),
    ['RTM_GETNEIGH', 'RTM_DELNEIGH'],
  )
  assert.equal(await neigh(context, 'flush', { dev, nud: 'permanent' }), 1)
  assert.equal((context.last.message as { dst: string }).dst, '192.0.2.10')
})

test('a listing of a prefix', async () => {
  const context = new Recorder({ d0: 2 }, () => [got, permanent])
  assert.deepEqual(await getNeighbors(context, { to: '192.0.2.8/31', dev }), [got])
  assert.deepEqual(context.last.message, { family: 2, ifindex: 2 })
  assert.deepEqual(await getNeighbors(context, { dst: '192.0.2.10' }), [permanent])
  assert.equal(await neigh(context, 'flush', { to: '192.0.2.0/28', nud: 'permanent' }), 1)
})

test('words that no recording has', async () => {
  const context = new Recorder({ b0: 2 })
  await neigh(context, 'append', { index: 2, to, lladdr, externLearn: true, externValid: true })
  assert.deepEqual(context.last.flags, ['create', 'append'])
  assert.deepEqual(context.last.message, { family: 2, index: 2, dst: to, lladdr, flags: 16, flagsExt: 4, state: 128 })
  await fdb(context, 'add', { index: 3, mac, master: true, state: 'static', activityNotify: true, inactive: true, norefresh: true })
  assert.deepEqual((context.last.message as unknown as { fdbExtAttrs: unknown }).fdbExtAttrs, { activityNotify: 3, dontRefresh: true })
  await fdb(context, 'flush', { dev: 'b0', state: 'dynamic', sticky: false, offloaded: false, externLearn: true, vlan: 7 })
  assert.deepEqual(context.last.message, {
    ...{ family: 7, index: 2, flags: 0x12, ndmFlagsMask: 0x70, state: 0, ndmStateMask: 0xc0, vlan: 7 },
  })
  await assert.rejects(fdb(context, 'add', { index: 3, mac, norefresh: 1 as unknown as boolean }), /norefresh: true or false is wanted/)
})
