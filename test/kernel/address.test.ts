import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Json, lab, only, pick } from './reference-lab.ts'

const infos = (shown: readonly Json[]): Json[] => shown.flatMap((link) => link['addr_info'] as Json[])

test('peers, labels, broadcast, scope, lifetimes and metric', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, pair } = here
  await pair()
  const shown = (address: string) => only(infos(show('addr', 'show', 'dev', 'a')).filter(({ local }) => local === address))
  await ip.addr('add', { dev: 'a', address: '192.0.2.1/24', broadcast: '+', label: 'a:one', scope: 'link', metric: 9 })
  assert.deepEqual(pick(shown('192.0.2.1'), 'prefixlen', 'broadcast', 'label', 'scope', 'metric'), {
    ...{ prefixlen: 24, broadcast: '192.0.2.255', label: 'a:one', scope: 'link', metric: 9 },
  })
  await ip.addr('add', { dev: 'a', address: '198.51.100.1', peer: '198.51.100.2' })
  assert.deepEqual(pick(shown('198.51.100.1'), 'address', 'prefixlen'), { address: '198.51.100.2', prefixlen: 32 })
  await ip.addr('add', { dev: 'a', address: '203.0.113.1/24', validLft: 3600, preferredLft: 1800 })
  const lifetimes = shown('203.0.113.1')
  assert.ok(
    (lifetimes['valid_life_time'] as number) > 3590 && (lifetimes['preferred_life_time'] as number) <= 1800,
    JSON.stringify(lifetimes),
  )
  await ip.addr('change', { dev: 'a', address: '203.0.113.1/24', validLft: 'forever' })
  assert.equal(shown('203.0.113.1')['valid_life_time'], 0xffffffff)
  await ip.addr('add', { dev: 'a', address: '2001:db8::1/64', flags: ['nodad', 'noprefixroute'] })
  assert.deepEqual(pick(shown('2001:db8::1'), 'nodad', 'noprefixroute'), { nodad: true, noprefixroute: true })
  await ip.addr('replace', { dev: 'a', address: '192.0.2.1/24', metric: 19 })
  assert.equal(shown('192.0.2.1')['metric'], 19)
})

test('listings by link and family, addresses() and flush', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, pair } = here
  await pair()
  for (const address of ['192.0.2.1/24', '192.0.2.2/24', '2001:db8::1/64']) await ip.addr('add', { dev: 'a', address })
  await ip.addr('add', { dev: 'b', address: '198.51.100.1/24' })
  assert.deepEqual(
    (await ip.getAddr({ dev: 'a', family: 'inet' })).map(({ local }) => local),
    ['192.0.2.1', '192.0.2.2'],
  )
  assert.deepEqual(
    (await ip.getAddr({ flags: 'secondary' })).map(({ local }) => local),
    ['192.0.2.2'],
  )
  assert.deepEqual((await ip.addresses()).sort(), ['192.0.2.1/24', '192.0.2.2/24', '198.51.100.1/24', '2001:db8::1/64'])
  assert.deepEqual(await ip.addresses({ family: 'inet6' }), ['2001:db8::1/64'])
  assert.equal(await ip.addr('flush', { dev: 'a', family: 'inet' }), 2)
  assert.deepEqual(infos(show('-4', 'addr', 'show', 'dev', 'a')), [])
  assert.equal(infos(show('-4', 'addr', 'show', 'dev', 'b')).length, 1)
})

test('what you get is what you can put', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, pair } = here
  await pair()
  await ip.addr('add', { dev: 'a', address: '192.0.2.1', peer: '192.0.2.2', label: 'a:x', scope: 'site' })
  await ip.addr('add', { dev: 'a', address: '2001:db8::1/64', flags: ['nodad'], validLft: 5000, preferredLft: 4000 })
  const before = infos(show('addr', 'show', 'dev', 'a'))
  const got = await ip.getAddr({ dev: 'a' })
  for (const one of got) await ip.addr('delete', one)
  assert.deepEqual(infos(show('addr', 'show', 'dev', 'a')), [])
  for (const one of got) await ip.addr('add', one)
  const stable = (all: readonly Json[]) =>
    all.map((one) => pick(one, 'family', 'local', 'address', 'prefixlen', 'label', 'scope', 'nodad')).sort(byText)
  assert.deepEqual(stable(infos(show('addr', 'show', 'dev', 'a'))), stable(before))
})

test('flags of IPv6, the origin, and what is flushed', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, pair } = here
  await pair()
  const shown = (address: string) => only(infos(show('addr', 'show', 'dev', 'a')).filter(({ local }) => local === address))
  const flags = ['nodad', 'homeaddress', 'managetempaddr', 'noprefixroute'] as const
  await ip.addr('add', { dev: 'a', address: '2001:db8::1/64', flags, validLft: 'forever', preferredLft: 0 })
  assert.deepEqual(pick(shown('2001:db8::1'), 'nodad', 'home', 'mngtmpaddr', 'noprefixroute', 'deprecated'), {
    ...{ nodad: true, home: true, mngtmpaddr: true, noprefixroute: true, deprecated: true },
  })
  await ip.addr('add', { dev: 'a', address: 'ff02::1234/128', flags: ['mcautojoin'] })
  assert.equal(shown('ff02::1234')['autojoin'], true)
  // iproute2 6.1 does not print IFA_PROTO (Linux 5.18).
  await ip.addr('add', { dev: 'a', address: '192.0.2.1/24', proto: 77 })
  const [one] = await ip.getAddr({ dev: 'a', to: '192.0.2.0/30' })
  assert.ok(one?.proto === 77 || one?.proto === undefined, String(one?.proto))
  await ip.addr('add', { dev: 'a', address: '198.51.100.1/24', label: 'a:x', scope: 'link' })
  assert.equal(await ip.addr('flush', { dev: 'a', to: '192.0.2.0/24' }), 1)
  assert.equal(await ip.addr('flush', { dev: 'a', scope: 'link', label: 'a:x' }), 1)
  assert.deepEqual(infos(show('-4', 'addr', 'show', 'dev', 'a')), [])
  assert.equal(await ip.addr('flush', { dev: 'a', flags: ['homeaddress'] }), 1)
})

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
