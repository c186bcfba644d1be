import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { alignment, attributes, repeated, select } from '../../../src/netlink/attributes.ts'
import { byFamily, byLength, byNested } from '../../../src/netlink/choices.ts'
import { type AnyCodec, type Codec, scope } from '../../../src/netlink/codec.ts'
import { arrayOf, indexed, lazy, listOf, namedArray, nested } from '../../../src/netlink/containers.ts'
import { useInterpreter } from '../../../src/netlink/engine.ts'
import { enumeration, flagSet } from '../../../src/netlink/enums.ts'
import { DecodeError, withInputErrors } from '../../../src/netlink/errors.ts'
import { message } from '../../../src/netlink/payload.ts'
import { records } from '../../../src/netlink/records.ts'
import { bareString, bytes, flag, s32, string, u8, u16, u16be, u32, u64 } from '../../../src/netlink/scalars.ts'
import { struct } from '../../../src/netlink/struct.ts'
import { Writer } from '../../../src/netlink/writer.ts'

const hex = (text: string) => Uint8Array.from(text.replace(/\s|#.*$/gm, '').match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
const toHex = (data: Uint8Array) => Buffer.from(data).toString('hex')
const read = (codec: AnyCodec, text: string, littleEndian = true, family = 0, request = false): unknown => {
  const data = hex(text)
  // At an offset within a larger buffer, so that a forgotten byteOffset shows.
  const room = new Uint8Array(data.length + 7)
  room.set(data, 7)
  return codec.read(new DataView(room.buffer, 7), 0, data.length, scope(family, request, littleEndian))
}
const write = (codec: AnyCodec, value: unknown, littleEndian = true, request = true): string => {
  const out = new Writer(8, littleEndian)
  withInputErrors(() => codec.write(out, value as never, scope(0, request, littleEndian)))
  return toHex(out.finish())
}

const Kinds = enumeration('X_KIND_', { none: 0, mpls: 1, ip: 2 })
const Flags = flagSet('IFF_', { up: 1, broadcast: 2, lower_up: 0x10000, top: 0x80000000 })
class VlanFlags extends struct('ifla_vlan_flags', { flags: u32, mask: u32 }) {}
class Mapping extends struct('ifla_vlan_qos_mapping', { from: u32, to: u32 }) {}
class VlanData extends attributes('IFLA_VLAN_', {
  id: [1, u16],
  flags: [2, VlanFlags],
  ingressQos: [4, listOf(1, Mapping)],
  protocol: [5, u16be],
}) {}
class Inner extends attributes('X_', { deep: [1, lazy((): Codec<Inner, Inner> => Inner as never)], n: [2, u8] }) {}
const Info = attributes('IFLA_INFO_', { kind: [1, bareString], data: [2, select('kind', { vlan: VlanData })] })
const Encap = attributes('RTA_', { encapType: [21, Kinds.u16], encap: [22, select('encapType', { mpls: nested(VlanData) })] })
class Hop extends struct('rtnexthop', { len: u16, flags: u8, hops: u8, ifindex: s32 }, { prefix: 'rtnh_' }) {}
class HopSet extends attributes('RTA_', { gateway: [5, u32] }, { name: 'hop' }) {}
class All extends attributes('IFLA_', {
  ifname: [3, string],
  mtu: [4, u32],
  alts: [5, repeated(string)],
  on: [6, flag],
  stats: [7, u64],
  linkinfo: [18, Info],
  many: [19, indexed(u16)],
  array: [20, arrayOf(u16)],
  conf: [21, namedArray(s32, ['forwarding', 'mtu6'])],
  hops: [22, records(Hop, 'len', HopSet)],
  expires: [23, byLength({ 4: u32, 8: u64 })],
  inet: [24, byNested(HopSet, arrayOf(u32))],
  spec: [26, byFamily({ unspec: VlanData, bridge: HopSet })],
  pad: [27, alignment],
  blob: [28, bytes],
  deep: [29, Inner],
  numTxQueues: [31, u32],
}) {}
class Head extends struct('rtmsg', { family: u8, table: u8, flags: u16 }, { prefix: 'rtm_' }) {}
class RouteSet extends attributes('RTA_', { oif: [4, u32], table: [15, u32] }, { name: 'route' }) {}
class Route extends message({ RTM_NEWROUTE: 24 }, Head, RouteSet, { overlaps: { table: (n) => (n > 255 ? 252 : n) } }) {}

const engines = [
  ['compiled', false],
  ['interpreted', true],
] as const

for (const [name, interpreted] of engines) {
  const both = (title: string, work: () => void): void => {
    it(title, () => {
      useInterpreter(interpreted)
      try {
        work()
      } finally {
        useInterpreter(undefined)
      }
    })
  }

  describe(`schema engine, ${name}`, () => {
    // Annotated bytes of a link that a little-endian kernel would send, and of a big-endian one.
    const little = `
      07000300 76300000  # IFLA_IFNAME v0
      08000400 dc050000  # IFLA_MTU 1500
      28001200           # IFLA_LINKINFO
        09000100 766c616e 00000000 # IFLA_INFO_KIND vlan, with its zero byte
        18000200         # IFLA_INFO_DATA
          06000100 6500 0000      # IFLA_VLAN_ID 101
          0c000200 01000000 ffffffff`
    const big = `
      00070003 76300000
      00080004 000005dc
      00280012
        00090001 766c616e 00000000
        00180002
          00060001 0065 0000
          000c0002 00000001 ffffffff`
    const link = {
      ifname: 'v0',
      mtu: 1500,
      linkinfo: { kind: 'vlan', data: { id: 101, flags: { flags: 1, mask: 0xffffffff } } },
    }
    both('reads and writes the same in both byte orders', () => {
      assert.deepEqual(read(All, little), link)
      assert.deepEqual(read(All, big, false), link)
      assert.equal(write(All, link, true, false), toHex(hex(little)))
      assert.equal(write(All, link, false, false), toHex(hex(big)))
    })

    both('keeps network order whatever the machine', () => {
      assert.deepEqual(read(VlanData, '06000500 88a80000'), { protocol: 0x88a8 })
      assert.deepEqual(read(VlanData, '00060005 88a80000', false), { protocol: 0x88a8 })
    })

    both('reads the last of two selected payloads, and no other', () => {
      // The first is broken: an attribute of 8 bytes in 4.
      assert.deepEqual(read(Encap, '08001600 08000100 0c001680 06000100 07000000 06001500 01000000'), {
        encapType: 'mpls',
        encap: { id: 7 },
      })
    })

    both('chooses a layout by a sibling that comes later', () => {
      assert.deepEqual(read(Encap, '0c001680 06000100 07000000 06001500 01000000'), { encapType: 'mpls', encap: { id: 7 } })
      assert.deepEqual(read(Encap, '08001680 01020304 06001500 09000000'), { encapType: 9, encap: Uint8Array.of(1, 2, 3, 4) })
      assert.equal(write(Encap, { encapType: 'X_KIND_MPLS', encap: { id: 7 } }), '06001500010000000c0016800600010007000000')
    })

    both('keeps what it does not know and writes it back', () => {
      const text = '08000400 dc050000 06006300 0a0b0000 07006480 0102030 0'
      const value = read(All, text)
      assert.deepEqual(value, {
        mtu: 1500,
        unknown: [
          { type: 99, data: Uint8Array.of(10, 11) },
          { type: 100, data: Uint8Array.of(1, 2, 3), nested: true },
        ],
      })
      assert.equal(write(All, value), toHex(hex(text)))
    })

    both('reads every container', () => {
      assert.deepEqual(read(All, '06000500 61000000 06000500 62000000'), { alts: ['a', 'b'] })
      assert.deepEqual(read(All, '04000600'), { on: true })
      assert.deepEqual(read(All, '0c000700 ffffffffffffffff'), { stats: 2n ** 64n - 1n })
      assert.deepEqual(read(All, '14001300 06000100 07000000 06000200 08000000'), { many: [7, 8] })
      assert.deepEqual(read(All, '08001400 01000200'), { array: [1, 2] })
      assert.deepEqual(read(All, '10001500 01000000 02000000 03000000'), { conf: { forwarding: 1, mtu6: 2, rest: [3] } })
      assert.deepEqual(read(All, '1c001600 1000 00 05 07000000 08000500 01000000 0800 01 00 08000000'), {
        hops: [
          { flags: 0, hops: 5, ifindex: 7, gateway: 1 },
          { flags: 1, hops: 0, ifindex: 8 },
        ],
      })
      assert.deepEqual(read(All, '0c001700 0100000000000000'), { expires: 1n })
      assert.deepEqual(read(All, '08001700 01000000'), { expires: 1 })
      assert.deepEqual(read(All, '0c001800 01000000 02000000'), { inet: [1, 2] })
      assert.deepEqual(read(All, '0c001880 08000500 02000000'), { inet: { gateway: 2 } })
      assert.deepEqual(read(All, '0c001a00 08000500 02000000', true, 7), { spec: { gateway: 2 } })
      assert.deepEqual(read(All, '0c001a00 06000100 02000000'), { spec: { id: 2 } })
      assert.deepEqual(read(All, '04001b00 08000400 dc050000'), { mtu: 1500 })
    })

    both('writes every container', () => {
      assert.equal(write(All, { alts: ['a', 'b'], on: true }), '060005006100000006000500620000000400' + '0600')
      assert.equal(write(All, { on: false }), '')
      assert.equal(
        write(All, { hops: [{ ifindex: 7, hops: 5, gateway: 1 }, { ifindex: 8 }] }),
        '1c001600100000050700000008000500010000000800000008000000',
      )
      assert.equal(write(All, { many: [7, undefined, 8] }), '1400130006000100070000000600030008000000')
      assert.equal(write(All, { conf: { mtu6: 2 } }), '0c0015000000000002000000')
      assert.equal(write(All, { expires: 5n }), '0c0017000500000000000000')
    })

    both('says where malformed bytes are', () => {
      const fails = (codec: AnyCodec, text: string, message: RegExp) =>
        assert.throws(
          () => read(codec, text),
          (error: unknown) => error instanceof DecodeError && message.test(error.message),
        )
      fails(All, '06000400 dc05', /^mtu: payload has 2 bytes, 4 wanted$/)
      fails(All, '0c001200 08000400 dc050000 10001200 0a000200 0800010001 0203', /LINKINFO|linkinfo|bytes/)
      fails(All, '1c001200 09000100 766c616e 00000000 0c000200 08000100 65000000', /^linkinfo\.data\.id: payload has 4 bytes, 2 wanted$/)
      fails(All, '03000400', /length is 3/)
      fails(All, '09000400 dc050000', /an attribute of 9 bytes in 8/)
      fails(All, '08000400 dc050000 0102', /2 bytes are left over/)
      fails(All, '0a001600 1000 00 05 0700', /^hops: /)
      fails(All, '10001300 06000100 07000000 05000200', /^many(\.\d)?: /)
    })

    both('refuses nests without end', () => {
      let deep = Uint8Array.of(5, 0, 2, 0, 1, 0, 0, 0)
      for (let i = 0; i < 40; i++) deep = Uint8Array.of((deep.length + 4) & 255, (deep.length + 4) >> 8, 1, 0, ...deep)
      assert.throws(() => read(Inner, toHex(deep)), /nests are deeper than 32/)
    })

    both('takes names of the kernel, numbers, and both cases of words', () => {
      assert.equal(write(All, { IFLA_IFNAME: 'v0', IFLA_NUM_TX_QUEUES: 2 }), write(All, { ifname: 'v0', numTxQueues: 2 }))
      assert.equal(write(Flags.u32, ['up', 'IFF_BROADCAST', 'LOWER_UP', 8]), '0b000100')
      assert.deepEqual(read(Flags.u32, '0b000180'), ['up', 'broadcast', 'lower_up', 'top', 8])
      assert.equal(write(Kinds.u8, 'MPLS'), '01')
      assert.equal(read(Kinds.u8, '07'), 7)
    })

    both('names the field and the nearest word in wrong input', () => {
      const fails = (value: unknown, kind: typeof TypeError | typeof RangeError, text: string) =>
        assert.throws(
          () => write(All, value),
          (error: unknown) => {
            assert(error instanceof kind)
            assert.equal(error.message, text)
            return true
          },
        )
      fails({ numTxQueue: 1 }, TypeError, "'numTxQueue' is not an attribute of IFLA_*; did you mean 'numTxQueues'?")
      fails({ IFLA_NUM_TX_QUEUE: 1 }, TypeError, "'IFLA_NUM_TX_QUEUE' is not an attribute of IFLA_*; did you mean 'IFLA_NUM_TX_QUEUES'?")
      fails({ mtu: -1 }, RangeError, 'mtu (IFLA_MTU): -1 is not a whole number within 0 .. 4294967295')
      fails({ mtu: 'x' }, TypeError, "mtu (IFLA_MTU): a number is wanted, not 'x'")
      fails(
        { linkinfo: { kind: 'vlan', data: { id: 70000 } } },
        RangeError,
        'linkinfo.data.id (IFLA_VLAN_ID): 70000 is not a whole number within 0 .. 65535',
      )
      fails(
        { linkinfo: { kind: 'vlam', data: {} } },
        TypeError,
        "linkinfo.data (IFLA_INFO_DATA): kind 'vlam' is not known; did you mean 'vlan'?",
      )
      fails(
        { hops: [{ ifindex: 1 }, { gateways: 1 }] },
        TypeError,
        "hops.1 (IFLA_HOPS): 'gateways' is not an attribute of RTA_*; did you mean 'gateway'?",
      )
    })

    both('keeps the tail of a longer struct and refuses a shorter one', () => {
      const value = read(VlanFlags, '01000000 02000000 aabb')
      assert.deepEqual(value, { flags: 1, mask: 2, rest: Uint8Array.of(0xaa, 0xbb) })
      assert.equal(write(VlanFlags, value), '0100000002000000aabb')
      assert.throws(() => read(VlanFlags, '01000000'), /payload has 4 bytes, 8 wanted \(struct ifla_vlan_flags\)/)
    })

    both('joins header and attributes, and says a value twice only where the kernel does', () => {
      const request = '02fe0000 08000400 02000000'
      assert.deepEqual(read(Route, request, true, 0, true), { family: 2, table: 254, flags: 0, oif: 2 })
      assert.equal(write(Route, read(Route, request, true, 0, true)), toHex(hex(request)))
      const answer = '02fc0000 08000400 02000000 08000f00 e8030000'
      assert.deepEqual(read(Route, answer), { family: 2, table: 1000, flags: 0, oif: 2 })
      assert.equal(write(Route, read(Route, answer), true, false), toHex(hex(answer)))
      assert.equal(write(Route, { family: 2, table: 1000 }), '0200000008000f00e8030000')
      // Against its kind's custom: a request with the attribute for a small table.
      const filter = '02000000 08000f00 64000000'
      assert.deepEqual(read(Route, filter, true, 0, true), { family: 2, table: 100, flags: 0 })
      assert.equal(write(Route, read(Route, filter, true, 0, true)), toHex(hex(filter)))
    })

    both('reads the short header of a dump request', () => {
      assert.deepEqual(read(Route, '0a', true, 0, true), { family: 10 })
      assert.throws(() => read(Route, '0a'), /header has 1 bytes, 4 wanted/)
    })
  })
}
