// Encapsulations that no recorded case has, by bytes that iproute2 6.1 sent and Linux 6.12 answered (RTA_ENCAP and
// RTA_ENCAP_TYPE of `ip route add ... encap`).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rtnetlink } from '../../../src/schema/index.ts'
import { difference } from '../../vectors/read.ts'

const le = { littleEndian: true }
const hex = (text: string) => Uint8Array.from(text.replace(/\s/g, '').match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))

const HEADER = '0a300000 fe030001 00000000'
/** What every answer has besides, RTA_TABLE; a request may leave it to the header. */
const TABLE = '0800 0f00 fe000000'

/** A message of these attributes, its header that of a request or of an answer. */
const message = (attributes: string, request: boolean): Uint8Array => {
  const body = hex(`${HEADER} ${request ? '' : TABLE} ${attributes}`)
  const head = new DataView(new ArrayBuffer(16))
  head.setUint32(0, 16 + body.length, true)
  head.setUint16(4, 24, true)
  head.setUint16(6, request ? 0x605 : 0x22, true)
  return new Uint8Array([...new Uint8Array(head.buffer), ...body])
}

const reads = (what: string, attributes: string, encapType: string, encap: object, request = true): void => {
  test(what, () => {
    const bytes = message(attributes, request)
    const [route] = rtnetlink.decode(bytes, le)
    assert.ok(route && rtnetlink.is(route, 'RTM_NEWROUTE'))
    assert.deepEqual([route.encapType, route.encap], [encapType, encap])
    const plain = structuredClone(route)
    const again = rtnetlink.encode(plain as typeof route, le)
    assert.equal(difference(bytes.subarray(16), again.subarray(16), [12]), undefined)
  })
}

const A = '20010db800000000000000000000000a'
const B = '20010db800000000000000000000000b'
const HMAC = '00'.repeat(32)

reads('rpl segs 2001:db8::a,2001:db8::b', `3000 1680 2c00 0100 00040302 00000000 ${B} ${A} 0600 1500 0800 0000`, 'rpl', {
  segs: ['2001:db8::a', '2001:db8::b'],
})
reads(
  'seg6 mode encap segs 2001:db8::a,2001:db8::b hmac 17',
  `5c00 1680 5800 0100 01000000 00090401 01080000 ${B} ${A} 0526 0000 00000011 ${HMAC} 0600 1500 0500 0000`,
  'seg6',
  { mode: 'encap', segs: ['2001:db8::a', '2001:db8::b'], hmac: 17 },
)
reads(
  'seg6local action End.B6.Encaps srh segs 2001:db8::a hmac 0x12345678, answered',
  `5000 1600 0800 0100 0a000000 4400 0200 00070400 00080000 ${A} 0526 0000 12345678 ${HMAC} 0600 1500 0700 0000`,
  'seg6_local',
  { action: 'end_b6_encap', srh: { segs: ['2001:db8::a'], hmac: 0x12345678 } },
  false,
)
reads(
  'seg6local action End.DX2 oif d0 flavors psp,usp,usd',
  '2000 1680 0800 0100 04000000 0800 0700 03000000 0c00 0b80 0800 0100 0e000000 0600 1500 0700 0000',
  'seg6_local',
  { action: 'end_dx2', oif: 3, flavors: { operation: ['psp', 'usp', 'usd'] } },
)
reads(
  'ioam6 freq 1/100 mode auto tundst 2001:db8::1 trace prealloc type 0xc00000 ns 123 size 24',
  // By number here; iproute2 has the modes behind the frequency.
  '3c00 1680 0500 0100 03000000 1400 0200 20010db8000000000000000000000001 0c00 0300 007b0006 c0000000 0800 0400 01000000 0800 0500 64000000 0600 1500 0900 0000',
  'ioam6',
  { mode: 'auto', dst: '2001:db8::1', trace: { namespaceId: 123, type: 0xc00000, remlen: 6 }, freqK: 1, freqN: 100 },
)
reads('xfrm if_id 7 link_dev d1', '1400 1680 0800 0100 07000000 0800 0200 04000000 0600 1500 0a00 0000', 'xfrm', { ifId: 7, link: 4 })
reads(
  'ila 2001:db8:0:1 csum-mode neutral-map-auto ident-type use-format hook-type input',
  '2800 1680 0c00 0100 20010db800000001 0500 0700 03000000 0500 0800 20000000 0500 0900 01000000 0600 1500 0300 0000',
  'ila',
  { locator: '2001:db8:0:1', csumMode: 'neutral_map_auto', identType: 'use_format', hookType: 'route_input' },
)
const geneve = [
  { class: 0x102, type: 0x80, data: '00800022' },
  { class: 259, type: 129, data: '0102030405060708' },
]
const [FIRST, SECOND] = [
  '0600 0100 01020000 0500 0200 80000000 0800 0300 00800022',
  '0600 0100 01030000 0500 0200 81000000 0c00 0300 0102030405060708',
]
reads(
  'ip geneve_opts 0x102:0x80:00800022,259:129:0102030405060708: a nest each',
  `5800 1680 0c00 0100 0000000000000007 0800 0200 c000024d 4000 0880 1c00 0180 ${FIRST} 2000 0180 ${SECOND} 0600 1500 0200 0000`,
  'ip',
  { id: 7n, dst: '192.0.2.77', opts: { geneve } },
)
reads(
  'the same answered: one nest for both, and a flag',
  `7400 1600 0c00 0100 0000000000000007 0800 0200 c000024d 0800 0300 00000000 0500 0500 00000000 0500 0400 00000000 0600 0600 08000000 3c00 0800 3800 0100 ${FIRST} ${SECOND} 0600 1500 0200 0000`,
  'ip',
  { id: 7n, dst: '192.0.2.77', src: '0.0.0.0', tos: 0, ttl: 0, flags: ['geneve_opt'], opts: { geneve: [geneve] } },
  false,
)
reads(
  'ip6 erspan_opts 2:0:1:17, answered',
  '7000 1600 0c00 0100 0000000000000007 1400 0200 20010db8000000000000000000000077 1400 0300 00000000000000000000000000000000 0500 0500 00000000 0500 0400 00000000 0600 0600 40000000 2000 0800 1c00 0300 0500 0100 02000000 0500 0300 01000000 0500 0400 11000000 0600 1500 0400 0000',
  'ip6',
  { id: 7n, dst: '2001:db8::77', src: '::', tc: 0, hoplimit: 0, flags: ['erspan_opt'], opts: { erspan: { ver: 2, dir: 1, hwid: 17 } } },
  false,
)

