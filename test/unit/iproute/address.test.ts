import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addr, getAddr } from '../../../src/iproute/address/address.ts'
import type { Address } from '../../../src/iproute/address/types.ts'
import { AddressMessage } from '../../../src/schema/address.ts'
import { Recorder, sameAsRecorded } from './input-recorder.ts'

const dev = 'd0'

sameAsRecorded({
  area: 'addr',
  codec: AddressMessage,
  headerSize: 8,
  others: {
    'ip addr flush': 'iproute2 sends the answers back as they are',
    'ip -4 addr flush': 'the same',
    'ip -6 addr flush': 'the same',
    'ip addr show master': 'asks for links, whose addresses it then shows',
  },
  wishes: {
    'ip addr add 192.0.2.1/24 dev d0': (c) => addr(c, 'add', { dev, address: '192.0.2.1/24' }),
    'ip addr add 192.0.2.1 dev d0': (c) => addr(c, 'add', { dev, address: '192.0.2.1' }),
    'ip addr add 192.0.2.1/24 brd + dev d0': (c) => addr(c, 'add', { dev, address: '192.0.2.1', mask: '255.255.255.0', broadcast: '+' }),
    'ip addr add 192.0.2.1/24 brd - dev d0': (c) => addr(c, 'add', { dev, address: '192.0.2.1/24', broadcast: '-' }),
    'ip addr add 192.0.2.1 peer 192.0.2.2 dev d0': (c) => addr(c, 'add', { dev, address: '192.0.2.1', peer: '192.0.2.2' }),
    'ip addr add 192.0.2.1 peer 198.51.100.0/24 dev d0': (c) => addr(c, 'add', { dev, local: '192.0.2.1', peer: '198.51.100.0/24' }),
    'ip addr add 192.0.2.1/24 label d0:one dev d0': (c) => addr(c, 'add', { dev, address: '192.0.2.1/24', label: 'd0:one' }),
    'ip addr add 192.0.2.1/24 valid_lft 3600 preferred_lft 1800 dev d0': (c) =>
      addr(c, 'add', { dev, address: '192.0.2.1/24', validLft: 3600, preferredLft: 1800 }),
    'ip addr add 192.0.2.1/24 valid_lft forever preferred_lft 0 dev d0': (c) =>
      addr(c, 'add', { dev, address: '192.0.2.1/24', validLft: 'forever', preferredLft: 0 }),
    'ip addr change 192.0.2.1/24 valid_lft 600 preferred_lft 300 dev d0': (c) =>
      addr(c, 'change', { dev, address: '192.0.2.1/24', validLft: 600, preferredLft: 300 }),
    'ip addr replace 192.0.2.1/24 metric 9 dev d0': (c) => addr(c, 'replace', { dev, address: '192.0.2.1/24', metric: 9 }),
    'ip addr del 192.0.2.1/24 dev d0': (c) => addr(c, 'del', { dev, address: '192.0.2.1/24' }),
    'ip addr del 192.0.2.1 peer 192.0.2.2 dev d0': (c) => addr(c, 'delete', { dev, address: '192.0.2.1', peer: '192.0.2.2' }),
    'ip addr add 127.0.0.9/8 dev lo': (c) => addr(c, 'add', { dev: 'lo', address: '127.0.0.9/8' }),
    'ip addr add 192.0.2.2/24 dev d0': (c) => addr(c, 'add', { dev, address: '192.0.2.2/24' }),
    'ip addr show': (c) => addr(c, 'show'),
    'ip addr show to 192.0.2.0/24': (c) => getAddr(c, { family: 'inet', to: '192.0.2.0/24' }),
    'ip -6 addr show -deprecated': (c) => getAddr(c, 'inet6', (one) => !one.flags.includes('deprecated')),
    'ip addr add 2001:db8::1/64 optimistic dev d0': (c) => addr(c, 'add', { dev, address: '2001:db8::1/64', flags: ['optimistic'] }),
    'ip addr add 2001:db8::1/64 valid_lft 3600 preferred_lft 1800 dev d0': (c) =>
      addr(c, 'add', { dev, address: '2001:db8::1/64', validLft: 3600, preferredLft: 1800 }),
    'ip addr change 2001:db8::1/64 valid_lft 600 preferred_lft 300 dev d0': (c) =>
      addr(c, 'change', { dev, address: '2001:db8::1/64', validLft: 600, preferredLft: 300 }),
    'ip addr add fe80::77/64 dev d0': (c) => addr(c, 'add', { dev, address: 'fe80::77/64' }),
    'ip addr add fd00::1/127 dev d0': (c) => addr(c, 'add', { dev, address: 'fd00::1/127' }),
    'ip -n blue addr add 2001:db8::1/64 dev lo': (c) => addr(c, 'add', { dev: 'lo', address: '2001:db8::1/64' }),
    'ip addr add 2001:db8::1/64 dev d0': (c) => addr(c, 'add', { dev, address: '2001:db8::1/64' }),
    'ip addr add 2001:db8::1 peer 2001:db8::2 dev d0': (c) => addr(c, 'add', { dev, address: '2001:db8::1', peer: '2001:db8::2' }),
    'ip addr add 2001:db8::1/64 nodad dev d0': (c) => addr(c, 'add', { dev, address: '2001:db8::1/64', flags: 'nodad' }),
    'ip addr add 2001:db8::1/64 home dev d0': (c) => addr(c, 'add', { dev, address: '2001:db8::1/64', home: true }),
    'ip addr add 2001:db8::1/64 mngtmpaddr dev d0': (c) => addr(c, 'add', { dev, address: '2001:db8::1/64', flags: ['managetempaddr'] }),
    'ip addr add ff02::1234/128 autojoin dev d0': (c) => addr(c, 'add', { dev, address: 'ff02::1234/128', autojoin: true }),
    'ip addr add 2001:db8::1/64 nodad home noprefixroute dev d0': (c) =>
      addr(c, 'add', { dev, address: '2001:db8::1', mask: 64, flags: ['homeaddress'], nodad: true, noprefixroute: true }),
    'ip addr add 2001:db8::1/64 metric 77 dev d0': (c) =>
      addr(c, 'add', { dev, IFA_ADDRESS: '2001:db8::1', mask: 64, IFA_RT_PRIORITY: 77 }),
    'ip addr add fe80::77/64 scope link dev d0': (c) => addr(c, 'add', { dev, address: 'fe80::77/64', scope: 'link' }),
    'ip addr add ::ffff:192.0.2.1/128 dev d0': (c) => addr(c, 'add', { dev, address: '::ffff:192.0.2.1/128' }),
  },
})

