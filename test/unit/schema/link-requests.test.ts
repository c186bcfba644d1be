// What iproute2 sent for a wish, as it reads here; and layouts that no recording has, by bytes written after the headers.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rtnetlink } from '../../../src/schema/index.ts'
import { datagramMessages, hex, vectors } from '../../vectors/read.ts'

const le = { littleEndian: true }
const recorded = [...vectors('link-kinds'), ...vectors('bridge')]

/** The last request of a case that changes a link, without what says nothing. */
const request = (id: string) => {
  const vector = recorded.find((one) => one.id === id)
  const sent = (vector?.exchange ?? []).filter((one) => one.dir === 'out' && one.protocol === undefined)
  const changes = sent.flatMap((one) => datagramMessages(one.hex)).flatMap((raw) => rtnetlink.decode(raw.bytes, le))
  const last = changes.filter((one) => rtnetlink.is(one, 'RTM_NEWLINK', 'RTM_SETLINK', 'RTM_DELLINK', 'RTM_NEWLINKPROP')).at(-1)
  assert.ok(last, id)
  const { header, ...message } = last
  const said = Object.entries(message).filter(
    ([, value]) => value !== 0 && value !== 'unspec' && !(Array.isArray(value) && value.length === 0),
  )
  return { is: header.type, ...Object.fromEntries(said) }
}

describe('requests of iproute2', () => {
  const peer = { family: 'unspec', type: 0, index: 0, flags: [], change: [] }
  const cases: Record<string, unknown> = {
    'link-kinds/vlan/id-6-gvrp-off-mvrp-on-loose_binding-on-bridge_bindin': {
      ...{ is: 'RTM_NEWLINK', link: 2, ifname: 'x0' },
      linkinfo: {
        kind: 'vlan',
        data: {
          id: 6,
          flags: { flags: ['loose_binding', 'mvrp'], mask: ['reorder_hdr', 'gvrp', 'loose_binding', 'mvrp', 'bridge_binding'] },
        },
      },
    },
    'link-kinds/vlan/link-set-x0-type-vlan-ingress-qos-map-1.4-2.0': {
      ...{ is: 'RTM_NEWLINK', index: 3 },
      linkinfo: {
        kind: 'vlan',
        data: {
          ingressQos: [
            { from: 1, to: 4 },
            { from: 2, to: 0 },
          ],
        },
      },
    },
    'link-kinds/veth/link-add-x0-type-veth-peer-x1-mtu-1300-address-02.00': {
      ...{ is: 'RTM_NEWLINK', ifname: 'x0' },
      linkinfo: { kind: 'veth', data: { peer: { ...peer, mtu: 1300, address: '02:00:00:00:00:22', ifname: 'x1' } } },
    },
    'link-kinds/vxlan/id-5-dstport-4789-ttl-inherit-tos-inherit': {
      ...{ is: 'RTM_NEWLINK', ifname: 'x0' },
      linkinfo: { kind: 'vxlan', data: { ttlInherit: true, tos: 1, id: 5, learning: 1, port: 4789 } },
    },
    'link-kinds/macvlan/mode-source-macaddr-add-02.00.00.00.02.03': {
      ...{ is: 'RTM_NEWLINK', link: 2, ifname: 'x0' },
      linkinfo: { kind: 'macvlan', data: { macaddrMode: 'add', macaddr: '02:00:00:00:02:03', mode: 'source' } },
    },
    'link-kinds/xdp/link-set-d0-xdpgeneric-pinned-_sys_fs_bpf_p-xdp': {
      ...{ is: 'RTM_NEWLINK', index: 2 },
      xdp: { fd: 5, flags: ['update_if_noexist', 'skb_mode'] },
    },
    'bridge/vlan/vlan-add-dev-b0-vid-10-12-self-untagged': {
      ...{ is: 'RTM_SETLINK', family: 'bridge', index: 2 },
      afSpec: {
        flags: ['self'],
        vlanInfo: [
          { flags: ['untagged', 'range_begin'], vid: 10 },
          { flags: ['untagged', 'range_end'], vid: 12 },
        ],
      },
    },
    'bridge/tunnel/vlan-add-dev-v0-vid-10-20-tunnel_info-id-1000-1010': {
      ...{ is: 'RTM_SETLINK', family: 'bridge', index: 3 },
      afSpec: {
        vlanTunnelInfo: [
          { id: 1000, vid: 10, flags: ['range_begin'] },
          { id: 1010, vid: 20, flags: ['range_end'] },
        ],
      },
    },
  }
  for (const [id, wanted] of Object.entries(cases)) it(id, () => assert.deepEqual(request(id), wanted))
})

