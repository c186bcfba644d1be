import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getLinks, link, linkDown, linkLookup, linkRemove, linkRename, linkUp } from '../../../src/iproute/link/link.ts'
import type { Link } from '../../../src/iproute/link/types.ts'
import { LinkMessage } from '../../../src/schema/link/link.ts'
import { Recorder, sameAsRecorded } from './input-recorder.ts'

const ifname = 'x0'
const on = 'd0'

sameAsRecorded({
  area: 'link-kinds',
  codec: LinkMessage,
  headerSize: 16,
  wishes: {
    'ip link add name x0 mtu 1400 address 02:00:00:00:00:01 broadcast ff:ff:ff:ff:ff:fe txqueuelen 77 type dummy': (c) =>
      link(c, 'add', {
        ...{ name: 'x0', mtu: 1400, address: '02:00:00:00:00:01', broadcast: 'ff:ff:ff:ff:ff:fe', txqueuelen: 77 },
        kind: 'dummy',
      }),
    'ip link add x0 index 77 numtxqueues 4 numrxqueues 2 type dummy': (c) =>
      link(c, 'add', { ifname, index: 77, numTxQueues: 4, numRxQueues: 2, kind: 'dummy' }),
    'ip link add x0 gso_max_size 32768 gso_max_segs 17 type dummy': (c) =>
      link(c, 'add', { ifname, IFLA_GSO_MAX_SIZE: 32768, gsoMaxSegs: 17, kind: 'dummy' }),
    'ip link add x0 up type dummy': (c) => link(c, 'add', ifname, { kind: 'dummy', state: 'up' }),
    'ip link add x0 alias an alias type dummy': (c) => link(c, 'add', { ifname, alias: 'an alias', linkinfo: { kind: 'dummy' } }),
    'ip link add x0 type veth peer name x1': (c) => link(c, 'add', { ifname, kind: 'veth', peer: 'x1' }),
    'ip link add x0 type veth peer x1 mtu 1300 address 02:00:00:00:00:22': (c) =>
      link(c, 'add', { ifname, kind: 'veth', peer: { ifname: 'x1', mtu: 1300, address: '02:00:00:00:00:22' } }),
    'ip link add x0 type veth peer name x1 index 99 alias far end': (c) =>
      link(c, 'add', { ifname, kind: 'veth', data: { peer: { name: 'x1', index: 99, alias: 'far end' } } }),
    'ip link add x0 type vrf table 4000000000': (c) => link(c, 'add', { ifname, kind: 'vrf', table: 4000000000 }),
    'ip link add x0 type vrf table main': (c) => link(c, 'add', { ifname, kind: 'vrf', data: { table: 'main' } }),
    'ip link set d0 master x0': (c) => link(c, 'set', { index: 3, master: 'x0' }),
    'ip link set d0 nomaster': (c) => link(c, 'set', { index: 3, master: null }),
    'ip link add link d0 name x0 type vlan id 4094': (c) => link(c, 'add', { ifname, link: on, kind: 'vlan', id: 4094 }),
    'ip link add link d0 name x0 type vlan protocol 802.1ad id 7': (c) =>
      link(c, 'add', { ifname, link: on, kind: 'vlan', protocol: '802.1ad', id: 7 }),
    'ip link add link d0 name x0 type vlan protocol 802.1Q id 7': (c) =>
      link(c, 'add', { ifname, link: on, kind: 'vlan', data: { protocol: '802.1Q', id: 7 } }),
    'ip link add link d0 name x0 type vlan id 6 gvrp off mvrp on loose_binding on bridge_binding off reorder_hdr off': (c) =>
      link(c, 'add', {
        ...{ ifname, link: on, kind: 'vlan', id: 6, gvrp: false, mvrp: true, looseBinding: true },
        ...{ bridgeBinding: false, reorderHdr: false },
      }),
    'ip link add link d0 name x0 type vlan id 8 ingress-qos-map 1:2': (c) =>
      link(c, 'add', { ifname, link: on, kind: 'vlan', IFLA_VLAN_ID: 8, ingressQos: [{ from: 1, to: 2 }] }),
    'ip link set x0 type vlan gvrp on reorder_hdr off': (c) => link(c, 'set', { index: 3, kind: 'vlan', gvrp: true, reorderHdr: false }),
    'ip link add link d0 name x0 type macvlan': (c) => link(c, 'add', { ifname, link: on, kind: 'macvlan' }),
    'ip link add link d0 name x0 type macvlan mode passthru nopromisc': (c) =>
      link(c, 'add', { ifname, link: on, kind: 'macvlan', mode: 'passthru', data: { flags: ['nopromisc'] } }),
    'ip link add x0 type bond mode 802.3ad': (c) => link(c, 'add', { ifname, kind: 'bond', mode: '802.3ad' as '8023ad' }),
    'ip link add x0 type bond mode 1 miimon 100 updelay 200 downdelay 300': (c) =>
      link(c, 'add', { ifname, kind: 'bond', mode: 1, miimon: 100, updelay: 200, downdelay: 300 }),
    'ip link set x0 type bond primary d0': (c) => link(c, 'set', { index: 2, kind: 'bond', primary: on }),
    'ip link add x0 type bridge': (c) => link(c, 'add', { ifname, kind: 'bridge' }),
    'ip link add x0 type bridge stp_state 1 priority 4096': (c) => link(c, 'add', { ifname, kind: 'bridge', stpState: 1, priority: 4096 }),
    'ip link set x0 type bridge mcast_snooping 0 ageing_time 100': (c) =>
      link(c, 'set', { index: 2, kind: 'bridge', data: { IFLA_BR_MCAST_SNOOPING: 0, ageingTime: 100 } }),
    'ip link set d0 down': (c) => link(c, 'set', { index: 2, state: 'down' }),
    'ip link set d0 mtu 9000 txqueuelen 42': (c) => link(c, 'set', { index: 2, IFLA_MTU: 9000, txqlen: 42 }),
    'ip link set d0 address 02:00:00:00:00:51': (c) => link(c, 'set', 2, { address: '02-00-00-00-00-51' }),
    'ip link set d0 name d9': (c) => linkRename(c, 2, 'd9'),
    'ip link set d0 promisc off': (c) => link(c, 'set', { index: 2, promisc: false }),
    'ip link set d0 arp off': (c) => link(c, 'set', { index: 2, arp: false }),
    'ip link set d0 dynamic on': (c) => link(c, 'set', { index: 2, dynamic: true }),
    'ip link set d0 carrier on': (c) => link(c, 'set', { index: 2, carrier: true }),
    'ip link property add dev d0 altname an-alternative-name-for-d0': (c) =>
      link(c, 'add-property', { index: 2, altname: 'an-alternative-name-for-d0' }),
    'ip link property del dev d0 altname first-alternative': (c) => link(c, 109, { index: 2, altname: ['first-alternative'] }),
    'ip link set x0 protodown on': (c) => link(c, 'set', { index: 3, protoDown: 1 }),
  },
})

