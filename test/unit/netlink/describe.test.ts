import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rtnetlink } from '../../../src/schema/index.ts'
import { AREAS, datagramMessages, vectors } from '../../vectors/read.ts'

const hex = (text: string) => Uint8Array.from(text.replace(/\s|#.*$/gm, '').match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
const le = { littleEndian: true }
const of = (text: string) => rtnetlink.describe(hex(text), le)

/** Lines with their columns' widths taken out. */
const lines = (text: string) => text.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' '))

const vlan = '1000 0506 07000000 00000000 00000000 00000000 00000000 00000000'

describe('describe', () => {
  it('a message, a line for each field and attribute', () => {
    assert.equal(
      of(`44000000 ${vlan} 0700 0300 76300000 1c00 1200 0900 0100 766c616e 00000000 0c00 0200 0600 0100 46000000`),
      `\
RTM_NEWLINK (16), request|ack|excl|create, seq 7, pid 0, 68 bytes
    16     1  ifi_family                     unspec
    18     2  ifi_type                       0
    20     4  ifi_index                      0
    24     4  ifi_flags                      none
    28     4  ifi_change                     none
    32     7  IFLA_IFNAME (3)                'v0'
    40    28  IFLA_LINKINFO (18)
    44     9    IFLA_INFO_KIND (1)           'vlan'
    56    12    IFLA_INFO_DATA (2)
    60     6      IFLA_VLAN_ID (1)           70`,
    )
  })

  it('a refusal with the request it repeats', () => {
    const text = of(
      '7c0000000200000207000000ec5b0000deffffff2400000020000506070000000000000002000000fe000001000000000500190040000000160001004572726f722070617273696e67206d7367000000080002001c000000240004800c00040000000000000000000c0005003f000000000000000800010002000000',
    )
    assert.deepEqual(
      lines(text).filter((line) => !/fib_rule_hdr|^\d+ \d+ (family|.*_len|tos|flags)/.test(line)),
      [
        'NLMSG_ERROR (2), ack_tlvs, seq 7, pid 23532, 124 bytes',
        '16 4 error -34 (ERANGE)',
        '20 16 request RTM_NEWRULE (32), request|ack|excl|create, seq 7, pid 0',
        '40 1 table main',
        '43 1 action to_tbl',
        '48 5 FRA_DSCP (25) 64',
        "56 22 NLMSGERR_ATTR_MSG (1) 'Error parsing msg'",
        '80 8 NLMSGERR_ATTR_OFFS (2) 28',
        '88 36 NLMSGERR_ATTR_POLICY (4)',
        '92 12 NL_POLICY_TYPE_ATTR_MIN_VALUE_U (4) 0',
        '104 12 NL_POLICY_TYPE_ATTR_MAX_VALUE_U (5) 63',
        '116 8 NL_POLICY_TYPE_ATTR_TYPE (1) u8',
      ],
    )
  })

  it('hops of a route, and flags in words', () => {
    const text = of('2c000000 1800 0506 01000000 00000000 02100000fe040001 00000000 1000 0900 0c00 0409 02000000 0400 1400')
    assert.deepEqual(lines(text).slice(-7), [
      '28 16 RTA_MULTIPATH (9)',
      '32 12 [0]',
      '32 2 rtnh_len 12',
      '34 1 rtnh_flags onlink',
      '35 1 rtnh_hops 9',
      '36 4 rtnh_ifindex 2',
      '40 4 RTA_? (20) unknown',
    ])
  })

  const broken: [what: string, bytes: string, line: string][] = [
    ['an unknown attribute', `28000000 ${vlan} 0800 e703 01020304`, '32 8 IFLA_? (999) unknown 01020304'],
    ['a value of a wrong size', `28000000 ${vlan} 0600 0400 dc050000`, '32 6 IFLA_MTU (4) broken: payload has 2 bytes, 4 wanted; dc05'],
    [
      'an attribute that runs out of its message',
      `28000000 ${vlan} 0c00 0400 dc050000`,
      '32 8 left over broken: no attribute; 0c000400dc050000',
    ],
    [
      'an attribute that runs out of its nest',
      `30000000 ${vlan} 1000 1200 0700 0100 76746500 0900 0200`,
      '44 4 left over broken: no attribute; 09000200',
    ],
    ['a header cut off', '14000000 1000 0500 00000000 00000000 00000000', 'RTM_NEWLINK (16), request|ack, seq 0, pid 0, 20 bytes'],
    ['a message cut off', `48000000 ${vlan}`, 'broken: the message at 0 has 72 bytes, 40 of them are missing'],
    ['a few bytes', '0102', '0 2 left over 0102'],
    ['zeros behind a message', '10000000 0100 0000 00000000 00000000 00000000', '16 4 zeros ignored'],
    ['nothing', '', 'no message'],
    ['a type without a name', '14000000 e803 0000 00000000 00000000 01020304', 'type 1000, no flags, seq 0, pid 0, 20 bytes'],
    [
      'a refusal cut off',
      '12000000 0200 0000 00000000 00000000 eaff0000',
      '16 2 payload broken: payload has 2 bytes, at least 20 wanted; eaff',
    ],
  ]
  for (const [what, bytes, line] of broken) it(what, () => assert.ok(lines(of(bytes)).includes(line), of(bytes)))

  it('never throws, whatever is cut or flipped in recorded messages', () => {
    // A small generator of its own, so that a failure can be repeated.
    let state = 1
    const random = (below: number) => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0
      return (state >>> 8) % below
    }
    for (const area of AREAS) {
      for (const vector of vectors(area)) {
        const [first] = vector.exchange
        if (first === undefined) continue
        for (const { bytes } of datagramMessages(first.hex).slice(0, 2)) {
          const spoilt = Uint8Array.from(bytes)
          for (let i = 0; i < 3; i++) spoilt[random(spoilt.length)] = random(256)
          for (const one of [spoilt, bytes.subarray(0, random(bytes.length + 1))]) {
            assert.notEqual(rtnetlink.describe(one, le), '')
            assert.notEqual(rtnetlink.line(one, le), '')
          }
        }
      }
    }
  })
})

describe('a message in one line', () => {
  it('without what is zero in its header', () => {
    const line = rtnetlink.line(hex(`40000000 ${vlan} 0700 0300 76300000 1800 1200 0900 0100 766c616e 00000000 0800 0200 0600 0100`), le)
    assert.equal(
      line,
      "RTM_NEWLINK excl|create ifname 'v0' linkinfo.kind 'vlan' linkinfo.data broken: an attribute of 6 bytes in 4; 06000100",
    )
  })
  it('is kept short', () => {
    const long = vectors('addr')
      .flatMap((one) => one.exchange.flatMap((datagram) => datagramMessages(datagram.hex)))
      .find((one) => one.type === 16)
    assert.ok(long)
    const line = rtnetlink.line(long.bytes, le)
    assert.equal(line.length, 240)
    assert.match(line, /^RTM_NEWLINK type ether index 2 flags up\|broadcast.* \.\.\.$/)
  })
})
