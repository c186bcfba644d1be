import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  type AddressLabelMessage,
  type NetconfMessage,
  type NexthopBucketMessage,
  type NexthopMessage,
  rtnetlink,
} from '../../../src/schema/index.ts'
import type { Vector } from '../../vectors/read.ts'
import { compareShown, type Members } from './shown.ts'

const hex = (text: string) => Uint8Array.from(text.replace(/\s|#.*$/gm, '').match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
const toHex = (data: Uint8Array) => Buffer.from(data).toString('hex')
const le = { littleEndian: true }

const has = (wanted: boolean | undefined) => (wanted ? null : undefined)
/** USER_HZ; ip(8) prints seconds. */
const seconds = (ticks: number | bigint | undefined) => (ticks === undefined ? undefined : Number(ticks) / 100)

const nexthop: Members<NexthopMessage> = {
  id: (one) => one.id,
  group: (one) => one.group?.map(({ id, weight }) => (weight > 1 ? { id, weight } : { id })),
  type: (one) => (one.groupType === 'res' ? 'resilient' : undefined),
  resilient_args: ({ resGroup: one }) => ({
    buckets: one?.buckets,
    idle_timer: seconds(one?.idleTimer),
    unbalanced_timer: seconds(one?.unbalancedTimer),
    unbalanced_time: seconds(one?.unbalancedTime),
  }),
  encap: (one) => one.encapType,
  gateway: (one) => one.gateway,
  dev: (one, names) => names(one.oif),
  scope: (one) => (one.scope === 'universe' ? 'global' : one.scope),
  blackhole: (one) => has(one.blackhole),
  protocol: (one) => one.protocol,
  flags: (one) => one.flags,
  fdb: (one) => has(one.fdb),
}

const bucket: Members<NexthopBucketMessage> = {
  id: (one) => one.id,
  bucket: ({ resBucket: one }) => ({ index: one?.index, idle_time: seconds(one?.idleTime), nhid: one?.nhId }),
}

const onOff = (value: number | undefined) => (value === undefined ? undefined : value !== 0)
const netconf: Members<NetconfMessage> = {
  family: (one) => one.family,
  interface: ({ ifindex }, names) => (typeof ifindex === 'number' ? names(ifindex) : ifindex),
  forwarding: (one) => onOff(one.forwarding),
  rp_filter: (one) => (one.rpFilter === undefined ? undefined : ['off', 'strict', 'loose'][one.rpFilter]),
  mc_forwarding: (one) => onOff(one.mcForwarding),
  proxy_neigh: (one) => onOff(one.proxyNeigh),
  ignore_routes_with_linkdown: (one) => onOff(one.ignoreRoutesWithLinkdown),
}

const label: Members<AddressLabelMessage> = {
  address: (one) => one.address,
  prefixlen: (one) => one.prefixlen,
  ifname: (one, names) => names(one.index),
  label: (one) => one.label,
}

const everyMember = (members: object, compared: Map<string, number>) => {
  for (const key of Object.keys(members)) assert.ok((compared.get(key) ?? 0) > 0, `${key} was never compared`)
}

describe('next hops', () => {
  it('read as ip(8) showed them', () => {
    // Of an encapsulation in IP, ip(8) prints the tunnel's id by the name that the next hop's has.
    const wanted = ({ kind, argv }: Vector) => kind !== 'bucket' && !argv.join(' ').includes('encap ip id')
    const compared = compareShown('nexthop', wanted, 'RTM_NEWNEXTHOP', nexthop)
    everyMember(nexthop, compared)
  })
  it('and buckets of resilient groups', () => {
    everyMember(
      bucket,
      compareShown('nexthop', ({ kind }) => kind === 'bucket', 'RTM_NEWNEXTHOPBUCKET', bucket),
    )
  })

  it('attributes that no recording has', () => {
    const bytes = hex(`
      74000000 6800 0000 00000000 00000000 00000000 00000000
      0800 0100 09000000                        # NHA_ID
      0600 0300 0000 0000                       # NHA_GROUP_TYPE: mpath
      1400 0200 01000000 ff 03 0000 02000000 00 00 0000 # NHA_GROUP: weights 1024 and 1
      0800 0e00 00000080                        # NHA_OP_FLAGS
      0800 1000 01000000                        # NHA_HW_STATS_ENABLE
      0800 1100 00000000                        # NHA_HW_STATS_USED
      2000 0f80                                 # NHA_GROUP_STATS, NLA_F_NESTED
      1c00 0180 0800 0100 01000000 0800 0200 07000000 0800 0300 02000000`)
    const [one] = rtnetlink.decode(bytes, le)
    assert.ok(one && rtnetlink.is(one, 'RTM_NEWNEXTHOP'))
    const { header: _, ...rest } = one
    assert.deepEqual(rest, {
      ...{ family: 'unspec', scope: 'universe', protocol: 'unspec', flags: [], id: 9, groupType: 'mpath' },
      group: [
        { id: 1, weight: 1024 },
        { id: 2, weight: 1 },
      ],
      opFlags: ['resp_grp_resvd_0'],
      hwStatsEnable: 1,
      hwStatsUsed: 0,
      groupStats: [{ id: 1, packets: 7, packetsHw: 2 }],
    })
    const again = rtnetlink.decode(rtnetlink.encode(one, le), le)
    assert.deepEqual(again, [one])
  })

  it('weights that are none', () => {
    const add = (member: object) => rtnetlink.encode({ header: { type: 'RTM_NEWNEXTHOP' }, group: [{ id: 1 }, member] } as never)
    assert.throws(
      () => add({ id: 2, weight: 0 }),
      /^RangeError: group\.1\.weight \(NHA_GROUP\): 0 is not a whole number within 1 \.\. 65536/,
    )
    assert.throws(() => add({ id: 2, weight: 65537 }), RangeError)
    assert.throws(() => add({ id: 2, weight: '1' }), /^TypeError: group\.1\.weight/)
    assert.throws(() => add({ weight: 1 }), /^TypeError: group\.1 \(NHA_GROUP\): the 'id' of a next hop is wanted/)
    assert.throws(() => add({ id: 2, wieght: 1 }), /'wieght' is not a word of a group's member/)
  })
})

describe('settings', () => {
  it('read as ip(8) showed them', () => {
    everyMember(
      netconf,
      compareShown('netconf', () => true, 'RTM_NEWNETCONF', netconf),
    )
  })
  it('of all links, of MPLS, and those that went', () => {
    const mpls = hex(`
      24000000 5000 0000 00000000 00000000 1c000000
      0800 0100 ffffffff                        # NETCONFA_IFINDEX: all
      0800 0700 01000000`) // NETCONFA_INPUT
    const gone = hex('1c000000 5100 0000 00000000 00000000 0a000000 0800 0100 05000000')
    const [one, other] = [mpls, gone].map((bytes) => rtnetlink.decode(bytes, le)[0] as unknown as { readonly header: object })
    assert.deepEqual({ ...one, header: 0 }, { header: 0, family: 'mpls', ifindex: 'all', input: 1 })
    assert.deepEqual({ ...other, header: 0 }, { header: 0, family: 'inet6', ifindex: 5 })
    for (const [message, bytes] of [
      [one, mpls],
      [other, gone],
    ] as const)
      assert.equal(toHex(rtnetlink.encode(message as never, le)), toHex(bytes))
  })
  it('a request without attributes has its header padded, as the kernel wants it', () => {
    const bytes = rtnetlink.encode({ header: { type: 'RTM_GETNETCONF', flags: ['request', 'dump'] }, family: 'inet' } as never, le)
    assert.equal(toHex(bytes), '1400000052000103000000000000000002000000')
  })
})

it('address labels read as ip(8) showed them', () => {
  everyMember(
    label,
    compareShown('neigh', ({ kind }) => kind === 'addrlabel', 'RTM_NEWADDRLABEL', label),
  )
})
