// Every selector of rules, judged by iproute2; what the kernel is too old for is said, not passed over.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RuleOptions } from '../../src/index.ts'
import { lab } from './reference-lab.ts'

/** A wish, and the line of `ip rule show` behind the priority. */
const CASES: readonly (readonly [wish: RuleOptions, line: string])[] = [
  [{ from: '192.0.2.0/24', to: '198.51.100.7', table: 77 }, 'from 192.0.2.0/24 to 198.51.100.7 lookup 77'],
  [{ iif: 'lo', oif: 'gone', table: 77 }, 'from all iif lo oif gone [detached] lookup 77'],
  [{ fwmark: '0x10/0xf0', table: 'main' }, 'from all fwmark 0x10/0xf0 lookup main'],
  [{ tos: 16, table: 77 }, 'from all tos 0x10 lookup 77'],
  [{ uidrange: '1000-1999', table: 77 }, 'from all lookup 77 uidrange 1000-1999'],
  [{ ipproto: 'udp', sport: '1000-2000', dport: 53, table: 77 }, 'from all ipproto udp sport 1000-2000 dport 53 lookup 77'],
  [{ tunId: 7n, table: 77 }, 'from all tun_id 7 lookup 77'],
  [{ l3mdev: true }, 'from all lookup [l3mdev-table]'],
  [{ table: 77, suppressPrefixlength: 8, suppressIfgroup: 4 }, 'from all lookup 77 suppress_prefixlength 8 suppress_ifgroup 4'],
  [{ not: true, from: '192.0.2.0/24', action: 'unreachable' }, 'not from 192.0.2.0/24 unreachable'],
  [{ ipproto: 'tcp', type: 'blackhole' }, 'from all ipproto tcp blackhole'],
  [{ ipproto: 'icmp', action: 'prohibit', protocol: 'static' }, 'from all ipproto icmp prohibit proto static'],
  [{ action: 'nop' }, 'from all nop'],
  [{ goto: 30000 }, 'from all goto 30000 [unresolved]'],
  [{ from: '192.0.2.0/24', realms: '3/4', table: 77 }, 'from 192.0.2.0/24 lookup 77 realms 3/4'],
]

/** Words in no particular order: iproute2's versions have several. */
const words = (line: string): string => line.split(/\s+/).filter(Boolean).sort().join(' ')

test('selectors and actions as iproute2 shows them, and back again', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, text } = here
  const lines = () =>
    text('ip', 'rule', 'show')
      .split('\n')
      .flatMap((line) => /^(1\d\d):\s+(.*)$/.exec(line)?.slice(1) ?? [])
  for (const [i, [wish]] of CASES.entries()) await ip.rule('add', { ...wish, priority: 100 + i })
  const shown = lines()
  for (const [i, [, line]] of CASES.entries()) assert.equal(words(shown[2 * i + 1] ?? ''), words(line), line)
  const got = await ip.getRules(({ priority = 0 }) => priority >= 100 && priority < 200)
  assert.equal(got.length, CASES.length)
  for (const one of got) await ip.rule('delete', one)
  assert.deepEqual(lines(), [])
  for (const one of got) await ip.rule('add', one)
  assert.deepEqual(lines(), shown)
  for (const [i, [wish]] of CASES.entries()) {
    assert.equal(await ip.rule('ensure', { ...wish, priority: 100 + i }), 'unchanged')
    assert.deepEqual(
      (await ip.getRules({ ...wish, priority: 100 + i, family: 'inet' })).map(({ priority }) => priority),
      [100 + i],
      JSON.stringify(Object.keys(wish)),
    )
  }
  assert.deepEqual(lines(), shown)
})

test('a selector that the kernel does not know makes no rule', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip } = here
  const young: readonly RuleOptions[] = [
    { dscp: 10, table: 77, priority: 300 },
    { dscp: '0x20/0x38', table: 77, priority: 301 },
    { family: 'inet6', flowlabel: '0x10/0xf0', table: 77, priority: 302 },
    { ipproto: 'tcp', dport: '0x50/0xfff0', table: 77, priority: 303 },
  ]
  for (const [wish, command] of young.flatMap((one) => [[one, 'add'] as const, [one, 'ensure'] as const])) {
    const { priority = 0, family } = wish
    const found = async () => (await ip.getRules({ priority, ...(family !== undefined && { family }) })).length
    try {
      await ip.rule(command, wish)
      assert.equal((await ip.getRules(wish)).length, 1, 'the rule has its selector')
      const [one] = await ip.getRules({ priority })
      await ip.rule('delete', one as RuleOptions)
    } catch (error) {
      const { code, message } = error as { code?: string; message: string }
      // A kernel that knows a later selector refuses those between that it was built without (NLA_REJECT).
      if (code !== 'EINVAL') assert.equal(code, 'EOPNOTSUPP', message)
      t.diagnostic(message)
    }
    assert.equal(await found(), 0)
  }
})

test('rules of multicast routing', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, text } = here
  try {
    await ip.rule('add', { family: 'ipmr', iif: 'lo', table: 5, priority: 9 })
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'EAFNOSUPPORT') return t.skip('this kernel has no multicast routing with several tables')
    throw error
  }
  assert.match(text('ip', 'mrule', 'show'), /^9:\s+from all iif lo lookup 5/m)
  const [one] = await ip.getRules({ family: 'ipmr', priority: 9 })
  assert.deepEqual([one?.family, one?.iifname, one?.table], ['ipmr', 'lo', 5])
  assert.equal(await ip.rule('absent', { family: 'ipmr', priority: 9 }), 'deleted')
  assert.doesNotMatch(text('ip', 'mrule', 'show'), /^9:/m)
})
