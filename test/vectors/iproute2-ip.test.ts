// What our printer says of the recorded answers, against what ip 6.1 itself printed of them; links, addresses and bridges have their own file.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { iproute2Json } from '../../src/iproute2/index.ts'
import { plain } from './plain.ts'
import { type Area, type Vector, vectors } from './read.ts'

// iproute2 writes times of day as the clock of the machine shows them, which was UTC where it was recorded.
process.env['TZ'] = 'UTC'

/** What rtnetlink has no part in. */
const GENERIC = new Set(['ioam'])
/** Listings of links, which are another test's. */
const OTHERS = new Set(['link', 'address', 'addr'])

const printed = ({ show, links }: Vector): unknown => {
  const answers = (show?.exchange ?? []).filter(({ dir, protocol }) => dir === 'in' && protocol === undefined)
  const datagrams = answers.map(({ hex }) => new Uint8Array(Buffer.from(hex, 'hex')))
  return plain(iproute2Json(show?.argv ?? [], datagrams, { links }))
}

const areas: readonly Area[] = ['route', 'rule', 'neigh', 'nexthop', 'netconf', 'netns']
for (const vector of areas.flatMap((area) => vectors(area))) {
  const { id, show } = vector
  if (show === undefined || show.json === null || show.argv[0] !== 'ip') continue
  if (show.argv.some((word) => GENERIC.has(word) || OTHERS.has(word))) continue
  test(`${id}: printed as ip prints it`, (t) => {
    if (show.exchange.length === 0) return t.skip('the dump of all links was left out of the recording')
    assert.deepEqual(printed(vector), show.json)
  })
}

const recorded = (id: string): { readonly vector: Vector; readonly datagrams: Uint8Array[] } => {
  const vector = areas.flatMap((area) => vectors(area)).find((one) => one.id === id)
  assert.ok(vector?.show, id)
  const answers = vector.show.exchange.filter(({ dir }) => dir === 'in')
  return { vector, datagrams: answers.map(({ hex }) => new Uint8Array(Buffer.from(hex, 'hex'))) }
}

test('settings of one family and link, which ip 6.1 tells as text even where JSON is wanted', () => {
  for (const id of ['netconf/netconf/4-netconf-show-dev-d0', 'netconf/netconf/6-netconf-show-dev-d0']) {
    const { vector, datagrams } = recorded(id)
    const [settings = {}] = plain(iproute2Json(vector.show?.argv ?? [], datagrams, { links: vector.links })) as Record<string, unknown>[]
    const { family, interface: dev, ...rest } = settings
    const words = Object.entries(rest).flatMap(([key, value]) => [key, value === true ? 'on' : value === false ? 'off' : value])
    assert.deepEqual([family, dev, ...words].join(' '), vector.show?.text?.trim())
  }
})

test('names of links, of namespaces and the time are taken as they are given', () => {
  const { datagrams } = recorded('netns/nsid/netns-set-blue-5')
  for (const netns of [['blue'], { 5: 'blue' }]) {
    assert.deepEqual(iproute2Json(['ip', '-j', 'netns', 'list-id'], datagrams, { netns }), [{ nsid: 5, name: 'blue' }])
    assert.deepEqual(iproute2Json(['ip', '-j', 'netns'], datagrams, { netns }), [{ name: 'blue', id: 5 }])
  }
  assert.deepEqual(iproute2Json(['ip', '-j', 'netns', 'list-id'], datagrams), [{ nsid: 5 }])

  const table = recorded('neigh/ntable/queue-33').datagrams
  const argv = ['ip', '-j', '-s', 'ntable', 'show', 'dev', 'none']
  const times = (now?: Date): unknown[] =>
    (iproute2Json(argv, table, now && { now }) as Record<string, unknown>[]).map((one) => one['last_flush'])
  assert.equal(times()[0], '2026-11-23 23:55:17')
  assert.equal(times(new Date('2026-11-24T00:00:40Z'))[0], '2026-11-23 23:59:59')

  const neigh = recorded('neigh/neigh/neigh-add-192.0.2.9-lladdr-02.00.00.00.00.99-dev-d0').datagrams
  const dev = (words: string, links?: Record<string, string> | Record<string, Record<string, string>>): unknown =>
    (iproute2Json(['ip', '-j', ...words.split(' ')], neigh, links && { links }) as Record<string, unknown>[])[0]?.['dev']
  assert.equal(dev('neigh'), 'if2')
  assert.equal(dev('-n blue neigh', { '': { 2: 'd0' }, blue: { 2: 'other' } }), 'other')
  assert.equal(dev('n s', { 2: 'd0' }), 'd0')
})

test('what is no listing, or has words that ip does not know, is refused', () => {
  const refused = (words: string, message: RegExp): void =>
    assert.throws(() => iproute2Json(['ip', ...words.split(' ')], []), { name: 'TypeError', message })
  refused('-j', /not a command that can be printed/)
  refused('-j xfrm state', /not a command that can be printed/)
  refused('-j route add 10.0.0.0/8', /'ip route add' is not a listing/)
  refused('-j rule show fwmark', /a word is missing behind 'fwmark'/)
  refused('-j ntable show colour red', /'colour' is not a word/)
  refused('-j route show 10.0.0.0/33', /'10.0.0.0\/33' is not a prefix/)
  refused('-j -6 route show 10.0.0.0/8', /is not a prefix of inet6/)
  refused('-j route show table nosuch', /'nosuch' is not a routing table/)
  refused('-f ipx route', /'ipx' is not a family/)
  refused('-j neigh show nud odd', /'odd' is not a state of neighbours/)
})
