import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getRules, rule } from '../../../src/iproute/rule/rule.ts'
import type { Rule } from '../../../src/iproute/rule/types.ts'
import { RuleMessage } from '../../../src/schema/rule.ts'
import { vectors } from '../../vectors/read.ts'
import { Recorder, sameAsRecorded, type Wish } from './input-recorder.ts'

const from = '192.0.2.0/24'
const family = 'inet6'

/** The recorded commands of `ip rule`, and the same in our words. */
const wishes: Readonly<Record<string, Wish>> = {
  'ip rule add table 100': (c) => rule(c, 'add', { table: 100 }),
  'ip rule add to 198.51.100.0/24 table 100': (c) => rule(c, 'add', { to: '198.51.100.0/24', table: 100 }),
  'ip rule add fwmark 7 table 100': (c) => rule(c, 'add', { fwmark: 7, table: 100 }),
  'ip rule add fwmark 0x10/0xf0 table 100': (c) => rule(c, 'add', { fwmark: '0x10/0xf0', table: 100 }),
  'ip rule add oif d0 table 100': (c) => rule(c, 'add', { oif: 'd0', table: 100 }),
  'ip rule add iif lo table 100': (c) => rule(c, 'add', { FRA_IIFNAME: 'lo', table: 100 }),
  'ip rule add tos 0x10 table 100': (c) => rule(c, 'add', { tos: 16, table: 100 }),
  'ip rule add priority 1000 table 100': (c) => rule(c, 'add', 100, 1000),
  'ip rule add priority 0 table 100': (c) => rule(c, 'add', { priority: 0, table: 100 }),
  'ip rule add ipproto tcp table 100': (c) => rule(c, 'add', { ipproto: 'tcp', table: 100 }),
  'ip rule add protocol 99 table 100': (c) => rule(c, 'add', { protocol: 99, table: 100 }),
  'ip rule add table 100 suppress_ifgroup 7': (c) => rule(c, 'add', { table: 100, suppressIfgroup: 7 }),
  'ip rule add table main suppress_prefixlength 0 suppress_ifgroup default': (c) =>
    rule(c, 'add', { table: 'main', suppressPrefixlength: 0, suppressIfgroup: 'default' }),
  'ip rule add not fwmark 1 table 100': (c) => rule(c, 'add', { not: true, fwmark: 1, table: 100 }),
  'ip rule add from 192.0.2.0/24 realms 5 table 100': (c) => rule(c, 'add', { from, realms: '5', table: 100 }),
  'ip rule add from 192.0.2.0/24 blackhole': (c) => rule(c, 'add', { from, action: 'blackhole' }),
  'ip rule add from 192.0.2.0/24 unreachable': (c) => rule(c, 'add', { from, rtype: 'RTN_UNREACHABLE' }),
  'ip rule add from 192.0.2.0/24 prohibit': (c) => rule(c, 'add', { from, action: 'FR_ACT_PROHIBIT' }),
  'ip rule add from 192.0.2.0/24 nop': (c) => rule(c, 'add', { from, action: 'nop' }),
  'ip rule add priority 100 goto 200': (c) => rule(c, 'add', { priority: 100, goto: 200 }),
  'ip rule add priority 5 from 192.0.2.0/24 to 198.51.100.0/24 tos 0x04 fwmark 3 iif lo table 4000000000': (c) =>
    rule(c, 'add', 4000000000, 5, { from, to: '198.51.100.0/24', tos: 4, fwmark: 3, iif: 'lo' }),
  'ip rule del priority 100': (c) => rule(c, 'del', { priority: 100 }),
  'ip rule del from 192.0.2.0/24 table 7': (c) => rule(c, 'delete', { from, table: 7 }),
  'ip -6 rule add from 2001:db8::/32 table 100': (c) => rule(c, 'add', { from: '2001:db8::/32', table: 100 }),
  'ip -6 rule add iif lo oif nosuchdev table 100': (c) => rule(c, 'add', { family, iif: 'lo', oif: 'nosuchdev', table: 100 }),
  'ip -6 rule add ipproto tcp dport 443 table 100': (c) => rule(c, 'add', { family, ipproto: 'tcp', dport: 443, table: 100 }),
  'ip -6 rule add l3mdev': (c) => rule(c, 'add', { family, l3mdev: true }),
  'ip -6 rule del priority 33': (c) => rule(c, 'del', { family, priority: 33 }),
  'ip rule add tos 0x08 from 192.0.2.0/24 table 100': (c) => rule(c, 'add', { tos: 8, from, table: 100 }),
  'ip rule add ipproto icmp table 100': (c) => rule(c, 'add', { ipproto: 'icmp', table: 100 }),
  'ip rule add from 192.0.2.0/24 type unreachable': (c) => rule(c, 'add', { from, type: 'unreachable' }),
  'ip rule add lookup 77': (c) => rule(c, 'add', { lookup: 77 }),
  'ip rule show': (c) => getRules(c, 'inet'),
  'ip rule show from 192.0.2.0/24': (c) => getRules(c, { family: 'inet', from }),
  'ip rule show fwmark 9': (c) => getRules(c, { family: 'inet', fwmark: 9 }),
  'ip -6 rule add to 2001:db8:1::/48 priority 77 table 100': (c) => rule(c, 'add', { to: '2001:db8:1::/48', pref: 77, table: 100 }),
  'ip -6 rule add tos 0x20 table 100': (c) => rule(c, 'add', { family, dsfield: '0x20', table: 100 }),
  'ip -6 rule add ipproto ipv6-icmp table 100': (c) => rule(c, 'add', { family, ipproto: 'ipv6-icmp', table: 100 }),
  'ip -6 rule add table 100 suppress_prefixlength 64': (c) => rule(c, 'add', { family, table: 100, suppressPrefixlength: 64 }),
  'ip -6 rule add not to 2001:db8::/32 table 100': (c) => rule(c, 'add', { not: true, to: '2001:db8::/32', table: 100 }),
  'ip -6 rule add priority 10 goto 20': (c) => rule(c, 'add', { family, priority: 10, goto: 20 }),
  'ip mrule add iif lo oif lo table 5': (c) => rule(c, 'add', { family: 'ipmr', iif: 'lo', oif: 'lo', table: 5 }),
  'ip mrule del pref 5': (c) => rule(c, 'del', { family: 'ipmr', pref: 5 }),
}

