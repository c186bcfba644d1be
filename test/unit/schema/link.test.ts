// Every link that ip(8) showed in the recordings, member by member, against the message it showed it of.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type RtnetlinkMessage, rtnetlink } from '../../../src/schema/index.ts'
import { type LinkMessage, linkKinds, portKinds } from '../../../src/schema/link/index.ts'
import { datagramMessages, type Vector, vectors } from '../../vectors/read.ts'
import { kindWords, linkWords, portWords, type Words } from './link-words.ts'
import type { Json, Names } from './shown.ts'

const messages = (vector: Vector): RtnetlinkMessage[] =>
  [...vector.exchange, ...(vector.show?.exchange ?? [])]
    .filter((one) => one.dir === 'in' && one.protocol === undefined)
    .flatMap((one) => datagramMessages(one.hex))
    .flatMap((raw) => rtnetlink.decode(raw.bytes, { littleEndian: true }))
const links = (vector: Vector): LinkMessage[] => messages(vector).filter((message) => rtnetlink.is(message, 'RTM_NEWLINK'))

/** The links of a case, each as shown and as told last. */
const pairs = (vector: Vector): [Json, LinkMessage][] => {
  const shown = vector.show?.json
  if (!Array.isArray(shown) || !/^link show|^addr show/.test(vector.show?.argv.filter((one) => !/^(ip|-.*)$/.test(one)).join(' ') ?? ''))
    return []
  // Of AF_INET6 the kernel tells less; ip(8) asks for the rest by ioctl(2).
  const told = new Map(
    links(vector)
      .filter((link) => link.family === 'unspec')
      .map((link) => [link.ifname, link]),
  )
  return (shown as Json[]).flatMap((json) => {
    const link = told.get(json['ifname'] as string)
    return link === undefined ? [] : [[json, link] as [Json, LinkMessage]]
  })
}

const camel = (key: string): string => key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
/** The kernel's number as iproute2 prints it where it has no word for it. */
const plain = (value: unknown, shown: unknown): unknown =>
  typeof shown === 'boolean' ? value === 1 || value === true : typeof value === 'bigint' ? Number(value) : value

/** Flags in no order; M-DOWN is no flag but says that the device below is down. */
const flagsShown = (value: unknown): unknown => (value as string[]).filter((flag) => flag !== 'M-DOWN').sort()

const compared = new Map<string, number>()
const compare = (where: string, id: string, shown: Json, data: object | undefined, words: Words<never>, names: Names): void => {
  for (const [key, value] of Object.entries(shown)) {
    const ours = (data ?? {}) as Json
    const word = words[key]
    const told = word ? word(ours as never, names, value) : plain(ours[camel(key)], value)
    assert.deepEqual(told, key === 'flags' ? flagsShown(value) : value, `${id}: ${where}.${key}`)
    compared.set(`${where}.${key}`, (compared.get(`${where}.${key}`) ?? 0) + 1)
  }
}

/** Not of this table: objects of their own, and addresses of 16 bytes, which iproute2 prints as if they were IPv6 ones. */
const ELSEWHERE = ['linkinfo', 'addr_info', 'xdp', 'permaddr', 'stats64']

/** Kinds whose data iproute2 shows in words of its own throughout; test/vectors/shown.test.ts compares the rest of them. */
const LOOSELY: ReadonlySet<string> = new Set([
  ...['can', 'erspan', 'geneve', 'gre', 'gretap', 'gtp', 'hsr', 'ip6erspan', 'ip6gre', 'ip6gretap', 'ip6tnl', 'ipip', 'ipvlan', 'ipvtap'],
  ...['macsec', 'netkit', 'sit', 'vti', 'vti6', 'xfrm'],
])

