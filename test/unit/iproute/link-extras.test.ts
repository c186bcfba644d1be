// Virtual functions, XDP, IPv6's own of a link, and links held down: people's words for them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getLinks, link } from '../../../src/iproute/link/link.ts'
import type { LinkOptions } from '../../../src/iproute/link/types.ts'
import { rtnetlink } from '../../../src/schema/index.ts'
import { LinkMessage } from '../../../src/schema/link/link.ts'
import { datagramMessages, difference } from '../../vectors/read.ts'
import { payload, Recorder, sameAsRecorded, type Wish } from './input-recorder.ts'

const set = (options: LinkOptions) => (c: Parameters<Wish>[0]) => link(c, 'set', { index: 3, ...options } as LinkOptions)
const xdp = 'pinned /sys/fs/bpf/p-xdp'

sameAsRecorded({
  area: 'link-kinds',
  codec: LinkMessage,
  headerSize: 16,
  wishes: {
    'ip link set d0 addrgenmode none': (c) => link(c, 'set', { index: 2, addrgenmode: 'none' }),
    'ip link set d0 addrgenmode eui64': (c) => link(c, 'set', { index: 2, addrgenmode: 'eui64' }),
    'ip link set d0 addrgenmode random': (c) => link(c, 'set', { index: 2, addrgenmode: 'random' }),
    'ip link set d0 addrgenmode stable_secret': (c) => link(c, 'set', { index: 2, addrgenmode: 'stable_secret' }),
    'ip link set d0 gso_max_size 20000': (c) => link(c, 'set', { index: 2, gsoMaxSize: 20000 }),
    'ip link set d0 gso_max_segs 33': (c) => link(c, 'set', { index: 2, gsoMaxSegs: 33 }),
    'ip link set d0 gro_max_size 30000': (c) => link(c, 'set', { index: 2, groMaxSize: 30000 }),
    'ip link set d0 mode default': (c) => link(c, 'set', { index: 2, linkmode: 'default' }),
    'ip link set d0 state dormant': (c) => link(c, 'set', { index: 2, operstate: 'dormant' }),
    'ip link set d0 broadcast ff:ff:ff:ff:00:ff': (c) => link(c, 'set', { index: 2, brd: 'ff:ff:ff:ff:00:ff' }),
    'ip link set d0 alias some words': (c) => link(c, 'set', { index: 2, alias: 'some words' }),
    'ip link set d0 alias ': (c) => link(c, 'set', { index: 2, alias: '' }),
    'ip link set d0 promisc on': (c) => link(c, 'set', { index: 2, promisc: true }),
    'ip link set d0 multicast on': (c) => link(c, 'set', { index: 2, multicast: true }),
    'ip link set x0 protodown on': (c) => link(c, 'set', { index: 3, protodown: true }),
    'ip link set x0 protodown off': (c) => link(c, 'set', { index: 3, protodown: 'off' }),
    'ip link set x0 protodown on protodown_reason 3 on': (c) => link(c, 'set', { index: 3, protodown: true, protodownReason: { 3: true } }),
    'ip link set d0 xdpgeneric off': (c) => link(c, 'set', { index: 2, xdp: { fd: 'off', mode: 'generic' } }),
    [`ip link set d0 xdpgeneric ${xdp}`]: (c) => link(c, 'set', { index: 2, xdp: { fd: 5, mode: 'generic' } }),
    [`ip link set x0 xdpdrv ${xdp}`]: (c) => link(c, 'set', { index: 4, xdp: { fd: 5, mode: 'driver' } }),
    [`ip -force link set d0 xdpgeneric ${xdp}`]: (c) => link(c, 'set', { index: 2, xdp: { fd: 5, mode: 'skb', force: true } }),
  },
})

sameAsRecorded({
  area: 'wrong',
  codec: LinkMessage,
  headerSize: 16,
  wishes: {
    'ip link set d0 vf 0 mac 02:00:00:00:00:01': (c) => link(c, 'set', { index: 2, vf: 0, mac: '02:00:00:00:00:01' }),
    'ip link set d0 vf 1 rate 100': (c) => link(c, 'set', { index: 2, vf: 1, rate: 100 }),
    'ip link set d0 vf 1 spoofchk on': (c) => link(c, 'set', { index: 2, vf: { vf: 1, spoofchk: true } }),
    'ip link set d0 vf 1 state auto': (c) => link(c, 'set', { index: 2, vf: 1, state: 'auto' }),
    'ip link set d0 vf 1 trust on': (c) => link(c, 'set', { index: 2, vf: [{ vf: 1, trust: 'on' }] }),
    [`ip link set d0 xdpdrv ${xdp}`]: (c) => link(c, 'set', { index: 2, xdp: { fd: 5, mode: 'native' } }),
    [`ip link set d0 xdpoffload ${xdp}`]: (c) => link(c, 'set', { index: 2, xdp: { fd: 5, mode: 'offload' } }),
  },
})

