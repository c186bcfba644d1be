// Data of kinds that no recording has: by bytes written after the kernel's headers and the functions that fill them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rtnetlink } from '../../../src/schema/index.ts'
import { hex } from '../../vectors/read.ts'

/** Kind, IFLA_INFO_DATA attribute by attribute, and what it says. `asked` marks what is only ever sent to the kernel. */
const CASES: readonly (readonly [kind: string, data: readonly string[], values: object])[] = [
  [
    'amt', // amt_fill_info in drivers/net/amt.c
    [
      '08000100 01000000 # IFLA_AMT_MODE: relay',
      '06000200 08dc 0000 # IFLA_AMT_RELAY_PORT: 2268, __be16',
      '06000300 08dd 0000 # IFLA_AMT_GATEWAY_PORT: 2269',
      '08000400 05000000 # IFLA_AMT_LINK',
      '08000500 c0000201 # IFLA_AMT_LOCAL_IP',
      '08000600 c0000202 # IFLA_AMT_REMOTE_IP',
      '08000700 c0000203 # IFLA_AMT_DISCOVERY_IP',
      '08000800 80000000 # IFLA_AMT_MAX_TUNNELS: 128',
    ],
    {
      ...{ mode: 'relay', relayPort: 2268, gatewayPort: 2269, link: 5, localIp: '192.0.2.1', remoteIp: '192.0.2.2' },
      ...{ discoveryIp: '192.0.2.3', maxTunnels: 128 },
    },
  ],
  [
    'bareudp', // bareudp_fill_info in drivers/net/bareudp.c: ports and protocol in network order, but not the least source port
    ['06000100 19eb 0000 # IFLA_BAREUDP_PORT: 6635', '06000200 8847 0000', '06000300 01c0 0000 # 49153', '04000400'],
    { port: 6635, ethertype: 0x8847, srcportMin: 49153, multiprotoMode: true },
  ],
  ['batadv', ['0e000100 4241544d414e5f495600 0000 # "BATMAN_IV"'], { algoName: 'BATMAN_IV' }],
  ['caif', ['08000100 01000000', '08000200 02000000', '05000300 01 000000'], { ipv4Connid: 1, ipv6Connid: 2, loopback: 1 }],
  ['dsa', ['08000100 02000000 # IFLA_DSA_CONDUIT'], { conduit: 2 }],
  [
    'ipoib', // ipoib_fill_info
    ['06000100 ff7f 0000', '06000200 0100 0000', '06000300 0100 0000'],
    { pkey: 0x7fff, mode: 'connected', umcast: 1 },
  ],
  ['ppp', ['08000100 07000000'], { devFd: 7 }],
  [
    'rmnet', // rmnet_fill_info in drivers/net/ethernet/qualcomm/rmnet/rmnet_config.c
    ['06000100 0300 0000', '0c000200 05000000 ffffffff'],
    {
      muxId: 3,
      flags: {
        flags: ['ingress_deaggregation', 'ingress_map_cksumv4'],
        mask: [
          ...['ingress_deaggregation', 'ingress_map_commands', 'ingress_map_cksumv4', 'egress_map_cksumv4', 'ingress_map_cksumv5'],
          ...['egress_map_cksumv5', 0xffffffc0],
        ],
      },
    },
  ],
  ['wwan', ['08000100 09000000'], { linkId: 9 }],
  ['ovpn', ['05000100 01 000000'], { mode: 'mp' }],
  [
    'geneve', // attributes of Linux 7.0
    [
      '08000f00 03e8 07d0 # IFLA_GENEVE_PORT_RANGE',
      '04001000 # GRO_HINT',
      '08001100 c0000201 # LOCAL',
      '14001200 20010db8000000000000000000000001',
    ],
    { portRange: { low: 1000, high: 2000 }, groHint: true, local: '192.0.2.1', local6: '2001:db8::1' },
  ],
  ['bridge', ['08003200 02000000 # IFLA_BR_STP_MODE, Linux 7.1'], { stpMode: 'kernel' }],
  ['netkit', ['08000500 01000000', '08000a00 01000000 # IFLA_NETKIT_PAIRING, Linux 7.1'], { mode: 'l3', pairing: 'single' }],
  [
    'can', // can_fill_info in drivers/net/can/dev/netlink.c, Linux 7.0
    [
      '0c000500 20b00000 20900000 # IFLA_CAN_CTRLMODE: mask, then flags',
      '24001200 00093d00 ee020000 05000000 13000000 14000000 0a000000 05000000 01000000 # IFLA_CAN_XL_DATA_BITTIMING',
      '14001500 08000700 0a000000 08000800 14000000 # IFLA_CAN_XL_TDC',
      '1c001600 08000700 02000000 08000800 08000000 08000900 01000000 # IFLA_CAN_XL_PWM',
    ],
    {
      ctrlmode: { mask: ['fd', 'xl', 'xl_tdc_auto', 'xl_tms'], flags: ['fd', 'xl', 'xl_tms'] },
      xlDataBittiming: { bitrate: 4_000_000, samplePoint: 750, tq: 5, propSeg: 19, phaseSeg1: 20, phaseSeg2: 10, sjw: 5, brp: 1 },
      xlTdc: { tdcv: 10, tdco: 20 },
      xlPwm: { pwms: 2, pwml: 8, pwmo: 1 },
    },
  ],
]

