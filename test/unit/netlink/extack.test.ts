import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { scope } from '../../../src/netlink/codec.ts'
import { readAnswer } from '../../../src/netlink/control.ts'
import { ExtAckAttributes, resolveExtAck } from '../../../src/netlink/extack.ts'
import { messages, viewOf } from '../../../src/netlink/message.ts'
import { Policy, policyInWords } from '../../../src/netlink/policy.ts'
import { rtnetlink } from '../../../src/schema/index.ts'
import { datagramMessages, vectors } from '../../vectors/read.ts'

const hex = (text: string) => Uint8Array.from(text.replace(/\s|#.*$/gm, '').match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
const le = { littleEndian: true }

describe('offsets of recorded refusals become paths', () => {
  // Each by the words of the command: what it names is what the kernel refuses.
  const wanted: Readonly<Record<string, readonly [path: string, name: string]>> = {
    'wrong/link/link-add-x0-type-vrf-table-0': ['linkinfo.data.table', 'IFLA_VRF_TABLE'],
    'wrong/link/link-add-x0-type-bond-mode-1-miimon-100-lacp_rate-fast': ['linkinfo.data.adLacpRate', 'IFLA_BOND_AD_LACP_RATE'],
    'wrong/link/link-add-x0-type-bond-mode-0-arp_interval-100-miimon-100': ['linkinfo.data.arpInterval', 'IFLA_BOND_ARP_INTERVAL'],
    'wrong/link/link-set-x0-type-bond-mode-4': ['linkinfo.data.mode', 'IFLA_BOND_MODE'],
  }
  const cases = vectors('wrong')
  for (const [start, [path, name]] of Object.entries(wanted)) {
    it(start, () => {
      const vector = cases.find((one) => one.id === start || one.id.startsWith(start.slice(0, 60)))
      const refused = vector?.exchange.flatMap((one) => datagramMessages(one.hex)).find((raw) => raw.type === 2 && raw.flags & 0x200)
      assert.ok(refused)
      const [message] = rtnetlink.decode(refused.bytes, le)
      assert.ok(message && rtnetlink.is(message, 'NLMSG_ERROR'))
      assert.deepEqual([message.attribute, message.attributeName], [path, name])
    })
  }
})

// A request for a vlan by linux/if_link.h, and places in it, counted by hand.
const request = hex(`
  48000000 1000 0506 07000000 00000000  # 0 nlmsghdr: RTM_NEWLINK
  00 00 0000 00000000 00000000 00000000 # 16 ifinfomsg
  0700 0300 76300000                    # 32 IFLA_IFNAME
  2000 1200                             # 40 IFLA_LINKINFO
    0900 0100 766c616e 00000000         # 44 IFLA_INFO_KIND
    0c00 0200                           # 56 IFLA_INFO_DATA
      0600 0100 46000000                # 60 IFLA_VLAN_ID
      0500 6300                         # 68 number 99, unknown; its length is spoilt
`)
const resolve = (extack: object) => resolveExtAck(extack, rtnetlink.message('RTM_NEWLINK'), request, true)

describe('offsets', () => {
  const places: [offset: number, path: string | undefined, name: string | undefined][] = [
    [32, 'ifname', 'IFLA_IFNAME'],
    [36, 'ifname', 'IFLA_IFNAME'],
    [40, 'linkinfo', 'IFLA_LINKINFO'],
    [44, 'linkinfo.kind', 'IFLA_INFO_KIND'],
    [56, 'linkinfo.data', 'IFLA_INFO_DATA'],
    [60, 'linkinfo.data.id', 'IFLA_VLAN_ID'],
    [64, 'linkinfo.data.id', 'IFLA_VLAN_ID'],
    [20, 'index', 'ifi_index'],
    [24, 'flags', 'ifi_flags'],
    [4, undefined, undefined],
    [4000, undefined, undefined],
  ]
  for (const [offset, path, name] of places) {
    it(`${offset} is ${path ?? 'nowhere'}`, () => {
      const { attribute, attributeName } = resolve({ offset })
      assert.deepEqual([attribute, attributeName], [path, name])
    })
  }

  it('in a hop of a multipath route', () => {
    const vector = vectors('route').find((one) => one.id === 'route/v4/nexthop-via-192.0.2.253-dev-d0-weight-10-nexthop-dev')
    const raw = vector?.exchange.flatMap((one) => datagramMessages(one.hex)).find((one) => one.type === 24)
    assert.ok(raw)
    const at = (offset: number) => {
      const { attribute, attributeName } = resolveExtAck({ offset }, rtnetlink.message('RTM_NEWROUTE'), raw.bytes, true)
      return [attribute, attributeName]
    }
    // nlmsghdr 16, rtmsg 12, RTA_DST 8, RTA_MULTIPATH's header 4, struct rtnexthop 8, RTA_GATEWAY 8, the second hop's hops.
    assert.deepEqual(at(48), ['multipath.0.gateway', 'RTA_GATEWAY'])
    assert.deepEqual(at(59), ['multipath.1.hops', 'rtnh_hops'])
  })
})

describe('missing attributes', () => {
  const places: [type: number, nest: number | undefined, path: string, name: string][] = [
    [18, undefined, 'linkinfo', 'IFLA_LINKINFO'],
    [1, 40, 'linkinfo.kind', 'IFLA_INFO_KIND'],
    [5, 56, 'linkinfo.data.protocol', 'IFLA_VLAN_PROTOCOL'],
    [999, 40, 'linkinfo.attribute 999', ''],
  ]
  for (const [missingType, missingNest, path, name] of places) {
    it(path, () => {
      const { missing, missingName } = resolve({ missingType, ...(missingNest === undefined ? {} : { missingNest }) })
      assert.deepEqual([missing, missingName], [path, name])
    })
  }

  it('is read where the kernel says so (recorded of Linux 6.18, generic netlink)', () => {
    for (const text of [
      '30000000 0200 0002 07000000 1c5e0000 eaffffff 14000000 1400 0500 07000000 00000000 01010000 0800 0500 01000000',
      '2c000000 0200 0003 07000000 1c5e0000 eaffffff 14000000 1400 0500 07000000 00000000 0800 0500 01000000',
    ]) {
      const [raw] = messages(hex(text), true)
      assert.ok(raw)
      const { error, extack } = readAnswer(viewOf(hex(text)), raw, true)
      assert.deepEqual([error, extack], [-22, { missingType: 1 }])
    }
  })
})

describe('policies in words', () => {
  // NL_POLICY_TYPE_ATTR_* as recorded of Linux 6.18, but for the last three, which follow linux/netlink.h.
  const policies: [words: string, bytes: string][] = [
    ['must be 1..2147483647', '0c000200 0100000000000000 0c000300 ffffff7f00000000 08000100 08000000'],
    ['must be 0..63', '0c000400 0000000000000000 0c000500 3f00000000000000 08000100 02000000'],
    ['must be a string of at most 15 bytes', '08000700 0f000000 08000100 0b000000'],
    ['must have no other bits than 0x7', '0c000c00 0700000000000000 08000100 04000000'],
    ['must have 6 bytes', '08000600 06000000 08000700 06000000 08000100 0a000000'],
    ['must be a nest of attributes', '08000100 0d000000'],
  ]
  for (const [words, text] of policies) {
    it(words, () => {
      const bytes = hex(text)
      assert.equal(policyInWords(Policy.read(viewOf(bytes), 0, bytes.length, scope(0, false, true))), words)
    })
  }
})

it('unknown parts of a newer kernel are kept', () => {
  const bytes = hex('0800 6300 01020304')
  const { unknown } = ExtAckAttributes.read(viewOf(bytes), 0, bytes.length, scope(0, false, true))
  assert.deepEqual(
    unknown?.map((one) => [one.type, [...one.data]]),
    [[99, [1, 2, 3, 4]]],
  )
})
