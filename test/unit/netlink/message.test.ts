import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DecodeError } from '../../../src/netlink/errors.ts'
import { flagNames, messages } from '../../../src/netlink/message.ts'
import { protocol } from '../../../src/netlink/protocol.ts'
import { rtnetlink } from '../../../src/schema/index.ts'
import { LinkMessage } from '../../../src/schema/link/link.ts'
import { datagramMessages, difference, type RawMessage, vectors } from '../../vectors/read.ts'

const hex = (text: string) => Uint8Array.from(text.replace(/\s|#.*$/gm, '').match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
const toHex = (data: Uint8Array) => Buffer.from(data).toString('hex')
const le = { littleEndian: true }

/** All datagrams of an area, whole. */
const datagrams = (area: 'route' | 'wrong' | 'neigh'): Uint8Array[] =>
  vectors(area).flatMap((vector) => vector.exchange.filter((one) => one.protocol === undefined).map((one) => hex(one.hex)))

describe('walking a datagram', () => {
  it('finds the messages that an independent walker finds', () => {
    for (const bytes of datagrams('route')) {
      const found = [...messages(bytes, true)].map(({ type, flags, seq, pid, at, end }) => ({
        type,
        flags,
        seq,
        pid,
        payload: toHex(bytes.subarray(at, end)),
      }))
      const wanted = datagramMessages(bytes).map(({ type, flags, seq, pid, payload }) => ({
        type,
        flags,
        seq,
        pid,
        payload: toHex(payload),
      }))
      assert.deepEqual(found, wanted)
    }
  })

  it('ignores the zero bytes that iproute2 sends behind a message', () => {
    const [bytes] = datagrams('route').filter(
      (one) => (datagramMessages(one)[0]?.bytes.length ?? 0) < one.length && datagramMessages(one).length === 1,
    )
    assert.ok(bytes)
    assert.equal([...messages(bytes, true)].length, 1)
    assert.equal(rtnetlink.decode(bytes, le).length, 1)
  })

  // A dump request for routes as ip(8) sends it, spoilt.
  const request = '1c0000001a000103 01000000 00000000 020000000000000000000000'
  const wrong: [what: string, bytes: string, error: RegExp][] = [
    ['other bytes behind the last message', `${request} 00ff00`, /^3 trailing bytes at 28 are no message/],
    ['a message cut off', request.slice(0, -8), /^the message at 0 has 28 bytes, 4 of them are missing$/],
    ['a header cut off', '1c0000001a00', /^6 trailing bytes at 0 are no message: its header alone has 16$/],
    ['a length below the header', `0f${request.slice(2)}`, /^the message at 0 has a length of 15, less than its header$/],
    ['a length of zero that is not slack', `00${request.slice(2)}`, /^the message at 0 has a length of 0/],
    ['a length above 2^31', `ffffffff${request.slice(8)}`, /^the message at 0 has 4294967295 bytes, 4294967267 of them are missing$/],
  ]
  for (const [what, bytes, error] of wrong) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => [...messages(hex(bytes), true)],
        (thrown) => thrown instanceof DecodeError && error.test(thrown.message),
      )
      assert.throws(() => rtnetlink.decode(hex(bytes), le), DecodeError)
    })
  }
})

describe('flags in words', () => {
  // Numbers of linux/netlink.h; the same bits by the kind of the request.
  const cases: [type: string, number: number, bits: number, words: readonly (string | number)[]][] = [
    ['RTM_NEWROUTE', 24, 0x605, ['request', 'ack', 'excl', 'create']],
    ['RTM_NEWROUTE', 24, 0xd05, ['request', 'ack', 'replace', 'create', 'append']],
    ['RTM_DELNEIGH', 29, 0x305, ['request', 'ack', 'nonrec', 'bulk']],
    ['RTM_GETLINK', 18, 0x301, ['request', 'dump']],
    ['RTM_GETLINK', 18, 0x501, ['request', 'root', 'atomic']],
    ['RTM_SETLINK', 19, 0x5, ['request', 'ack']],
    ['NLMSG_ERROR', 2, 0x300, ['capped', 'ack_tlvs']],
    ['NLMSG_DONE', 3, 0x202, ['multi', 'ack_tlvs']],
    ['RTM_NEWADDR', 20, 0x3a, ['multi', 'echo', 'dump_intr', 'dump_filtered']],
    ['RTM_NEWADDR', 20, 0x9001, ['request', 0x9000]],
  ]
  for (const [type, number, bits, words] of cases) {
    it(`${type} 0x${bits.toString(16)}`, () => {
      assert.deepEqual(flagNames(number, bits), words)
      const payload = number < 16 ? {} : { family: 2 }
      const [raw] = datagramMessages(rtnetlink.encode({ header: { type, flags: words as never, seq: 7 }, ...payload } as never, le)) as [
        RawMessage,
      ]
      assert.deepEqual([raw.type, raw.flags, raw.seq, raw.pid], [number, bits, 7, 0])
    })
  }

  it('takes any word with any type, upper case and numbers too', () => {
    const flags = ['bulk', 'NLM_F_CREATE', 0x800] as const
    assert.equal(datagramMessages(rtnetlink.encode({ header: { type: 'RTM_GETLINK', flags } }, le))[0]?.flags, 0xe00)
  })

  it('refuses a misspelt one', () => {
    assert.throws(
      () => rtnetlink.encode({ header: { type: 'RTM_GETLINK', flags: ['requst' as never] } }),
      /TypeError.*did you mean 'request'/,
    )
  })
})

