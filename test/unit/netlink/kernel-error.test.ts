import assert from 'node:assert/strict'
import { constants } from 'node:os'
import { describe, it } from 'node:test'
import { getSystemErrorName } from 'node:util'
import { HOST_LITTLE_ENDIAN } from '../../../src/netlink/codec.ts'
import { errnoName, errnoNumber, errnoSentence } from '../../../src/netlink/errno.ts'
import { type NetlinkError, netlinkError } from '../../../src/netlink/kernel-error.ts'
import { rtnetlink } from '../../../src/schema/index.ts'
import { datagramMessages, type Vector, vectors } from '../../vectors/read.ts'

const hex = (text: string) => Uint8Array.from(text.replace(/\s|#.*$/gm, '').match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))

/** The error that the last refusal in these datagrams makes, as a connection makes it: capped or not, of the sent bytes. */
const errorOf = (replies: readonly string[], request: Uint8Array): NetlinkError => {
  for (const reply of replies.toReversed()) {
    for (const message of rtnetlink.decode(hex(reply))) {
      if (rtnetlink.is(message, 'NLMSG_ERROR', 'NLMSG_DONE') && message.error !== 0)
        return netlinkError(rtnetlink, message.error, message, request)
    }
  }
  throw new Error('no refusal')
}

const ofVector = (vector: Vector): NetlinkError | undefined => {
  const refusal = vector.exchange.filter((one) => one.dir === 'in' && one.protocol === undefined).map((one) => one.hex)
  const failed = refusal
    .flatMap(datagramMessages)

    .findLast((one) => one.type === 2 && new DataView(one.payload.slice().buffer).getInt32(0, true) !== 0)
  if (failed === undefined) return undefined
  const sent = vector.exchange.filter((one) => one.dir === 'out').flatMap((one) => datagramMessages(one.hex))
  const request = sent.findLast((one) => one.seq === failed.seq)
  return request && errorOf(refusal, request.bytes)
}

describe('NetlinkError', { skip: !HOST_LITTLE_ENDIAN && 'the recordings are little endian' }, () => {
  it('says of recorded refusals what iproute2 said', () => {
    let [answers, errors] = [0, 0]
    for (const vector of vectors('wrong')) {
      const error = ofVector(vector)
      if (error === undefined) continue
      const answer = /^RTNETLINK answers: (.*)$/m.exec(vector.stderr)?.[1]
      const extack = /^(?:Error|Warning): (.*)$/m.exec(vector.stderr)?.[1]
      if (answer !== undefined) {
        assert.equal(errnoSentence(error.errno), answer, vector.id)
        assert.ok(error.message.includes(`(${answer})`), error.message)
        answers++
      } else if (extack !== undefined && error.extack.message !== undefined) {
        assert.equal(error.extack.message.replace(/\.$/, ''), extack.replace(/\.$/, ''), vector.id)
        assert.ok(error.message.includes(extack.replace(/\.$/, '')), error.message)
        errors++
      }
    }
    assert.ok(answers > 20 && errors > 20, `${answers} answers, ${errors} extended`)
  })

  it('points at the attribute', () => {
    const error = ofVector(vectors('wrong').find((one) => one.id === 'wrong/link/link-add-x0-type-vrf-table-0') as Vector) as NetlinkError
    assert.equal(error.message, 'RTM_NEWLINK: EINVAL (Invalid argument): Invalid VRF table id, at linkinfo.data.table (IFLA_VRF_TABLE)')
    assert.equal(error.request, "RTM_NEWLINK excl|create ifname 'x0' linkinfo.kind 'vrf' linkinfo.data.table unspec")
    assert.deepEqual([error.code, error.errno, error.name, error.attribute], ['EINVAL', 22, 'NetlinkError', 'linkinfo.data.table'])
  })

  // Recorded of Linux 6.18.
  it('says the policy, of an answer that repeats the request and of one that does not', () => {
    const request =
      '40000000100005060700000000000000000000000000000000000000000000000700030076300000100012000a00010064756d6d7900000008003100ffffffff'
    const extack =
      '19000100696e7465676572206f7574206f662072616e6765000000000800020038000000240004800c00020001000000000000000c000300ffffff7f000000000800010008000000'
    for (const reply of [
      `9c0000000200000207000000ec5b0000deffffff${request}${extack}`,
      `6c0000000200000307000000ec5b0000deffffff${request.slice(0, 32)}${extack}`,
    ]) {
      const error = errorOf([reply], hex(request))
      const words = 'integer out of range, at newIfindex (IFLA_NEW_IFINDEX); must be 1..2147483647'
      assert.equal(error.message, `RTM_NEWLINK: ERANGE (Numerical result out of range): ${words}`)
    }
  })

  it('says it of a string that is too long, and of a rule', () => {
    const name =
      '4c000000100005060700000000000000000000000000000000000000000000001a000300617665727976657279766572796c6f6e676e616d65000000100012000a00010064756d6d79000000'
    const long = errorOf(
      [
        `a40000000200000207000000ec5b0000deffffff${name}27000100417474726962757465206661696c656420706f6c6963792076616c69646174696f6e0000080002002000000014000480080007000f000000080001000b000000`,
      ],
      hex(name),
    )
    assert.match(long.message, /: Attribute failed policy validation, at ifname \(IFLA_IFNAME\); must be a string of at most 15 bytes$/)
    const rule = '2400000020000506070000000000000002000000fe000001000000000500190040000000'
    const dscp = errorOf(
      [
        `7c0000000200000207000000ec5b0000deffffff${rule}160001004572726f722070617273696e67206d7367000000080002001c000000240004800c00040000000000000000000c0005003f000000000000000800010002000000`,
      ],
      hex(rule),
    )
    assert.match(dscp.message, /^RTM_NEWRULE: ERANGE .*, at dscp \(FRA_DSCP\); must be 0\.\.63$/)
    assert.equal(dscp.request, 'RTM_NEWRULE excl|create family inet table main action to_tbl dscp 64')
  })

  it('names what is missing', () => {
    // A vlan without IFLA_VLAN_ID, and NLMSGERR_ATTR_MISS_TYPE 1 in the nest at byte 52 (linux/netlink.h).
    const request =
      '38000000 1000 0506 07000000 00000000 00000000 00000000 00000000 00000000 1800 1200 0900 0100 766c616e 00000000 0800 0200 0400 0500'
    const reply = `34000000 0200 0003 07000000 00000000 eaffffff 38000000 1000 0506 07000000 00000000 0800 0500 01000000 0800 0600 30000000`
    assert.equal(
      errorOf([reply.replaceAll(' ', '')], hex(request)).message,
      'RTM_NEWLINK: EINVAL (Invalid argument): missing linkinfo.data.id (IFLA_VLAN_ID)',
    )
  })

  it('of the end of a dump', () => {
    const request = '240000001a00010307000000000000000200000000000000000000000800060001000000'
    const reply =
      '400000000300020207000000ec5b0000eaffffff2a000100556e737570706f727465642061747472696275746520696e2064756d702072657175657374000000'
    const error = errorOf([reply], hex(request))
    assert.equal(error.message, 'RTM_GETROUTE: EINVAL (Invalid argument): Unsupported attribute in dump request')
    assert.equal(error.request, 'RTM_GETROUTE dump family inet priority 1')
  })
})

describe('errno', () => {
  it('has the numbers of this system', { skip: process.platform !== 'linux' && 'numbers of Linux' }, () => {
    for (const [name, number] of Object.entries(constants.errno)) {
      assert.equal(errnoNumber(name), number)
      // libuv's own names where several share a number.
      if (!['EWOULDBLOCK', 'EDEADLOCK', 'ENOTSUP'].includes(name)) assert.equal(errnoNumber(errnoName(number)), number)
    }
    assert.equal(errnoName(17), getSystemErrorName(-17))
  })
  it('says something of numbers that are none', () => {
    assert.deepEqual([errnoName(999), errnoSentence(999), errnoNumber('ENONE')], ['E999', 'Unknown error 999', undefined])
  })
})