/** What Debian's iproute2 6.1 sent for these commands, written down by a library between it and sendmsg, without sequence numbers. */
const SENT: readonly (readonly [command: string, hex: string, wish: Wish])[] = [
  [
    'vf 0 vlan 5',
    '380000001000050000000000000000000000000003000000000000000000000018001600140001001000020000000000' + '0500000000000000',
    set({ vf: 0, vlan: 5 }),
  ],
  [
    'vf 0 vlan 5 qos 3',
    '3800000010000500000000000000000000000000030000000000000000000000180016001400010010000200000000000500000003000000',
    set({ vf: 0, vlan: 5, qos: 3, proto: '802.1Q' }),
  ],
  [
    'vf 0 vlan 5 qos 3 proto 802.1ad',
    '4000000010000500000000000000000000000000030000000000000000000000200016001c00010018000c001400010000000000050000000300000088a80000',
    set({ vf: 0, vlan: 5, qos: 3, proto: '802.1ad' }),
  ],
  [
    'vf 0 max_tx_rate 100 min_tx_rate 10',
    '3800000010000500000000000000000000000000030000000000000000000000180016001400010010000600000000000a00000064000000',
    set({ vf: 0, maxTxRate: 100, minTxRate: 10 }),
  ],
  [
    'vf 0 spoofchk on trust off query_rss on state disable',
    '580000001000050000000000000000000000000003000000000000000000000038001600340001000c00040000000000010000000c00090000000000000000000c00070000000000010000000c0005000000000002000000',
    set({ vf: 0, spoofchk: true, trust: false, queryRss: true, state: 'disable' }),
  ],
  [
    'vf 0 node_guid 00:11:22:33:44:55:66:77 port_guid 00:11:22:33:44:55:66:88',
    '5000000010000500000000000000000000000000030000000000000000000000300016002c00010014000a000000000000000000776655443322110014000b0000000000000000008866554433221100',
    set({ vf: 0, nodeGuid: '00:11:22:33:44:55:66:77', portGuid: 0x0011223344556688n }),
  ],
  [
    'xdp off',
    '340000001000050000000000000000000000000003000000000000000000000014002b0008000100ffffffff0800030001000000',
    set({ xdp: null }),
  ],
  [
    'xdpdrv off',
    '340000001000050000000000000000000000000003000000000000000000000014002b0008000100ffffffff0800030005000000',
    set({ xdp: { fd: null, mode: 'drv' } }),
  ],
  [
    'xdpoffload off',
    '340000001000050000000000000000000000000003000000000000000000000014002b0008000100ffffffff0800030009000000',
    set({ xdp: { fd: -1, mode: 'hw' } }),
  ],
  [
    '-force xdp off',
    '2c000000100005000000000000000000000000000300000000000000000000000c002b0008000100ffffffff',
    set({ xdp: { fd: 'off', force: true } }),
  ],
  [
    'token set ::5',
    '3c0000001300050000000000000000000a0000000300000000000000000000001c001a0018000a001400070000000000000000000000000000000005',
    (c) => link(c, 'RTM_SETLINK', { index: 3, family: 'inet6', token: '::5' }),
  ],
]

for (const [command, hex, wish] of SENT) {
  test(`as iproute2 sent it: ${command}`, async () => {
    const context = new Recorder({ d0: 3 })
    await wish(context)
    const [theirs] = datagramMessages(hex)
    assert.ok(theirs)
    assert.equal(LinkMessage.types[context.last.type as 'RTM_NEWLINK'], theirs.type)
    assert.equal(difference(theirs.payload, payload(LinkMessage, context.last.message), [16]), undefined)
  })
}