test('the page: what is said of a link by its index', async () => {
  const context = new Recorder()
  const sent = async (wish: PromiseLike<unknown>) => {
    await wish
    assert.equal(context.last.type, 'RTM_NEWLINK')
    assert.deepEqual(context.last.flags, [])
    return context.last.message
  }
  assert.deepEqual(await sent(link(context, 'set', { index: 62, state: 'down' })), { index: 62, flags: 0, change: 1 })
  assert.deepEqual(await sent(link(context, 'set', { index: 62, state: 'up' })), { index: 62, flags: 1, change: 1 })
  assert.deepEqual(await sent(link(context, 'set', { index: 62, address: '00:11:22:33:44:55', name: 'bala' })), {
    ...{ index: 62, address: '00:11:22:33:44:55', ifname: 'bala' },
  })
  assert.deepEqual(await sent(link(context, 'set', { index: 62, mtu: 1000, txqlen: 2000 })), { index: 62, mtu: 1000, txqlen: 2000 })
  assert.deepEqual(await sent(link(context, 'set', { index: 62, IFLA_MTU: 1000 })), { index: 62, mtu: 1000 })
  assert.deepEqual(await sent(link(context, 'set', { index: 62, flags: 1, mask: 1 })), { index: 62, flags: 1, change: 1 })
  assert.deepEqual(await sent(linkUp(context, 62)), { index: 62, flags: 1, change: 1 })
  assert.deepEqual(await sent(linkDown(context, 62)), { index: 62, flags: 0, change: 1 })
  await linkRemove(context, 62)
  assert.deepEqual([context.last.type, context.last.message], ['RTM_DELLINK', { index: 62 }])
  await link(context, 19, { index: 62, mtu: 1000 })
  assert.equal(context.last.type, 'RTM_SETLINK')
})