/** A message out of annotated bytes: pairs of digits, `#` begins a remark. */
const bytes = (text: string) => Uint8Array.from(text.replace(/#.*$/gm, '').match(/[0-9a-f]{2}/g) ?? [], (byte) => Number.parseInt(byte, 16))
const message = (type: string, flags: string, ...attributes: string[]) => {
  const payload = bytes(`00 00 0000 02000000 00000000 00000000 ${attributes.join('\n')}`)
  const head = bytes(`00000000 ${type} ${flags} 01000000 00000000`)
  new DataView(head.buffer).setUint32(0, 16 + payload.length, true)
  return Uint8Array.from([...head, ...payload])
}
/** Reads it, and checks that it is written back as it was. */
const both = (raw: Uint8Array) => {
  const [link] = rtnetlink.decode(raw, le)
  assert.ok(link && rtnetlink.is(link, 'RTM_NEWLINK', 'RTM_SETLINK'))
  assert.equal(hex(rtnetlink.encode(link as never, le)), hex(raw))
  return link
}

describe('layouts that no recording has', () => {
  it('virtual functions', () => {
    // As net/core/rtnetlink.c, rtnl_fill_vfinfo, writes one: an Ethernet address in 32 bytes, the rate in Mbit/s.
    const { numVf, vfinfoList } = both(
      message(
        '1000',
        '0000',
        '0800 1500 01000000                       # IFLA_NUM_VF',
        '9c00 1600 9800 0100                      # IFLA_VFINFO_LIST, IFLA_VF_INFO',
        '2800 0100 01000000 0200000000aa 0000000000000000000000000000000000000000000000000000 # IFLA_VF_MAC: 4 + 32',
        '1000 0200 01000000 64000000 03000000     # IFLA_VF_VLAN',
        '0c00 0400 01000000 01000000              # IFLA_VF_SPOOFCHK',
        '0c00 0500 01000000 02000000              # IFLA_VF_LINK_STATE: disable',
        '1000 0600 01000000 0a000000 e8030000     # IFLA_VF_RATE',
        '1c00 0800                                # IFLA_VF_STATS',
        '0c00 0000 0700000000000000               # IFLA_VF_STATS_RX_PACKETS is 0',
        '0c00 0800 0200000000000000               # IFLA_VF_STATS_TX_DROPPED',
        '1800 0c00 1400 0100 01000000 64000000 00000000 88a8 0000 # IFLA_VF_VLAN_LIST of one IFLA_VF_VLAN_INFO',
      ),
    )
    assert.equal(numVf, 1)
    assert.deepEqual(vfinfoList, [
      {
        mac: { vf: 1, mac: '02:00:00:00:00:aa' },
        vlan: { vf: 1, vlan: 100, qos: 3 },
        spoofchk: { vf: 1, setting: 1 },
        linkState: { vf: 1, linkState: 'disable' },
        rate: { vf: 1, minTxRate: 10, maxTxRate: 1000 },
        stats: { rxPackets: 7n, txDropped: 2n },
        vlanList: [{ vf: 1, vlan: 100, qos: 0, vlanProto: 0x88a8 }],
      },
    ])
  })

  it('IPv4 settings: a nest in a request, an array in an answer', () => {
    // IFLA_AF_SPEC, AF_INET, IFLA_INET_CONF, IPV4_DEVCONF_FORWARDING; the kernel takes the nest with and without its flag.
    for (const conf of ['0c00 0100', '0c00 0180']) {
      const [asked] = rtnetlink.decode(message('1300', '0500', '1400 1a00 1000 0200', conf, '0800 0100 01000000'), le)
      assert.ok(asked && rtnetlink.is(asked, 'RTM_SETLINK'))
      assert.deepEqual(asked.afSpec, { inet: { conf: { forwarding: 1 } } })
      assert.ok(hex(rtnetlink.encode(asked as never, le)).endsWith('14001a00100002000c0001000800010001000000'))
    }
    const told = both(message('1000', '0000', '1400 1a00 1000 0200', '0c00 0100 01000000 00000000 # the first two places'))
    assert.deepEqual(told.afSpec, { inet: { conf: { forwarding: 1, mcForwarding: 0 } } })
  })

  it('attributes that came after Linux 6.12', () => {
    // linux/if_link.h of 6.18; the horizon is a number of 4 or 8 bytes (nla_put_uint), whichever it needs.
    const link = both(
      message(
        '1000',
        '0000',
        '2800 3e80 0800 0100 70636900 1100 0200 303030303a30303a30352e3000 000000 0800 0300 07000000 # IFLA_DEVLINK_PORT',
        '0c00 4180 0800 0100 05000000    # IFLA_DPLL_PIN, DPLL_A_PIN_ID',
        '0c00 4200 00e40b5402000000      # IFLA_MAX_PACING_OFFLOAD_HORIZON: 10 s in ns',
        '0500 4300 01 000000             # IFLA_NETNS_IMMUTABLE',
        '0600 4400 6000 0000             # IFLA_HEADROOM',
        '0600 4500 2000 0000             # IFLA_TAILROOM',
      ),
    )
    assert.deepEqual(link.devlinkPort, { busName: 'pci', devName: '0000:00:05.0', portIndex: 7 })
    assert.deepEqual([link.dpllPin, link.maxPacingOffloadHorizon], [{ id: 5 }, 10_000_000_000n])
    assert.deepEqual([link.netnsImmutable, link.headroom, link.tailroom], [1, 96, 32])
  })

  it('a whole address of a virtual function in InfiniBand', () => {
    const guid = '00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10 11 12 13'
    const { vfinfoList } = both(message('1000', '0000', `3000 1600 2c00 0100 2800 0100 00000000 ${guid} 000000000000000000000000`))
    assert.equal(vfinfoList?.[0]?.mac?.mac, guid.replaceAll(' ', ':'))
  })
})