const sentFor = async (wish: (context: Recorder) => PromiseLike<unknown>, links = { d0: 2 }) => {
  const context = new Recorder(links)
  await wish(context)
  return context.last
}

test('the page: by position the mask is 24, and positions may go on', async () => {
  const expected = { family: 2, index: 62, local: '10.0.0.1', address: '10.0.0.1', prefixlen: 24 }
  assert.deepEqual((await sentFor((c) => addr(c, 'add', 62, { address: '10.0.0.1' }))).message, expected)
  assert.deepEqual((await sentFor((c) => addr(c, 'add', 62, '10.0.0.1', 24))).message, expected)
  assert.deepEqual((await sentFor((c) => addr(c, 20, 62, '10.0.0.1', 24, 'AF_INET', 0))).message, { ...expected, scope: 0 })
})

test('an IPv4 address is deleted whatever its prefix, if none is given', async () => {
  const { message, type } = await sentFor((c) => addr(c, 'delete', 62, { address: '10.0.0.1' }))
  assert.equal(type, 'RTM_DELADDR')
  assert.deepEqual(message, { family: 2, index: 62, local: '10.0.0.1', prefixlen: 32 })
})

test('what is refused before anything is sent', async () => {
  const context = new Recorder({ d0: 2 })
  const refused = (wish: PromiseLike<unknown>, error: object) => assert.rejects(Promise.resolve(wish), error)
  await refused(addr(context, 'add', { dev, adress: '10.0.0.1' } as never), {
    name: 'TypeError',
    message: /'adress'.*did you mean 'address'/,
  })
  await refused(addr(context, 'add', { address: '10.0.0.1/24' }), { name: 'TypeError', message: /'index' or 'dev'/ })
  await refused(addr(context, 'add', { dev, address: '10.0.0.1/33' }), RangeError)
  await refused(addr(context, 'add', { dev, address: '10.0.0/24' }), TypeError)
  await refused(addr(context, 'add', { dev, address: '10.0.0.1/24', mask: 25 }), TypeError)
  await refused(addr(context, 'add', { dev, index: 2, address: '10.0.0.1/24' }), /'index' says again|'dev' says again/)
  await refused(addr(context, 'add', 2, '10.0.0.1', { address: '10.0.0.1' }), /by its position and by its name/)
  await refused(addr(context, 'ad' as 'add', { dev, address: '10.0.0.1/24' }), /'ad' is not a command.*did you mean 'add'/)
  // RTM_NEWMULTICAST has the same layout, and is another noun's.
  await refused(addr(context, 56 as 20, { dev, address: '10.0.0.1/24' }), /'56' is not a command/)
  await refused(addr(context, 'add', { dev, address: '10.0.0.1/24', to: '10.0.0.0/8' }), /'to' is a word of listings/)
  await refused(addr(context, 'flush', {}), /a filter is wanted/)
  await refused(addr(context, 'add', { dev: 'nosuch', address: '10.0.0.1/24' }), { code: 'ENODEV' })
  assert.deepEqual(context.sent, [])
})