const octets = (text: string): number[] => [...text.replace(/#.*/g, '').matchAll(/[0-9a-f]{2}/g)].map(([one]) => Number.parseInt(one, 16))
const attribute = (type: number, payload: readonly number[]): number[] => {
  const length = payload.length + 4
  return [length & 255, length >> 8, type, 0, ...payload, ...Array<number>(-length & 3).fill(0)]
}
const message = (info: readonly number[]): Uint8Array => {
  const body = [...octets('00 00 0000 02000000 00000000 00000000'), ...attribute(18, info)]
  return Uint8Array.from([(16 + body.length) & 255, (16 + body.length) >> 8, 0, 0, ...octets('1000 0000 00000000 00000000'), ...body])
}
const kindAttribute = (kind: string) => attribute(1, [...new TextEncoder().encode(kind), 0])

for (const [kind, data, values] of CASES) {
  test(`data of a ${kind}`, () => {
    const bytes = message([...kindAttribute(kind), ...attribute(2, data.flatMap(octets))])
    const [link] = rtnetlink.decode(bytes, { littleEndian: true })
    assert.ok(link && rtnetlink.is(link, 'RTM_NEWLINK'))
    assert.deepEqual(link.linkinfo, { kind, data: values })
    assert.equal(hex(rtnetlink.encode(link as never, { littleEndian: true })), hex(bytes))
  })
}

test('counters of a can controller; of other kinds their bytes', () => {
  const counters = '01000000 02000000 03000000 04000000 05000000 06000000'
  for (const [kind, xstats] of [
    ['can', { busError: 1, errorWarning: 2, errorPassive: 3, busOff: 4, arbitrationLost: 5, restarts: 6 }],
    ['quux', Uint8Array.from(octets(counters))],
  ] as const) {
    const bytes = message([...kindAttribute(kind), ...attribute(3, octets(counters))])
    const [link] = rtnetlink.decode(bytes, { littleEndian: true })
    assert.ok(link && rtnetlink.is(link, 'RTM_NEWLINK'))
    assert.deepEqual(link.linkinfo?.xstats, xstats)
    assert.equal(hex(rtnetlink.encode(link as never, { littleEndian: true })), hex(bytes))
  }
})

test('a kind that no table knows keeps its bytes', () => {
  const bytes = message([...kindAttribute('quux'), ...attribute(2, octets('08000100 01000000'))])
  const [link] = rtnetlink.decode(bytes, { littleEndian: true })
  assert.ok(link && rtnetlink.is(link, 'RTM_NEWLINK'))
  assert.deepEqual(link.linkinfo?.data, Uint8Array.from(octets('08000100 01000000')))
  assert.equal(hex(rtnetlink.encode(link as never, { littleEndian: true })), hex(bytes))
})