test('the kernel finds a link by its name itself; longer names are alternative ones', async () => {
  const context = new Recorder({ eth0: 5 })
  await linkUp(context, 'eth0')
  assert.deepEqual(context.last.message, { ifname: 'eth0', flags: 1, change: 1 })
  await link(context, 'del', 'a-name-of-more-than-15-bytes')
  assert.deepEqual(context.last.message, { altIfname: 'a-name-of-more-than-15-bytes' })
  assert.deepEqual(context.lookups, [])
  await link(context, 'set', { dev: 'eth0', family: 'bridge', mtu: 1400 })
  assert.deepEqual(context.last.message, { index: 5, family: 7, mtu: 1400 })
})

test('the data of a port, by the word of `ip` and by its slave kind', async () => {
  const context = new Recorder({ p1: 8 })
  const expected = { index: 2, linkinfo: { slaveKind: 'bridge', slaveData: { state: 'forwarding', cost: 77, priority: 10 } } }
  await link(context, 'set', { index: 2, kind: 'bridge_slave', state: 'forwarding', cost: 77, priority: 10 })
  assert.deepEqual(context.last.message, expected)
  await link(context, 'set', { index: 2, slaveKind: 'bridge', slaveData: { state: 'forwarding', cost: 77 }, priority: 10 })
  assert.deepEqual(context.last.message, expected)
  await link(context, 'set', { index: 2, kind: 'bridge_slave', state: 'up', backupPort: 'p1' as unknown as number })
  assert.deepEqual(context.last.message, { index: 2, flags: 1, change: 1, linkinfo: { slaveKind: 'bridge', slaveData: { backupPort: 8 } } })
})

test('a vxlan takes addresses of both families by one word', async () => {
  const context = new Recorder({ d0: 2, x0: 3 })
  const data = async (options: object) => {
    await link(context, 'add', { ifname, kind: 'vxlan', id: 5, ...options })
    return (context.last.message as { linkinfo: { data: object } }).linkinfo.data
  }
  assert.deepEqual(await data({ remote: '192.0.2.2', local: '192.0.2.1', dstport: 4789 }), {
    id: 5,
    group: '192.0.2.2',
    local: '192.0.2.1',
    port: 4789,
  })
  assert.deepEqual(await data({ group: 'ff05::1', data: { link: 'd0' } }), { id: 5, group6: 'ff05::1', link: 2 })
  assert.deepEqual(await data({ group: '239.1.1.1', external: true }), { id: 5, group: '239.1.1.1', collectMetadata: 1, learning: 0 })
})