/** Headers that no tool writes are kept as they are, byte by byte. */
const odd: Readonly<Record<string, readonly [string, object]>> = {
  'a TLV of another kind behind the segments': [
    `2c00 1600 2600 0100 00000000 00020400 00000000 ${A} 0301 aabbccdd 0000`,
    { mode: 'inline', segs: ['2001:db8::a'], tlvs: [{ type: 'opaque', data: hex('aa') }], trailer: hex('bbccdd') },
  ],
  'lengths and numbers that do not fit': [
    `2800 1600 2400 0100 09000000 3b0904070511abcd ${A} 00000000`,
    {
      ...{ mode: 9, segs: ['2001:db8::a'], nexthdr: 59, hdrlen: 9, segmentsLeft: 7, firstSegment: 5, flags: ['alert', 1], tag: 0xabcd },
      tlvs: [
        { type: 0, data: hex('') },
        { type: 0, data: hex('') },
      ],
    },
  ],
  'an HMAC that was made': [
    `4c00 1600 4800 0100 01000000 00090400 00080000 ${A} 0526 0000 00000011 01${'00'.repeat(31)}`,
    {
      ...{ mode: 'encap', segs: ['2001:db8::a'], flags: ['hmac'], hdrlen: 9 },
      tlvs: [{ type: 'hmac', data: hex(`0000 00000011 01${'00'.repeat(31)}`) }],
    },
  ],
}
for (const [what, [attributes, encap]] of Object.entries(odd)) reads(what, `${attributes} 0600 1500 0500 0000`, 'seg6', encap, false)
reads(
  'compressed addresses of a source route',
  '1800 1600 1400 0100 3b020302 23405678 0102030405060708 0600 1500 0800 0000',
  'rpl',
  {
    ...{ data: hex('0102030405060708'), nexthdr: 59, hdrlen: 2, segmentsLeft: 2, cmpri: 2, cmpre: 3, pad: 4, reserved: 0x05678 },
  },
  false,
)

test('headers that are cut off are named', () => {
  for (const [attributes, error] of [
    ['0c00 1600 0800 0100 01000000 0600 1500 0500 0000', /encap.*8 wanted/],
    ['0800 1600 0400 0100 0600 1500 0500 0000', /encap.*wanted/],
    ['0c00 1600 0800 0300 007b0006 0600 1500 0900 0000', /encap.trace.*8 wanted/],
    ['0c00 1600 0800 0100 00040302 0600 1500 0800 0000', /encap.*8 wanted/],
  ] as const)
    assert.throws(() => rtnetlink.decode(message(attributes, false), le), { name: 'DecodeError', message: error })
})
