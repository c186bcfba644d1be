import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { FIB_RULE, FR_ACT, type RuleMessage, rtnetlink } from '../../../src/schema/index.ts'
import { compareShown, type Members } from './shown.ts'

const hex = (text: string) => Uint8Array.from(text.replace(/\s|#.*$/gm, '').match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
const toHex = (data: Uint8Array) => Buffer.from(data).toString('hex')
const le = { littleEndian: true }

const hexadecimal = (number: number | undefined) => (number === undefined ? undefined : `0x${number.toString(16)}`)
const has = (wanted: boolean) => (wanted ? null : undefined)
const shortened = (length: number, address: string | undefined) =>
  (address?.includes(':') ? length === 128 : length === 32) ? undefined : length

const members: Members<RuleMessage> = {
  priority: (rule) => rule.priority ?? 0,
  not: (rule) => has(rule.flags.includes('invert')),
  src: (rule) => rule.src ?? 'all',
  srclen: (rule) => shortened(rule.srcLen, rule.src),
  dst: (rule) => rule.dst,
  dstlen: (rule) => shortened(rule.dstLen, rule.dst),
  fwmark: (rule) => hexadecimal(rule.fwmark),
  fwmask: (rule) => hexadecimal(rule.fwmask),
  iif: (rule) => rule.iifname,
  oif: (rule) => rule.oifname,
  oif_detached: (rule) => has(rule.flags.includes('oif_detached')),
  unresolved: (rule) => has(rule.flags.includes('unresolved')),
  l3mdev: (rule) => has(rule.l3mdev === 1),
  ipproto: (rule) => (rule.ipProto === 'icmpv6' ? 'ipv6-icmp' : rule.ipProto),
  dport: (rule) => (rule.dportRange?.start === rule.dportRange?.end ? rule.dportRange?.start : undefined),
  table: (rule) => String(rule.table),
  suppress_prefixlen: (rule) => rule.suppressPrefixlen,
  protocol: (rule) => rule.protocol,
  flow_to: (rule) => String(rule.flow),
  goto: (rule) => rule.goto,
  nop: (rule) => has(rule.action === 'nop'),
  action: (rule) => rule.action,
}

describe('rules', () => {
  it('read as ip(8) showed them', () => {
    const compared = compareShown('rule', () => true, 'RTM_NEWRULE', members)
    for (const key of Object.keys(members)) assert.ok((compared.get(key) ?? 0) > 0, `${key} was never compared`)
  })

  it('have -1 where they suppress nothing, as the kernel says it', () => {
    // The rule for the table local of a fresh namespace, as Linux sends it, shortened to the attributes in question.
    const bytes = hex(
      '34000000 2000 0200 00000000 00000000 02000000ff000001 00000000 0800 0f00 ff000000 0800 0e00 ffffffff 0800 0d00 07000000',
    )
    const [rule] = rtnetlink.decode(bytes, le)
    assert.ok(rule && rtnetlink.is(rule, 'RTM_NEWRULE'))
    assert.deepEqual([rule.table, rule.suppressPrefixlen, rule.suppressIfgroup, rule.action], ['local', -1, 7, 'to_tbl'])
    assert.equal(toHex(rtnetlink.encode({ ...rule }, le)).slice(56), '08000d000700000008000e00ffffffff08000f00ff000000')
  })

  it('selectors newer than the recordings, in their byte orders', () => {
    // linux/fib_rules.h of 6.15; FRA_TUN_ID and the flow labels are in network order, ports and their masks are not.
    const bytes = hex(`
      6c000000 2000 0506 00000000 00000000 0a000000fe000001 02000000
      0c00 0c00 0000000000000102
      0c00 1400 e803000057040000
      0800 1700 50005a00
      0500 1900 2e000000
      0800 1a00 000abcde
      0800 1b00 000fffff
      0600 1c00 ff0f0000
      0600 1d00 f0ff0000
      0500 1e00 3f000000`)
    const [rule] = rtnetlink.decode(bytes, le)
    assert.ok(rule && rtnetlink.is(rule, 'RTM_NEWRULE'))
    const { header: _, family, dstLen, srcLen, tos, table, action, flags, ...selectors } = rule
    assert.deepEqual([family, dstLen, srcLen, tos, table, action, flags], ['inet6', 0, 0, 0, 'main', 'to_tbl', ['invert']])
    assert.deepEqual(selectors, {
      ...{ tunId: 0x102n, uidRange: { start: 1000, end: 1111 }, sportRange: { start: 80, end: 90 } },
      ...{ dscp: 46, flowlabel: 0xabcde, flowlabelMask: 0xfffff, sportMask: 0xfff, dportMask: 0xfff0, dscpMask: 63 },
    })
    assert.equal(toHex(rtnetlink.encode(rule, le)), toHex(bytes))
  })

  it('constants', () => assert.deepEqual([FR_ACT.PROHIBIT, FIB_RULE.FIND_SADDR], [8, 0x10000]))
})