describe("netlink's own messages", () => {
  it('come back from every recorded refusal', () => {
    let count = 0
    for (const bytes of datagrams('wrong')) {
      for (const raw of datagramMessages(bytes)) {
        if (raw.type !== 2) continue
        const [message] = rtnetlink.decode(raw.bytes, le)
        assert.ok(message && rtnetlink.is(message, 'NLMSG_ERROR'))
        const [again] = datagramMessages(rtnetlink.encode(message, le)) as [RawMessage]
        assert.deepEqual([again.flags, again.seq, again.pid], [raw.flags, raw.seq, raw.pid])
        // Behind errno, echoed header and, of a refusal, the echoed payload.
        const headerSize = message.error === 0 ? 20 : 4 + ((message.request.length + 3) & ~3)
        assert.equal(difference(raw.payload, again.payload, [headerSize]), undefined)
        count++
      }
    }
    assert.ok(count > 50)
  })

  it('a capped refusal with extended ACK (recorded of Linux 6.18)', () => {
    const bytes = hex(`
      6c000000 0200 0003 07000000 ec5b0000  # nlmsghdr: NLMSG_ERROR, capped|ack_tlvs
      deffffff                              # -ERANGE
      40000000 1000 0506 07000000 00000000  # the request's nlmsghdr: RTM_NEWLINK, 64 bytes
      1900 0100 696e7465676572206f7574206f662072616e676500000000  # NLMSGERR_ATTR_MSG
      0800 0200 38000000                    # NLMSGERR_ATTR_OFFS
      2400 0480                             # NLMSGERR_ATTR_POLICY
        0c00 0200 0100000000000000  0c00 0300 ffffff7f00000000  0800 0100 08000000`)
    const [message] = rtnetlink.decode(bytes, le)
    assert.deepEqual(message, {
      header: { type: 'NLMSG_ERROR', flags: ['capped', 'ack_tlvs'], seq: 7, pid: 0x5bec },
      error: -34,
      code: 'ERANGE',
      request: { type: 'RTM_NEWLINK', flags: ['request', 'ack', 'excl', 'create'], seq: 7, pid: 0, length: 64 },
      message: 'integer out of range',
      offset: 56,
      policy: { type: 's32', minValueS: 1n, maxValueS: 2147483647n },
    })
  })

  it('the end of a dump, with an error of its own (recorded of Linux 6.18)', () => {
    const bytes = hex(`
      40000000 0300 0202 07000000 00000000  # NLMSG_DONE, multi|ack_tlvs
      eaffffff                              # -EINVAL
      2a00 0100 556e737570706f727465642061747472696275746520696e2064756d702072657175657374 000000`)
    const [message] = rtnetlink.decode(bytes, le)
    assert.deepEqual(message, {
      header: { type: 'NLMSG_DONE', flags: ['multi', 'ack_tlvs'], seq: 7, pid: 0 },
      error: -22,
      code: 'EINVAL',
      message: 'Unsupported attribute in dump request',
    })
    assert.equal(toHex(rtnetlink.encode(message as never, le)), toHex(bytes))
  })

  it('the end of a dump without a word, NLMSG_NOOP and NLMSG_OVERRUN', () => {
    const bytes = hex(`10000000 0300 0200 07000000 00000000  10000000 0100 0000 00000000 00000000
      14000000 0400 0000 00000000 00000000 2a000000`)
    assert.deepEqual(rtnetlink.decode(bytes, le), [
      { header: { type: 'NLMSG_DONE', flags: ['multi'], seq: 7, pid: 0 }, error: 0 },
      { header: { type: 'NLMSG_NOOP', flags: [], seq: 0, pid: 0 }, payload: new Uint8Array(0) },
      { header: { type: 'NLMSG_OVERRUN', flags: [], seq: 0, pid: 0 }, payload: hex('2a000000') },
    ])
  })

  it('refuses an answer that is too short for what it says', () => {
    assert.throws(() => rtnetlink.decode(hex('12000000 0200 0000 00000000 00000000 eaff 0000'), le), DecodeError)
    assert.throws(
      () => rtnetlink.decode(hex('24000000 0200 0000 00000000 00000000 eaffffff ff000000 10000000 00000000 00000000'), le),
      DecodeError,
    )
  })

  it('an acknowledgement written from its parts says that it is capped', () => {
    const bytes = rtnetlink.encode(
      { header: { type: 'NLMSG_ERROR', seq: 3 }, request: { type: 'RTM_SETLINK', flags: ['request', 'ack'], seq: 3, length: 32 } },
      le,
    )
    assert.equal(toHex(bytes), toHex(hex('24000000 0200 0001 03000000 00000000  00000000  20000000 1300 0500 03000000 00000000')))
  })
})

