// Words of kinds that were not recorded, words that meet in one attribute, and what is refused.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getLinks, link } from '../../../../src/iproute/link/link.ts'
import type { LinkOptions } from '../../../../src/iproute/link/types.ts'
import { NetlinkError } from '../../../../src/netlink/kernel-error.ts'
import { Recorder } from '../input-recorder.ts'

const context = new Recorder({ a: 2, b: 3, x0: 9 })
/** The data that an `add` sends. */
const data = async (options: LinkOptions): Promise<unknown> => {
  await link(context, 'add', { ifname: 'x0', ...options } as LinkOptions)
  return (context.last.message as { readonly linkinfo: { readonly data?: unknown } }).linkinfo.data
}

test('kinds that were not recorded', async () => {
  assert.deepEqual(await data({ kind: 'amt', mode: 'gateway', local: '192.0.2.1', discovery: '192.0.2.2', link: 'a', data: {} }), {
    ...{ mode: 'gateway', localIp: '192.0.2.1', discoveryIp: '192.0.2.2', link: 2 },
  })
  assert.deepEqual(await data({ kind: 'bareudp', dstport: 6635, ethertype: 'ipv4', nomultiproto: false }), {
    ...{ port: 6635, ethertype: 0x800, multiprotoMode: true },
  })
  assert.deepEqual(await data({ kind: 'batadv', ra: 'BATMAN_V' }), { algoName: 'BATMAN_V' })
  assert.deepEqual(await data({ kind: 'dsa', conduit: 'b' }), { conduit: 3 })
  assert.deepEqual(await data({ kind: 'ipoib', pkey: 0x8001, mode: 'connected', umcast: true }), {
    pkey: 0x8001,
    mode: 'connected',
    umcast: 1,
  })
  assert.deepEqual(await data({ kind: 'rmnet', link: 'a', muxId: 3, ingressCommands: true, egressChksumv4: false }), {
    muxId: 3,
    flags: { flags: 0x02, mask: 0x0a },
  })
  assert.deepEqual(await data({ kind: 'wwan', parentDevName: 'wwan0', linkid: 1 }), { linkId: 1 })
  assert.deepEqual(await data({ kind: 'netkit', mode: 'l2', scrub: 'none', peer: { ifname: 'y0' } }), {
    ...{ mode: 'l2', scrub: 'none', peerInfo: { ifname: 'y0' } },
  })
  assert.deepEqual(await data({ kind: 'gtp', fd0: 5, fd1: 6, role: 'sgsn' }), { fd0: 5, fd1: 6, role: 'sgsn' })
  assert.deepEqual(await data({ kind: 'hsr', slave1: 'a', slave2: 'b', interlink: 7 }), { slave1: 2, slave2: 3, interlink: 7 })
  assert.deepEqual(await data({ kind: 'bridge', mstEnabled: true, fdbLocalVlan0: false }), { multiBoolopt: { optval: 4, optmask: 20 } })
})

test('a controller of CAN', async () => {
  assert.deepEqual(
    await data({ kind: 'can', dbitrate: 2_000_000, dsamplePoint: 0.8, fd: true, loopback: 'off', tdcMode: 'manual', tdco: 7 }),
    {
      dataBittiming: { bitrate: 2_000_000, samplePoint: 800 },
      ctrlmode: { flags: 0x420, mask: 0x621 },
      tdc: { tdco: 7 },
    },
  )
  assert.deepEqual(await data({ kind: 'can', xl: true, xbitrate: 10_000_000, pwms: 2, pwml: 8, restart: true, restartMs: 100 }), {
    ctrlmode: { flags: 0x1000, mask: 0x1000 },
    xlDataBittiming: { bitrate: 10_000_000 },
    ...{ xlPwm: { pwms: 2, pwml: 8 }, restart: 1, restartMs: 100 },
  })
})

test('a channel of a macsec by its parts', async () => {
  assert.deepEqual(await data({ kind: 'macsec', link: 'a', data: { address: '02:00:00:00:0c:01', port: 11 } }), {
    sci: 0x020000000c01000bn,
  })
  assert.deepEqual(await data({ kind: 'macsec', link: 'a', sci: '020000000c01000b', cipher: 'gcm-aes-xpn-256' }), {
    ...{ sci: 0x020000000c01000bn, cipherSuite: 0x0080c20001000004n },
  })
})

test('switches are combined with flags that are given besides', async () => {
  assert.deepEqual(await data({ kind: 'macvlan', link: 'a', nodst: true, data: { flags: ['nopromisc'] } }), { flags: 3 })
  assert.deepEqual(await data({ kind: 'vlan', link: 'a', id: 5, gvrp: true, data: { flags: { flags: ['mvrp'], mask: ['mvrp'] } } }), {
    id: 5,
    flags: { flags: 10, mask: 10 },
  })
  assert.deepEqual(await data({ kind: 'gre', remote: '192.0.2.2', csum: true, data: { oflags: ['seq'] } }), {
    ...{ remote: '192.0.2.2', oflags: 0x9000, iflags: 0x8000 },
  })
  // What is read is written again: a key of 0 without its flag is none.
  assert.deepEqual(await data({ kind: 'gre', data: { iflags: [], oflags: ['key'], ikey: 0, okey: 5, remote: '192.0.2.2' } }), {
    ...{ iflags: [], oflags: 0x2000, ikey: 0, okey: 5, remote: '192.0.2.2' },
  })
})