test('several functions stand in one list, for the kernel reads but the last of several lists', async () => {
  const context = new Recorder()
  await link(context, 'set', {
    index: 3,
    state: 'up',
    vf: [
      { vf: 0, mac: '02:00:00:00:00:01', vlan: 5 },
      { vf: 1, maxTxRate: 7 },
    ],
  })
  const { flags, vfinfoList } = context.last.message as { readonly flags: number; readonly vfinfoList: unknown }
  assert.equal(flags, 1)
  assert.deepEqual(vfinfoList, [
    { mac: { vf: 0, mac: '02:00:00:00:00:01' }, vlan: { vf: 0, vlan: 5, qos: 0 } },
    { txRate: { vf: 1, rate: 7 } },
  ])
})

test('a program in place of another, and the filters of what dumps tell', async () => {
  const context = new Recorder({}, () => [
    { index: 1, flags: [], xdp: { attached: 'none' } },
    { index: 2, flags: [], xdp: { attached: 'skb', progId: 9, skbProgId: 9 }, afSpec: { inet6: { addrGenMode: 'none' } } },
  ])
  await link(context, 'set', { index: 2, xdp: { fd: 7, expectedFd: 6, mode: 'driver' } })
  assert.deepEqual((context.last.message as { readonly xdp: unknown }).xdp, { fd: 7, expectedFd: 6, flags: 4 | 16 })
  await link(context, 'set', { index: 2, xdp: { fd: 7, flags: ['skb_mode', 'replace'], expectedFd: -1 } })
  assert.deepEqual((context.last.message as { readonly xdp: unknown }).xdp, { fd: 7, flags: ['skb_mode', 'replace'], expectedFd: -1 })
  const indexes = async (links: PromiseLike<{ readonly index: number }[]>) => (await links).map(({ index }) => index)
  assert.deepEqual(await indexes(getLinks(context, { xdp: { attached: 'skb' } })), [2])
  assert.deepEqual(await indexes(getLinks(context, { addrgenmode: 'none' })), [2])
})

test('settings of IPv4 by their names, as a nest', async () => {
  const context = new Recorder()
  await link(context, 'set', { index: 2, afSpec: { inet: { conf: { forwarding: 1, rpFilter: 2 } } }, addrgenmode: 'none' })
  const bytes = rtnetlink.encode({ header: { type: 'RTM_NEWLINK', flags: ['request'] }, ...context.last.message } as never)
  const [again] = rtnetlink.decode(bytes) as unknown as readonly { readonly afSpec?: unknown }[]
  assert.deepEqual(again?.afSpec, { inet: { conf: { forwarding: 1, rpFilter: 2 } }, inet6: { addrGenMode: 'none' } })
})

test('what is refused before anything is sent', async () => {
  const context = new Recorder()
  const refused = (options: object, why: RegExp) => assert.rejects(link(context, 'set', { index: 2, ...options } as LinkOptions), why)
  await refused({ vf: 0 }, /what to set of function 0 is not said/)
  await refused({ vf: { mac: '02:00:00:00:00:01' } }, /the number of a virtual function is wanted/)
  await refused({ vf: { vf: 0, spoofcheck: true } }, /did you mean 'spoofchk'/)
  await refused({ vf: 0, qos: 3 }, /said of a 'vlan'/)
  await refused({ vf: 0, vlan: 3, proto: '802.3' }, /'802.1Q' or '802.1ad' is wanted/)
  await refused({ vf: 0, minTxRate: 3 }, /said with 'maxTxRate'/)
  await refused({ vf: 0, trust: 'maybe' }, /trust: true or false is wanted/)
  await refused({ vf: 0, nodeGuid: '00:11' }, /eight bytes/)
  await refused({ xdp: 'of' }, /'off' or an object is wanted/)
  await refused({ xdp: { mode: 'generic' } }, /descriptor of a program is wanted/)
  await refused({ xdp: { fd: 5, mode: 'genric' } }, /'generic', 'driver' or 'offload' is wanted/)
  await refused({ protodown: 1 }, /protodown: true or false is wanted/)
  await refused({ protodownReason: { nosuchreason: true } }, /not the name of a reason to hold a link down/)
  await refused({ protodownReason: { 32: true } }, /not within 0 .. 31/)
  await refused({ addrgenmode: 'none', afSpec: { inet6: { addrGenMode: 'none' } } }, /given twice/)
  assert.deepEqual(context.sent, [])
})
