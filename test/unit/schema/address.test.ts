// Every address that ip(8) showed in the recordings against the message it showed it of.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { AddressFlags, type AddressMessage, rtnetlink } from '../../../src/schema/index.ts'
import { datagramMessages, type Vector, vectors } from '../../vectors/read.ts'
import type { Json } from './shown.ts'
import { told as toldOf } from './told.ts'

const told = (vector: Vector): AddressMessage[] =>
  (vector.show?.exchange ?? [])
    .filter((one) => one.dir === 'in' && one.protocol === undefined)
    .flatMap((one) => datagramMessages(one.hex))
    .flatMap((raw) => rtnetlink.decode(raw.bytes, { littleEndian: true }))
    .filter((message) => rtnetlink.is(message, 'RTM_NEWADDR'))

const has = (wanted: boolean | undefined) => (wanted ? true : undefined)
const inet6 = (address: AddressMessage) => address.family === 'inet6'
/** What ip(8) prints of an address, in its words; undefined where it prints nothing. */
const words: Readonly<Record<string, (address: AddressMessage) => unknown>> = {
  family: (address) => address.family,
  local: (address) => address.local ?? address.address,
  address: (address) => (address.local === undefined || address.local === address.address ? undefined : address.address),
  prefixlen: (address) => address.prefixlen,
  metric: (address) => address.rtPriority,
  broadcast: (address) => address.broadcast,
  scope: (address) => (address.scope === 'universe' ? 'global' : address.scope),
  label: (address) => address.label,
  dynamic: (address) => has(!address.flags.includes('permanent')),
  secondary: (address) => has(!inet6(address) && address.flags.includes('secondary')),
  temporary: (address) => has(inet6(address) && address.flags.includes('secondary')),
  nodad: (address) => has(address.flags.includes('nodad')),
  home: (address) => has(address.flags.includes('homeaddress')),
  mngtmpaddr: (address) => has(address.flags.includes('managetempaddr')),
  noprefixroute: (address) => has(address.flags.includes('noprefixroute')),
  autojoin: (address) => has(address.flags.includes('mcautojoin')),
  deprecated: (address) => has(address.flags.includes('deprecated')),
  tentative: (address) => has(address.flags.includes('tentative')),
  valid_life_time: (address) => address.cacheinfo?.valid,
  preferred_life_time: (address) => address.cacheinfo?.prefered,
}

describe('addresses', () => {
  it('are what ip(8) showed', () => {
    const compared = new Map<string, number>()
    for (const vector of vectors('addr')) {
      const links = Array.isArray(vector.show?.json) ? (vector.show.json as Json[]) : []
      const addresses = told(vector)
      for (const { ifname, addr_info = [] } of links as { ifname?: string; addr_info?: Json[] }[]) {
        for (const shown of addr_info.filter((one) => Object.keys(one).length > 0)) {
          const index = Object.entries(vector.links[''] ?? {}).find(([, name]) => name === ifname)?.[0]
          const found = addresses.find((one) => String(one.index) === index && words['local']?.(one) === shown['local'])
          assert.ok(found, `${vector.id}: no message of ${shown['local']}`)
          const said = Object.entries(words).map(([key, word]) => [key, word(found)] as const)
          assert.deepEqual(Object.fromEntries(said.filter(([, value]) => value !== undefined)), shown, vector.id)
          for (const key of Object.keys(shown)) compared.set(key, (compared.get(key) ?? 0) + 1)
        }
      }
    }
    for (const key of ['address', 'broadcast', 'metric', 'label', 'dynamic', 'nodad', 'home', 'noprefixroute', 'deprecated']) {
      assert.ok((compared.get(key) ?? 0) > 0, `${key} was never compared`)
    }
  })

  it('say their flags in 32 bits, of which the header has the lowest 8', () => {
    const raws = vectors('addr')
      .flatMap((vector) => vector.show?.exchange ?? [])
      .filter((one) => one.dir === 'in')
      .flatMap((one) => datagramMessages(one.hex))
      .filter((raw) => raw.type === 20)
    const wide = raws.flatMap((raw) => {
      const [address] = rtnetlink.decode(raw.bytes, { littleEndian: true })
      assert.ok(address && rtnetlink.is(address, 'RTM_NEWADDR'))
      const bits = AddressFlags.bits(address.flags)
      assert.equal(raw.payload[2], bits & 0xff)
      return bits > 0xff ? [address] : []
    })
    assert.ok(wide.length > 0)
  })

  // Told by Linux 6.18 to the groups ipv4_mcaddr, ipv6_mcaddr and ipv6_acaddr.
  it('that links listen to, and anycast ones, come and go', () => {
    const four = '34000000380000000000000000000000 0220800002000000 08000700e0000001 14000600ffffffffffffffffaab00100aab00100'
    assert.deepEqual(toldOf(four, 'RTM_NEWMULTICAST', 8), {
      ...{ family: 'inet', prefixlen: 32, flags: ['permanent'], scope: 'universe', index: 2, multicast: '224.0.0.1' },
      cacheinfo: { prefered: 0xffffffff, valid: 0xffffffff, cstamp: 110762, tstamp: 110762 },
    })
    const six =
      '40000000390000000000000000000000 0a80800002000000 14000700ff020000000000000000000000000002 14000600ffffffffffffffffadb00100adb00100'
    assert.equal(toldOf(six, 'RTM_DELMULTICAST', 8)['multicast'], 'ff02::2')
    const any =
      '400000003c0000000000000000000000 0a80800003000000 1400050020010db8000100000000000000000000 14000600ffffffffffffffff79c1010079c10100'
    assert.deepEqual(
      [toldOf(any, 'RTM_NEWANYCAST', 8)['anycast'], toldOf(any.replace('3c00', '3d00'), 'RTM_DELANYCAST', 8)['anycast']],
      ['2001:db8:1::', '2001:db8:1::'],
    )
  })
})