/** Recorded commands that are no wishes, by their beginnings. */
const unsaid: Readonly<Record<string, string>> = {
  'ip rule add from all to all': 'sends two empty addresses',
  'ip rule flush': "sends the kernel's own messages back, with what it only tells",
  'ip -6 rule flush': 'the same',
}

sameAsRecorded({ area: 'rule', codec: RuleMessage, headerSize: 12, wishes })

test('every recorded command is a wish, or stands with its reason', () => {
  const commands = vectors('rule').map(({ argv }) => argv.join(' '))
  const left = commands.filter((command) => !(command in wishes) && !Object.keys(unsaid).some((start) => command.startsWith(start)))
  assert.deepEqual(left, [])
  for (const start of Object.keys(unsaid))
    assert.ok(
      commands.some((command) => command.startsWith(start)),
      start,
    )
})

test('newer selectors: values, masks and names', async () => {
  const context = new Recorder()
  const sent = async (options: object) => {
    await rule(context, 'add', { table: 5, ...options })
    const { family: _, table: __, action: ___, ...rest } = context.last.message as Record<string, unknown>
    return rest
  }
  assert.deepEqual(await sent({ dscp: 10 }), { dscp: 10 })
  assert.deepEqual(await sent({ dscp: '0x20/0x38' }), { dscp: 32, dscpMask: 56 })
  assert.deepEqual(await sent({ family, flowlabel: '0x10/0xf0' }), { flowlabel: 16, flowlabelMask: 240 })
  assert.deepEqual(await sent({ family, flowlabel: 7 }), { flowlabel: 7, flowlabelMask: 0xfffff })
  assert.deepEqual(await sent({ sport: '0x50/0xfff0', dport: '80-90' }), {
    sportRange: { start: 80, end: 80 },
    sportMask: 0xfff0,
    dportRange: { start: 80, end: 90 },
  })
  assert.deepEqual(await sent({ tunId: '0x100000000', uidrange: '0-99' }), { tunId: 0x100000000n, uidRange: { start: 0, end: 99 } })
  assert.deepEqual(await sent({ family: 'ipmr', from: '192.0.2.0/24' }), { src: '192.0.2.0', srcLen: 24 })
  await assert.rejects(sent({ sport: '80-90/0xf0' }), /sport: '80-90\/0xf0' is not a number/)
  await assert.rejects(sent({ flowlabel: 'x' }), /flowlabel: 'x' is not a number/)
  await assert.rejects(sent({ fwmark: '1/2', fwmask: 3 }), /has a mask of its own/)
})

test('a rule that came without its selector is taken back', async () => {
  const made = { ...got, priority: 5 }
  const context = new Recorder({}, ({ type }) => (type === 'RTM_NEWRULE' ? [made] : []))
  await assert.rejects(rule(context, 'add', { dscp: 10, table: 100, priority: 5 }), {
    code: 'EOPNOTSUPP',
    message: /does not know the selector 'dscp'/,
  })
  assert.deepEqual(
    context.sent.map(({ type, flags }) => [type, flags]),
    [
      ['RTM_NEWRULE', ['create', 'excl', 'echo']],
      ['RTM_DELRULE', []],
    ],
  )
  await assert.rejects(rule(context, 'ensure', { dscp: 10, table: 100, priority: 5 }), { code: 'EOPNOTSUPP' })
  const knowing = new Recorder({}, () => [{ ...made, dscp: 10 }])
  await rule(knowing, 'add', { dscp: 10, table: 100, priority: 5 })
  assert.equal(knowing.sent.length, 1)
})