test('what is refused before anything is sent', async () => {
  const context = new Recorder({ d0: 2 })
  const refused = (options: object, error: RegExp) => assert.rejects(link(context, 'set', options), error)
  await refused({ index: 2, mut: 1400 }, /'mut' is not an option; did you mean 'mtu'/)
  await refused({ index: 2, IFLA_MUT: 1400 }, /did you mean 'IFLA_MTU'/)
  await refused({ index: 2, kind: 'vlan', reorderHrd: true }, /did you mean 'reorderHdr'/)
  await refused({ index: 2, kind: 'vlan', data: { ids: 5 } }, /data: 'ids' is not an option; did you mean 'id'/)
  await refused({ index: 2, kind: 'vlan', id: 5, data: { id: 6 } }, /given twice/)
  await refused({ index: 2, id: 5 }, /'id' is not an option/)
  await refused({ index: 2, state: 'upp' }, /'up' or 'down'/)
  await refused({ index: 2, group: 'nosuchgroup' }, /link group/)
  await refused({ index: 2, dev: 'd0' }, /both say which one/)
  await refused({ index: 2, altname: 'x' }, /add-property/)
  await refused({ mtu: 1400 }, /which one is not said/)
  await refused({ index: 2, name: 'a', ifname: 'b' }, /says again/)
  await refused({ index: 2, netns: 'no/such/namespace' }, /ENOENT/)
  await refused({ index: 2, master: 'nosuch' }, /no link 'nosuch'/)
  await assert.rejects(link(context, 'ste' as 'set', { index: 2 }), /did you mean 'set'/)
  assert.deepEqual(context.sent, [])
})

const got = {
  ...{ family: 'unspec', type: 'ether', index: 7, flags: ['up', 'broadcast'], change: [], ifname: 'v0', mtu: 1400, operstate: 'up' },
  ...{ address: '02:00:00:00:00:01', link: 2, linkinfo: { kind: 'vlan', data: { id: 5 } }, stats64: {}, permAddress: '02:00:00:00:00:01' },
} as unknown as Link

test('what you get is what you can put', async () => {
  const context = new Recorder({}, () => [{ index: 9, ifname: 'v0' }])
  assert.deepEqual(await link(context, 'add', got), { index: 9, ifname: 'v0' })
  assert.deepEqual(context.last.message, {
    ...{ family: 0, type: 'ether', flags: ['up', 'broadcast'], change: [], ifname: 'v0', mtu: 1400 },
    ...{ address: '02:00:00:00:00:01', link: 2, linkinfo: { kind: 'vlan', data: { id: 5 } } },
  })
  await link(context, 'set', { ...got, mtu: 1300 })
  assert.equal((context.last.message as Record<string, unknown>)['index'], 7)
})

test('a listing asks the kernel for master and kind, and compares everything itself', async () => {
  const other = {
    ...got,
    index: 8,
    ifname: 'e0',
    operstate: 'down',
    flags: ['broadcast'],
    linkinfo: { kind: 'dummy' },
    master: 3,
  } as unknown as Link
  const context = new Recorder({ br0: 3, v0: 7 }, ({ type, message }) =>
    type === 'RTM_GETLINK' && 'index' in message ? [got] : [got, other],
  )
  assert.deepEqual(await getLinks(context, 'all'), [got, other])
  assert.deepEqual(context.last.message, {})
  assert.deepEqual(await getLinks(context, { master: 'br0' }), [other])
  assert.deepEqual(context.last.message, { master: 3 })
  assert.deepEqual(await getLinks(context, { kind: 'vlan', data: { id: 5 } }), [got])
  assert.deepEqual(context.last.message, { linkinfo: { kind: 'vlan' } })
  assert.deepEqual(await getLinks(context, { master: null, state: 'up' }), [got])
  assert.deepEqual(await getLinks(context, { state: 'down' }), [other])
  assert.deepEqual(await getLinks(context, (one) => one.mtu === 1400 && one.master === 3), [other])
  assert.deepEqual(await getLinks(context, 7, 7), [got, got])
  assert.deepEqual(await linkLookup(context, { operstate: 'UP' }), [7])
  assert.deepEqual(await linkLookup(context, { address: '02-00-00-00-00-01' }), [7, 8])
  assert.deepEqual(await linkLookup(context, { ifname: 'v0' }), [7])
  assert.deepEqual(await linkLookup(context, { ifname: 'nosuch' }), [])
  await assert.rejects(linkLookup(context, { operstate: 'UPP' as 'UP' }), /did you mean 'UP'|did you mean 'up'/)
})
