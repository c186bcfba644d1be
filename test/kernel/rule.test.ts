import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lab, only, pick } from './reference-lab.ts'

test('selectors and actions', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, text } = here
  const shown = (priority: number, family = '-4') => only(show(family, 'rule', 'show', 'priority', String(priority)))
  await ip.rule('add', {
    priority: 100,
    from: '192.0.2.0/24',
    to: '198.51.100.0/24',
    iif: 'lo',
    oif: 'gone',
    fwmark: '0x10/0xf0',
    tos: 16,
    table: 77,
  })
  assert.deepEqual(pick(shown(100), 'src', 'srclen', 'dst', 'dstlen', 'iif', 'oif', 'fwmark', 'fwmask', 'table'), {
    ...{
      src: '192.0.2.0',
      srclen: 24,
      dst: '198.51.100.0',
      dstlen: 24,
      iif: 'lo',
      oif: 'gone',
      fwmark: '0x10',
      fwmask: '0xf0',
      table: '77',
    },
  })
  await ip.rule('add', { priority: 101, not: true, ipproto: 'tcp', sport: 80, dport: '1000-2000', uidrange: 0, action: 'prohibit' })
  assert.match(text('ip', 'rule', 'show', 'priority', '101'), /not from all uidrange 0-0 ipproto tcp sport 80 dport 1000-2000 prohibit/)
  await ip.rule('add', { priority: 102, goto: 200 })
  assert.equal(shown(102)['goto'], 200)
  await ip.rule('add', { priority: 103, table: 'main', suppressPrefixlength: 0, protocol: 'static' })
  assert.deepEqual(pick(shown(103), 'table', 'suppress_prefixlen', 'protocol'), {
    table: 'main',
    suppress_prefixlen: 0,
    protocol: 'static',
  })
  await ip.rule('add', { priority: 104, from: '2001:db8::/32', table: 4000000000 })
  assert.deepEqual(pick(shown(104, '-6'), 'src', 'srclen', 'table'), { src: '2001:db8::', srclen: 32, table: '4000000000' })
  await assert.rejects(ip.rule('add', { priority: 104, from: '2001:db8::/32', table: 4000000000 }), { code: 'EEXIST' })
  await ip.rule('del', { priority: 104, family: 'inet6' })
  assert.doesNotMatch(text('ip', '-6', 'rule', 'show'), /^104:/m)
  await assert.rejects(ip.rule('del', { priority: 104, family: 'inet6' }), { code: 'ENOENT' })
})

test('listings, flush, and what you get is what you can put', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, text } = here
  text('ip', 'rule', 'add', 'priority', '50', 'from', '192.0.2.0/24', 'iif', 'gone', 'fwmark', '1/0xff', 'lookup', '77', 'realms', '3/4')
  text('ip', 'rule', 'add', 'priority', '51', 'not', 'to', '198.51.100.0/24', 'ipproto', 'udp', 'dport', '53', 'unreachable')
  text('ip', '-6', 'rule', 'add', 'priority', '52', 'from', '2001:db8::/32', 'lookup', '77', 'suppress_prefixlength', '16')
  const shown = () => text('ip', 'rule', 'show') + text('ip', '-6', 'rule', 'show')
  const before = shown()
  assert.deepEqual(
    (await ip.getRules({ table: 77 })).map(({ priority }) => priority),
    [50, 52],
  )
  assert.deepEqual(
    (await ip.getRules('inet', { from: '192.0.2.0/24' })).map(({ priority }) => priority),
    [50],
  )
  const got = (await ip.getRules()).filter(({ priority = 0 }) => priority >= 50 && priority <= 52)
  for (const one of got) await ip.rule('delete', one)
  assert.doesNotMatch(shown(), /^5[012]:/m)
  for (const one of got) await ip.rule('add', one)
  assert.equal(shown(), before)
  assert.equal(await ip.rule('flush', { table: 77 }), 1)
  assert.equal(await ip.rule('flush', { family: 'inet6', table: 77 }), 1)
  assert.deepEqual((await ip.getRules({ table: 77 })).length, 0)
  assert.equal(await ip.rule('flush'), 3)
  assert.equal(text('ip', 'rule', 'show').trim(), '0:\tfrom all lookup local')
})