describe('links', () => {
  const cases = [...vectors('link-kinds'), ...vectors('addr')]

  it('are what ip(8) showed', () => {
    for (const vector of cases) {
      const names: Names = (index) => (index ? vector.links['']?.[String(index)] : undefined)
      for (const [json, link] of pairs(vector)) {
        const shown = Object.fromEntries(Object.entries(json).filter(([key]) => !ELSEWHERE.includes(key)))
        compare('link', vector.id, shown, link, linkWords as Words<never>, names)
      }
    }
    for (const key of [
      'flags',
      'mtu',
      'operstate',
      'altnames',
      'link_netnsid',
      'proto_down_reason',
      'ifalias',
      'max_mtu',
      'tso_max_size',
    ]) {
      assert.ok((compared.get(`link.${key}`) ?? 0) > 0, `${key} was never compared`)
    }
  })

  it('have the data of their kind', () => {
    for (const vector of cases) {
      const names: Names = (index) => (index ? vector.links['']?.[String(index)] : undefined)
      for (const [json, { linkinfo }] of pairs(vector)) {
        if (json['linkinfo'] === undefined) continue
        const shown = json['linkinfo'] as { info_kind?: string; info_data?: Json; info_slave_kind?: string; info_slave_data?: Json }
        assert.equal(linkinfo?.kind, shown.info_kind, vector.id)
        assert.equal(linkinfo?.slaveKind, shown.info_slave_kind, vector.id)
        const { info_kind: kind = '', info_slave_kind: master = '' } = shown
        if (kind in linkKinds && !LOOSELY.has(kind) && shown.info_data) {
          compare(kind, vector.id, shown.info_data, linkinfo?.data as object, kindWords[kind] ?? {}, names)
        }
        if (master in portKinds && shown.info_slave_data) {
          compare(`port of ${master}`, vector.id, shown.info_slave_data, linkinfo?.slaveData as object, portWords[master] ?? {}, names)
        }
      }
    }
    for (const kind of Object.keys(kindWords))
      assert.ok(
        [...compared.keys()].some((key) => key.startsWith(`${kind}.`)),
        `${kind} was never compared`,
      )
    for (const kind of Object.keys(portWords))
      assert.ok(
        [...compared.keys()].some((key) => key.startsWith(`port of ${kind}.`)),
        kind,
      )
  })

  it('know the programs of XDP', () => {
    const shown = cases.flatMap(pairs).filter(([json]) => json['xdp'] !== undefined)
    assert.ok(shown.length > 0)
    for (const [json, { xdp }] of shown) {
      const { mode, prog } = json['xdp'] as { mode: number; prog: { id: number } }
      assert.deepEqual([xdp?.attached, xdp?.progId], [{ 1: 'drv', 2: 'skb', 3: 'hw' }[mode], prog.id])
    }
  })

  it('count alike in 32 and in 64 bits', () => {
    const counted = cases.flatMap(links).filter((link) => link.stats && link.stats64)
    assert.ok(counted.some((link) => (link.stats64?.rxPackets ?? 0n) > 0n || (link.stats64?.txDropped ?? 0n) > 0n))
    for (const { stats, stats64 } of counted) {
      const { rxOtherhostDropped, ...common } = stats64 ?? {}
      assert.equal(typeof rxOtherhostDropped, 'bigint')
      assert.deepEqual(
        Object.fromEntries(Object.entries(common).map(([key, count]) => [key, Number(BigInt.asUintN(32, count as bigint))])),
        { ...stats },
      )
    }
  })

  it('tell as many counters and settings of IPv6 as the tables name', () => {
    const told = cases
      .flatMap(links)
      .flatMap((link) => (link.afSpec?.inet6 ? [{ ...link.afSpec.inet6, kind: link.linkinfo?.kind, mtu: link.mtu }] : []))
    assert.ok(told.some(({ stats }) => stats))
    for (const { stats, icmp6stats, conf, kind, mtu } of told) {
      // The first place holds how many places there are (net/ipv6/addrconf.c, __snmp6_fill_stats64).
      if (stats)
        assert.deepEqual([stats.num, icmp6stats?.num], [BigInt(Object.keys(stats).length), BigInt(Object.keys(icmp6stats ?? {}).length)])
      assert.deepEqual([conf?.hoplimit, conf?.rest], [64, undefined])
      if (kind === 'dummy') assert.equal(conf?.mtu6, mtu)
    }
  })
})