test('a change of a tunnel says everything, that of other kinds what was said', async () => {
  const now = {
    kind: 'gre',
    data: { local: '192.0.2.1', remote: '192.0.2.2', ttl: 64, iflags: ['key'], oflags: ['key'], ikey: 5, okey: 5 },
  }
  const told = new Recorder({ x0: 7 }, ({ type }) => (type === 'RTM_GETLINK' ? [{ index: 7, ifname: 'x0', linkinfo: now }] : []))
  await link(told, 'set', { dev: 'x0', kind: 'gre', ttl: 9, csum: true, mtu: 1400 })
  assert.deepEqual(told.sent[0]?.message, { ifname: 'x0' })
  assert.deepEqual(told.last.message, {
    ...{ ifname: 'x0', mtu: 1400 },
    linkinfo: { kind: 'gre', data: { ...now.data, ttl: 9, iflags: 0xa000, oflags: 0xa000 } },
  })
  await link(told, 'set', { dev: 'x0', mtu: 1400 })
  assert.equal(told.sent.length, 3)
  await link(context, 'set', { index: 7, kind: 'vxlan', ttl: 9 })
  assert.deepEqual(context.last.message, { index: 7, linkinfo: { kind: 'vxlan', data: { ttl: 9 } } })
})

test('a listing takes the words too', async () => {
  const one = { index: 1, linkinfo: { kind: 'vxlan', data: { id: 5, link: 2, group6: '2001:db8::2' } } }
  const other = { index: 2, linkinfo: { kind: 'vxlan', data: { id: 5, link: 3 } } }
  const there = new Recorder({ a: 2 }, () => [one, other])
  assert.deepEqual(await getLinks(there, { kind: 'vxlan', data: { vni: 5, dev: 'a', remote: '2001:db8::2' } }), [one])
})

test('what is refused before anything is sent', async () => {
  const refused = (options: object, error: RegExp) =>
    assert.rejects(link(context, 'add', { ifname: 'x0', ...options } as LinkOptions), error)
  const before = context.sent.length
  await refused({ kind: 'gre', remot: '192.0.2.2' }, /did you mean 'remote'/)
  await refused({ kind: 'gre', csum: 'yes' }, /csum: true or false is wanted, not 'yes'/)
  await refused({ kind: 'gre', key: 'abc' }, /key: 'abc' is neither a number/)
  await refused({ kind: 'gre', key: 1, ikey: 2 }, /'ikey' says again what another option says/)
  await refused({ kind: 'ip6gre', flowlabel: 0x123456 }, /flowlabel: the value has too many bits/)
  await refused({ kind: 'vxlan', group: '239.1.1.1', remote: '2001:db8::1' }, /says again/)
  await refused({ kind: 'vxlan', srcport: '1000' }, /srcport: a range of ports is wanted/)
  await refused({ kind: 'sit', mode: 'ip6' }, /mode: 'ip6' is not one of ip6ip,/)
  await refused({ kind: 'macsec', cipher: 'aes' }, /cipher: 'aes' is not one of gcm-aes-128,/)
  await refused({ kind: 'macvlan', macaddr: { ad: 'x' } }, /'flush', \{ add \}, \{ del \} or \{ set \} is wanted/)
  await refused({ kind: 'vlan', egressQosMap: '1-2' }, /'1-2' is not a pair of priorities/)
  await refused({ kind: 'bond', primary: 'nosuch' }, /no link 'nosuch'/)
  await refused({ kind: 'vxlna', id: 5 }, /'id' is not an option of the unknown kind 'vxlna'; did you mean 'vxlan'/)
  await refused({ kind: 'quux', id: 5 }, /'id' is not an option/)
  assert.equal(context.sent.length, before)
})

test("a kind that no table knows is the kernel's to judge; its refusal names the nearest word", async () => {
  const old = new Recorder({}, () => {
    throw new NetlinkError({ errno: 95, type: 'RTM_NEWLINK', extack: { message: 'Unknown device type' } })
  })
  const refused = (kind: string, error: RegExp) => assert.rejects(link(old, 'add', { ifname: 'x0', kind }), error)
  await refused('vxlna', /Unknown device type; did you mean 'vxlan'\?$/)
  await refused('quux', /Unknown device type$/)
  await refused('vxlan', /Unknown device type$/)
  await refused('tun', /ioctl\(TUNSETIFF\)/)
  await link(context, 'add', { ifname: 'x0', kind: 'quux', data: new Uint8Array([4, 0, 1, 0]) })
  assert.deepEqual(context.last.message, { ifname: 'x0', linkinfo: { kind: 'quux', data: new Uint8Array([4, 0, 1, 0]) } })
})