test('what the kernel has not of rules is said', async () => {
  const context = new Recorder()
  await assert.rejects(rule(context, 'get' as 'add', { priority: 5 }), /looks up no single rule/)
  await assert.rejects(rule(context, 'change' as 'add', { priority: 5 }), /not changed/)
})

test('the page: table, priority, type, scope, family and source by position', async () => {
  const context = new Recorder()
  const sent = async (wish: PromiseLike<unknown>) => {
    await wish
    const { type, flags, message } = context.last
    assert.deepEqual([type, flags], ['RTM_NEWRULE', ['create', 'excl']])
    return message
  }
  assert.deepEqual(await sent(rule(context, 'add', 10, 32000)), { family: 2, table: 10, priority: 32000, action: 1 })
  assert.deepEqual(await sent(rule(context, 'add', 10)), { family: 2, table: 10, priority: 32000, action: 1 })
  assert.deepEqual(await sent(rule(context, 'add', 11, 32001, 'RTN_UNREACHABLE')), { family: 2, table: 11, priority: 32001, action: 7 })
  const src = { family: 2, table: 14, priority: 32004, action: 1, src: '10.64.75.141', srcLen: 32 }
  assert.deepEqual(await sent(rule(context, 'add', 14, 32004, { src: '10.64.75.141' })), src)
  assert.deepEqual(await sent(rule(context, 32, 14, 32004, 'RTN_UNICAST', 'RT_SCOPE_UNIVERSE', 'inet', '10.64.75.141')), src)
})

test('what is refused before anything is sent', async () => {
  const context = new Recorder()
  await assert.rejects(rule(context, 'add', { fwmrk: 7 } as object), /did you mean 'fwmark'/)
  await assert.rejects(rule(context, 'add', { rtype: 'RTN_UNREACHABEL' }), /did you mean 'RTN_UNREACHABLE'/)
  await assert.rejects(rule(context, 'add', { fwmark: '7/x' }), /not a mark/)
  await assert.rejects(rule(context, 'add', { dport: '80:90' }), /not a number or a range/)
  await assert.rejects(rule(context, 'delete', {}), /which rule to delete is not said/)
  await assert.rejects(rule(context, 'replace' as 'add', { table: 5 }), /rules are not replaced/)
  assert.deepEqual(context.sent, [])
})

const got = {
  ...{ family: 'inet', dstLen: 0, srcLen: 24, tos: 0, table: 100, action: 'to_tbl', flags: ['invert', 'iif_detached'] },
  ...{ src: '192.0.2.0', iifname: 'gone', priority: 77, protocol: 'static', suppressPrefixlen: -1 },
} as unknown as Rule

test('what you get is what you can put', async () => {
  const context = new Recorder()
  await rule(context, 'add', got)
  assert.deepEqual(context.last.message, {
    ...{ family: 2, dstLen: 0, srcLen: 24, tos: 0, table: 100, action: 1, flags: 2 },
    ...{ src: '192.0.2.0', iifname: 'gone', priority: 77, protocol: 4, suppressPrefixlen: -1 },
  })
})

test('a listing asks the kernel for the family only', async () => {
  const other = { ...got, table: 'main', priority: 78, src: undefined, srcLen: 0 } as unknown as Rule
  const context = new Recorder({}, () => [got, other])
  assert.deepEqual(await getRules(context, { table: 254 }), [other])
  assert.deepEqual(context.last.message, {})
  assert.deepEqual(await getRules(context, 2, { from: '192.0.2.0/24', not: true }), [got])
  assert.deepEqual(context.last.message, { family: 2 })
  assert.deepEqual(await getRules(context, { src: null }), [other])
  assert.deepEqual(await getRules(context, { rtype: 'RTN_PROHIBIT' }), [])
})

test('flush leaves the rules of priority 0, unless a filter finds them', async () => {
  const { priority: _, ...local } = got
  const context = new Recorder({}, ({ type }) => (type === 'RTM_GETRULE' ? [got, local] : []))
  assert.equal(await rule(context, 'flush'), 1)
  assert.deepEqual(
    context.sent.map(({ type }) => type),
    ['RTM_GETRULE', 'RTM_DELRULE'],
  )
  assert.equal(await rule(context, 'flush', { table: 100 }), 2)
})