test('a listing asks the kernel for family and link, and compares the rest itself', async () => {
  const one = {
    family: 'inet',
    prefixlen: 24,
    flags: ['permanent'],
    scope: 'universe',
    index: 2,
    address: '192.0.2.1',
    local: '192.0.2.1',
    label: 'd0',
  }
  const other = { ...one, address: '192.0.2.7', local: '192.0.2.7', label: 'd0:x', flags: ['secondary', 'permanent'] }
  const context = new Recorder({ d0: 2 }, () => [one, other])
  assert.deepEqual(await getAddr(context, { dev, family: 'AF_INET', label: 'd0' }), [one])
  assert.deepEqual(context.last.message, { family: 2, index: 2 })
  assert.deepEqual(await getAddr(context, { flags: ['secondary'] }), [other])
  assert.deepEqual(await getAddr(context, 2, { IFA_LOCAL: '192.0.2.7' }), [other])
  assert.deepEqual(await getAddr(context, { prefixlen: 25 }), [])
  assert.deepEqual(await getAddr(context, (address) => address.label === 'd0:x'), [other])
  assert.deepEqual(await addr(context, 'show', { label: 'd0' }), [one])
  assert.deepEqual(await getAddr(context, { to: '192.0.2.0/30' }), [one])
  assert.deepEqual(await getAddr(context, { to: '192.0.2.7' }), [other])
  assert.deepEqual(await getAddr(context, { to: '2001:db8::/32' }), [])
  await assert.rejects(async () => await getAddr(context, { to: '192.0.2.0/33' }), RangeError)
  await assert.rejects(async () => await getAddr(context, { scope: 'universal' }), /did you mean 'universe'/)
})

test('what you get is what you can put', async () => {
  const got: Address = {
    ...{
      family: 'inet',
      prefixlen: 24,
      flags: ['permanent'],
      scope: 'universe',
      index: 2,
      address: '192.0.2.1',
      local: '192.0.2.1',
      label: 'd0',
    },
    ...{ broadcast: '192.0.2.255', cacheinfo: { prefered: 4294967295, valid: 4294967295, cstamp: 1, tstamp: 1 } },
  }
  assert.deepEqual((await sentFor((c) => addr(c, 'add', got))).message, { ...got, family: 2, scope: 0 })
  const six: Address = { family: 'inet6', prefixlen: 64, flags: ['permanent'], scope: 'link', index: 2, address: 'fe80::1' }
  assert.deepEqual((await sentFor((c) => addr(c, 'add', six))).message, { ...six, family: 10, scope: 253, local: 'fe80::1' })
})