describe('messages without a table', () => {
  /** A protocol that knows the names of all types and the layout of one: rtnetlink itself has a table for nearly every type. */
  const links = protocol('NETLINK_ROUTE', [LinkMessage], { types: { RTM_NEWNEXTHOP: 104 } })

  it('keep their payload and come back', () => {
    const [raw] = datagrams('wrong')
      .flatMap(datagramMessages)
      .filter((one) => one.type === 104) // RTM_NEWNEXTHOP
    assert.ok(raw)
    const [message] = links.decode(raw.bytes, le)
    assert.deepEqual((message as { payload?: unknown }).payload, Uint8Array.from(raw.payload))
    assert.equal(message?.header.type, 'RTM_NEWNEXTHOP')
    assert.equal(toHex(links.encode(message as never, le)), toHex(raw.bytes))
  })

  it('have numbers where they have no name', () => {
    const [message] = rtnetlink.decode(hex('11000000 e803 0100 00000000 00000000 aa 000000'), le)
    assert.deepEqual(message, { header: { type: 1000, flags: ['request'], seq: 0, pid: 0 }, payload: hex('aa') })
    assert.equal(toHex(rtnetlink.encode(message as never, le)), '11000000e803010000000000000000' + '00aa000000')
  })

  it('take no fields', () => {
    assert.throws(() => links.encode({ header: { type: 'RTM_NEWNEXTHOP' }, id: 5 } as never), /'id': RTM_NEWNEXTHOP has no table/)
  })
})

describe('what cannot be encoded', () => {
  it('a type that is none', () => {
    assert.throws(
      () => rtnetlink.encode({ header: { type: 'RTM_NEWLNK' } }),
      /^TypeError: 'RTM_NEWLNK' is not a message type of NETLINK_ROUTE; did you mean 'RTM_NEWLINK'\?$/,
    )
    assert.throws(() => rtnetlink.encode({ header: { type: 70000 } }), RangeError)
  })
  it('a message without a header', () => {
    assert.throws(() => rtnetlink.encode({ ifname: 'v0' } as never), TypeError)
  })
})

it('reads and writes the other byte order', () => {
  const bytes = hex(`
    0000002c 0018 0605 00000001 00000002  # RTM_NEWROUTE request|ack|excl|create
    02 08 00 00 fe 04 00 01 00000004      # rtmsg: inet /8 main static universe unicast onlink
    0008 0001 0a000000                    # RTA_DST
    0008 0004 00000007                    # RTA_OIF`)
  const [message] = rtnetlink.decode(bytes, { littleEndian: false })
  assert.deepEqual(message, {
    header: { type: 'RTM_NEWROUTE', flags: ['request', 'ack', 'excl', 'create'], seq: 1, pid: 2 },
    ...{ family: 'inet', dstLen: 8, srcLen: 0, tos: 0, table: 'main', protocol: 'static', scope: 'universe', type: 'unicast' },
    ...{ flags: ['onlink'], dst: '10.0.0.0', oif: 7 },
  })
  assert.equal(toHex(rtnetlink.encode(message as never, { littleEndian: false })), toHex(bytes))
})

it('carries every recorded message over to the other byte order and back', () => {
  let count = 0
  for (const area of ['route', 'rule', 'neigh', 'addr', 'wrong'] as const) {
    for (const bytes of vectors(area).flatMap((vector) =>
      vector.exchange.filter((one) => one.protocol === undefined).map((one) => hex(one.hex)),
    )) {
      for (const message of rtnetlink.decode(bytes, le)) {
        // What has no table is bytes, in either order.
        if (!rtnetlink.message(message.header.type) && message.header.type !== 'NLMSG_ERROR') continue
        // A repeated request is bytes too.
        if (rtnetlink.is(message, 'NLMSG_ERROR') && message.request.payload !== undefined) continue
        const swapped = rtnetlink.encode(message, { littleEndian: false })
        assert.deepEqual(rtnetlink.decode(swapped, { littleEndian: false }), [message])
        count++
      }
    }
  }
  assert.ok(count > 500)
})
