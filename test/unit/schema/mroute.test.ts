// What Linux 6.12 said of multicast routing: two interfaces of a table, a route, and what a daemon is told of packets.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rtnetlink } from '../../../src/schema/index.ts'
import { difference } from '../../vectors/read.ts'

const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'))

/** Reads the one message of these bytes; written again it has the same attributes. `//` begins a remark. */
const read = (text: string, headerSize: number): Record<string, unknown> => {
  const bytes = bytesOf(text.replaceAll(/\/\/.*/g, ''))
  const [message] = rtnetlink.decode(bytes, { littleEndian: true }) as unknown as Record<string, unknown>[]
  assert.ok(message)
  const payload = (of: Uint8Array) => of.subarray(16)
  const again = rtnetlink.encode(message as never, { littleEndian: true })
  assert.equal(difference(payload(bytes), payload(again), [headerSize]), undefined)
  const { header: _, ...rest } = message
  return rest
}

test('RTM_NEWLINK of RTNL_FAMILY_IPMR: a table and its interfaces', () => {
  const { family, afSpec } = read(
    `
    10010000 1000 0200 01000000 bd000000
    80 00 0000 00000000 00000000 00000000
    f000 1a00                 // IFLA_AF_SPEC
      0800 0100 fd000000      // IPMRA_TABLE_ID default
      0800 0200 00000000      // IPMRA_TABLE_CACHE_RES_QUEUE_LEN
      0800 0300 ffffffff      // IPMRA_TABLE_MROUTE_REG_VIF_NUM -1
      0500 0400 00000000      // IPMRA_TABLE_MROUTE_DO_ASSERT
      0500 0500 00000000      // IPMRA_TABLE_MROUTE_DO_PIM
      0500 0700 00000000      // IPMRA_TABLE_MROUTE_DO_WRVIFWHOLE
      bc00 0600               // IPMRA_TABLE_VIFS
        5c00 0100             // IPMRA_VIF
          0800 0100 03000000  // IPMRA_VIFA_IFINDEX
          0800 0200 00000000  // IPMRA_VIFA_VIF_ID
          0600 0300 08000000  // IPMRA_VIFA_FLAGS use_ifindex
          0c00 0400 0000000000000000  0c00 0500 0000000000000000
          0c00 0600 0000000000000000  0c00 0700 0000000000000000
          0800 0800 03000000  // IPMRA_VIFA_LOCAL_ADDR: the index
          0800 0900 00000000  // IPMRA_VIFA_REMOTE_ADDR
        5c00 0100
          0800 0100 02000000  0800 0200 02000000  0600 0300 08000000
          0c00 0400 0000000000000000  0c00 0500 0000000000000000
          0c00 0600 0000000000000000  0c00 0700 0000000000000000
          0800 0800 02000000  0800 0900 00000000
  `,
    16,
  )
  assert.equal(family, 'ipmr')
  const counters = { bytesIn: 0n, bytesOut: 0n, packetsIn: 0n, packetsOut: 0n, remoteAddr: '0.0.0.0' }
  assert.deepEqual(afSpec, {
    ...{ id: 'default', cacheResQueueLen: 0, mrouteRegVifNum: -1, mrouteDoAssert: 0, mrouteDoPim: 0, mrouteDoWrvifwhole: 0 },
    vifs: [
      { ifindex: 3, vifId: 0, flags: ['use_ifindex'], localAddr: '3.0.0.0', ...counters },
      { ifindex: 2, vifId: 2, flags: ['use_ifindex'], localAddr: '2.0.0.0', ...counters },
    ],
  })
})

test('RTM_NEWROUTE of RTNL_FAMILY_IPMR: a multicast route', () => {
  const route = read(
    `
    70000000 1800 0200 01000000 bd000000
    80 20 20 00 fd 04 00 05 00000000
    0800 0f00 fd000000        // RTA_TABLE default
    0800 0200 c0000209        // RTA_SRC
    0800 0100 ef010101        // RTA_DST
    0800 0300 03000000        // RTA_IIF
    0c00 0900                 // RTA_MULTIPATH
      0800 00 03 02000000     //   rtnh_hops: the least TTL
    1c00 1100 000000000000000000000000000000000000000000000000
    0c00 1700 2d00000000000000 // RTA_EXPIRES: 0.45 s since the last packet
  `,
    12,
  )
  assert.deepEqual(route, {
    ...{ family: 'ipmr', dstLen: 32, srcLen: 32, tos: 0, table: 'default', protocol: 'static', scope: 'universe', type: 'multicast' },
    ...{ flags: [], src: '192.0.2.9', dst: '239.1.1.1', iif: 3, multipath: [{ flags: [], hops: 3, oif: 2 }] },
    ...{ mfcStats: { packets: 0n, bytes: 0n, wrongIf: 0n }, expires: 45n },
  })
})

test('RTM_NEWCACHEREPORT: packets that no route is for, of IPv4 and IPv6', () => {
  assert.deepEqual(
    read(
      `
    48000000 6000 0000 00000000 00000000
    80 000000
    0500 0100 01000000        // IPMRA_CREPORT_MSGTYPE nocache
    0800 0200 00000000        // IPMRA_CREPORT_VIF_ID
    0800 0300 c0000201        // IPMRA_CREPORT_SRC_ADDR
    0800 0400 ef010102        // IPMRA_CREPORT_DST_ADDR
    0800 0600 fd000000        // IPMRA_CREPORT_TABLE
    0c00 0500 0100000500000000 // IPMRA_CREPORT_PKT
  `,
      4,
    ),
    {
      ...{ family: 'ipmr', msgtype: 'nocache', vifId: 0, srcAddr: '192.0.2.1', dstAddr: '239.1.1.2', table: 'default' },
      pkt: bytesOf('0100000500000000'),
    },
  )
  const six = read(
    `
    78000000 6000 0000 00000000 00000000
    81 000000
    0500 0100 01000000        // IP6MRA_CREPORT_MSGTYPE
    0800 0200 00000000        // IP6MRA_CREPORT_MIF_ID
    1400 0300 20010db8000000000000000000000001
    1400 0400 ff0e0000000000000000000000000002
    2c00 0500 000000011400010020010db80000000000000000000000010101aa35e4b1f4170000000000000000
  `,
    4,
  )
  assert.deepEqual([six['family'], six['msgtype'], six['srcAddr'], six['dstAddr']], ['ip6mr', 'nocache', '2001:db8::1', 'ff0e::2'])
})
