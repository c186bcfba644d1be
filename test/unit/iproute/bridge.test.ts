// The recorded commands of bridge(8) about VLANs, ports and VNIs as calls of ours, and what is refused.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brport, getBrports, getMsts, mst } from '../../../src/iproute/brport/brport.ts'
import { getLinks, link } from '../../../src/iproute/link/link.ts'
import { getGlobalVlans, getVlans, vlan } from '../../../src/iproute/vlan/vlan.ts'
import { getVnis, vni } from '../../../src/iproute/vni/vni.ts'
import { TunnelMessage } from '../../../src/schema/bridge/tunnel.ts'
import { VlanMessage, VlanQuery } from '../../../src/schema/bridge/vlan.ts'
import { LinkMessage } from '../../../src/schema/link/link.ts'
import { Recorder, sameAsRecorded } from './input-recorder.ts'

const dev = 'd0'

sameAsRecorded({
  area: 'bridge',
  codec: LinkMessage,
  headerSize: 16,
  wishes: {
    'bridge vlan add dev d0 vid 10': (c) => vlan(c, 'add', { dev, vid: 10 }),
    'bridge vlan add dev d0 vid 10 pvid untagged': (c) => vlan(c, 'add', { dev, vid: '10', pvid: true, untagged: true }),
    'bridge vlan add dev b0 vid 10 self': (c) => vlan(c, 'add', { dev: 'b0', vid: 10, self: true }),
    'bridge vlan add dev b0 vid 10-12 self untagged': (c) => vlan(c, 'add', { dev: 'b0', vid: '10-12', self: true, untagged: true }),
    'bridge vlan add dev d0 vid 10 master': (c) => vlan(c, 'RTM_NEWVLAN', { dev, vid: 10, master: true }),
    'bridge vlan del dev d0 vid 1': (c) => vlan(c, 'del', { dev, vid: 1 }),
    'bridge vlan del dev d0 vid 10-20': (c) => vlan(c, 'delete', { dev, vid: [10, 20] }),
    'bridge vlan del dev b0 vid 1 self': (c) => vlan(c, 113, { dev: 'b0', vid: 1, self: true }),
    'bridge vlan add dev v0 vid 10 tunnel_info id 1000': (c) => vlan(c, 'add', { dev: 'v0', vid: 10, tunnelId: 1000 }),
    'bridge vlan add dev v0 vid 10-20 tunnel_info id 1000-1010': (c) => vlan(c, 'add', { dev: 'v0', vid: '10-20', tunnelId: '1000-1010' }),
    'bridge vlan show dev d0': (c) => getLinks(c, { family: 'bridge', extMask: ['brvlan'] }),
    'bridge vlan show vid 10': (c) => getLinks(c, { family: 'bridge', extMask: 'RTEXT_FILTER_BRVLAN' }),
    'bridge link set dev d0 guard on': (c) => brport(c, 'set', { dev, guard: 'on' }),
    'bridge link set dev d0 fastleave on': (c) => brport(c, 'set', { dev, fastleave: true }),
    'bridge link set dev d0 root_block on': (c) => brport(c, 'set', { dev, rootBlock: true }),
    'bridge link set dev d0 learning off': (c) => brport(c, 'set', { dev, learning: false }),
    'bridge link set dev d0 mcast_router 2': (c) => brport(c, 'set', { dev, mcastRouter: 'perm' }),
    'bridge link set dev d0 mcast_flood off': (c) => brport(c, 'RTM_SETLINK', { dev, mcastFlood: false }),
    'bridge link set dev d0 bcast_flood off': (c) => brport(c, 'set', { dev, bcastFlood: false }),
    'bridge link set dev d0 mcast_to_unicast on': (c) => brport(c, 'set', { dev, mcastToUnicast: true }),
    'bridge link set dev d0 neigh_suppress on': (c) => brport(c, 'set', { dev, neighSuppress: true }),
    'bridge link set dev d0 isolated on': (c) => brport(c, 'set', { dev, isolated: true }),
    'bridge link set dev d0 nobackup_port': (c) => brport(c, 'set', { dev, nobackupPort: true }),
    'bridge link set dev d0 cost 4 priority 8 hairpin off learning on': (c) =>
      brport(c, 'set', { dev, cost: 4, priority: 8, hairpin: false, learning: true }),
    'bridge link set dev d0 cost 9 master': (c) => brport(c, 'set', { dev, cost: 9, master: true }),
    'bridge link show': (c) => getBrports(c),
  },
})

sameAsRecorded({
  area: 'bridge',
  codec: VlanMessage,
  headerSize: 8,
  wishes: {
    'bridge vlan set dev d0 vid 1 state 3': (c) => vlan(c, 'set', { dev, vid: 1, state: 'forwarding' }),
    'bridge vlan global set dev b0 vid 10 mcast_snooping 1': (c) => vlan(c, 'set-global', { dev: 'b0', vid: 10, mcastSnooping: true }),
    'bridge vlan global set dev b0 vid 10 mcast_igmp_version 3': (c) => vlan(c, 'set-global', { dev: 'b0', vid: 10, mcastIgmpVersion: 3 }),
    'bridge vlan global set dev b0 vid 10 mcast_mld_version 2': (c) => vlan(c, 'set-global', { dev: 'b0', vid: 10, mcastMldVersion: 2 }),
    'bridge vlan global set dev b0 vid 10 mcast_startup_query_interval 3000': (c) =>
      vlan(c, 'set-global', { dev: 'b0', vid: 10, mcastStartupQueryInterval: 3000 }),
    'bridge vlan global set dev b0 vid 10 mcast_querier_interval 27000': (c) =>
      vlan(c, 'set-global', { dev: 'b0', vid: 10, mcastQuerierInterval: 27000n }),
    'bridge vlan global set dev b0 vid 10 mcast_query_interval 13000': (c) =>
      vlan(c, 'set-global', { dev: 'b0', vid: 10, mcastQueryIntvl: 13000 }),
    'bridge vlan global set dev b0 vid 10 mcast_query_response_interval 1100': (c) =>
      vlan(c, 'set-global', { dev: 'b0', vid: 10, mcastQueryResponseInterval: 1100 }),
    'bridge vlan global set dev b0 vid 10 mcast_snooping 1 mcast_querier 1 mcast_igmp_version 3': (c) =>
      vlan(c, 'set-global', { dev: 'b0', vid: 10, mcastSnooping: 1, mcastQuerier: 1, mcastIgmpVersion: 3 }),
    'bridge vlan global set dev b0 vid 10-12 mcast_querier 1': (c) => vlan(c, 'set-global', { dev: 'b0', vid: '10-12', mcastQuerier: 1 }),
  },
})

sameAsRecorded({
  area: 'bridge',
  codec: VlanQuery,
  headerSize: 8,
  // bridge asks for all bridges and takes one of them.
  wishes: { 'bridge vlan global show dev b0 vid 10': (c) => getGlobalVlans(c, { vid: 10 }) },
})

sameAsRecorded({
  area: 'wrong',
  codec: VlanMessage,
  headerSize: 8,
  wishes: {
    'bridge vlan set dev d0 vid 99 state blocking': (c) => vlan(c, 'set', { dev, vid: 99, state: 'blocking' }),
    'bridge vlan global set dev b0 vid 99 mcast_querier 1': (c) => vlan(c, 'set-global', { dev: 'b0', vid: 99, mcastQuerier: 1 }),
  },
})

sameAsRecorded({
  area: 'wrong',
  codec: LinkMessage,
  headerSize: 16,
  wishes: {
    'bridge vlan add dev d0 vid 10 tunnel_info id 100': (c) => vlan(c, 'add', { dev, vid: 10, tunnelId: 100 }),
    'bridge link set dev d0 state 9': (c) => brport(c, 'set', { dev, state: 9 }),
  },
})

sameAsRecorded({
  area: 'link-kinds',
  codec: TunnelMessage,
  headerSize: 8,
  wishes: {
    'bridge vni add dev x0 vni 100': (c) => vni(c, 'add', { dev: 'x0', vni: 100 }),
    'bridge vni add dev x0 vni 300 group 239.1.1.1': (c) => vni(c, 'RTM_NEWTUNNEL', { dev: 'x0', vni: 300, group: '239.1.1.1' }),
    'bridge vni add dev x0 vni 302 remote 2001:db8::5': (c) => vni(c, 'add', { dev: 'x0', vni: '302', remote: '2001:db8::5' }),
    // Recorded with -s, whose flag stands in the header of the show command.
    'bridge vni show dev x0': (c) => getVnis(c, { dev: 'x0' }),
  },
})

const links = { d0: 3, b0: 2, d1: 4 }

test('what is refused before anything is sent', async () => {
  const context = new Recorder(links)
  await assert.rejects(vlan(context, 'add', { dev, vid: 5000 }), /vlan: vid: 5000 is not a whole number within 0 \.\. 4095/)
  await assert.rejects(vlan(context, 'add', { dev, vid: '20-10' }), /ends before it begins/)
  await assert.rejects(vlan(context, 'add', { dev, vid: 'ten' }), /'ten' is not a number or a range/)
  await assert.rejects(vlan(context, 'add', { dev, vid: '1-2', pvid: true }), /only one VLAN can be the pvid/)
  await assert.rejects(vlan(context, 'add', { dev, vid: '1-3', tunnelId: '10-11' }), /2 ids for 3 VLANs/)
  await assert.rejects(vlan(context, 'add', { dev }), /'vid' is missing/)
  await assert.rejects(vlan(context, 'add', { vid: 1 }), /the link is missing/)
  await assert.rejects(
    vlan(context, 'add', { dev, vid: 1, untaged: true } as object),
    /'untaged' is not an option; did you mean 'untagged'/,
  )
  await assert.rejects(vlan(context, 'set', { dev, vid: 1, pvid: true }), /'pvid' has no meaning with set/)
  await assert.rejects(vlan(context, 'sett' as 'set', { dev, vid: 1 }), /did you mean 'set'/)
  await assert.rejects(vni(context, 'add', { dev, vni: '1,2-x' }), /vni: '2-x' is not a number or a range/)
  await assert.rejects(vni(context, 'add', { dev, vni: 1 << 24 }), /within 0 \.\. 16777215/)
  await assert.rejects(brport(context, 'set', { dev, harpin: true } as object), /did you mean 'hairpin'/)
  await assert.rejects(mst(context, 'set', { dev, msti: 1 } as never), /mst: 'state' is missing/)
  assert.deepEqual(context.sent, [])
})

test('a VLAN that is told is input again', async () => {
  const context = new Recorder()
  const told = {
    family: 'bridge',
    index: 3,
    flags: ['untagged'],
    vid: 10,
    range: 12,
    state: 'forwarding',
    mcastRouter: 'temp_query',
  } as const
  await vlan(context, 'add', { ...told, mcastNGroups: 3, mcastMaxGroups: 0 })
  const vlanInfo = [
    { vid: 10, flags: 4 | 8 },
    { vid: 12, flags: 4 | 16 },
  ]
  assert.deepEqual(context.last, { type: 'RTM_SETLINK', flags: [], message: { family: 7, index: 3, afSpec: { vlanInfo } } })
  await vlan(context, 'add', { ...told, tunnelInfo: { id: 100 } })
  const { afSpec } = context.last.message as { readonly afSpec: object }
  const ids = [
    { id: 100, vid: 10, flags: 8 },
    { id: 102, vid: 12, flags: 16 },
  ]
  assert.deepEqual(afSpec, { vlanInfo, vlanTunnelInfo: ids })
  // A state that is not the usual one goes with the VLAN to the VLAN database.
  await vlan(context, 'add', { ...told, state: 'blocking' })
  assert.deepEqual(context.last, {
    type: 'RTM_NEWVLAN',
    flags: [],
    message: { family: 7, index: 3, entry: [{ info: { vid: 10, flags: 4 }, range: 12, state: 'blocking' }] },
  })
})

const vlans = [
  {
    family: 'bridge',
    index: 3,
    entry: [
      { info: { flags: ['pvid', 'untagged'], vid: 1 }, state: 'forwarding' },
      { info: { flags: [], vid: 10 }, range: 20, state: 'forwarding', tunnelInfo: { id: 1000 } },
    ],
  },
]

test('listings are flat, and a VLAN is found in its range', async () => {
  const context = new Recorder(links, ({ type }) => (type === 'RTM_GETVLAN' ? vlans : []))
  const range = { family: 'bridge', index: 3, flags: [], vid: 10, range: 20, state: 'forwarding', tunnelInfo: { id: 1000 } }
  assert.deepEqual(await getVlans(context, { dev, vid: 15 }), [range])
  assert.deepEqual(context.last.message, { family: 7, index: 3 })
  assert.deepEqual(await vlan(context, 'tunnelshow', {}), [range])
  assert.deepEqual(await getVlans(context, { pvid: true, stats: true }), [
    { family: 'bridge', index: 3, flags: ['pvid', 'untagged'], vid: 1, state: 'forwarding' },
  ])
  assert.deepEqual(context.last.message, { family: 7, flags: ['stats'] })
})

test('ensure and absent look first', async () => {
  const context = new Recorder(links, ({ type }) => (type === 'RTM_GETVLAN' ? vlans : []))
  const types = () => context.sent.splice(0).map(({ type }) => type)
  assert.equal(await vlan(context, 'ensure', { dev, vid: '12-14' }), 'unchanged')
  assert.equal(await vlan(context, 'absent', { dev, vid: 21 }), 'absent')
  assert.deepEqual(types(), ['RTM_GETVLAN', 'RTM_GETVLAN'])
  assert.equal(await vlan(context, 'ensure', { dev, vid: '19-21' }), 'changed')
  assert.equal(await vlan(context, 'ensure', { dev, vid: 1 }), 'changed')
  assert.equal(await vlan(context, 'ensure', { dev, vid: 30 }), 'created')
  assert.equal(await vlan(context, 'absent', { dev, vid: '20-30' }), 'deleted')
  assert.deepEqual(
    types(),
    ['RTM_SETLINK', 'RTM_SETLINK', 'RTM_SETLINK', 'RTM_DELLINK'].flatMap((one) => ['RTM_GETVLAN', one]),
  )
})

test('VNIs: several ranges at once, and what is there', async () => {
  const told = [{ family: 'bridge', flags: [], index: 3, entry: [{ vni: 100, end: 102, group: '239.1.1.1' }] }]
  const context = new Recorder(links, ({ type }) => (type === 'RTM_GETTUNNEL' ? told : []))
  await vni(context, 'add', { dev, vni: ['100-102', 300], group: '239.1.1.1' })
  assert.deepEqual(context.last.message, {
    family: 7,
    index: 3,
    entry: [
      { vni: 100, end: 102, group: '239.1.1.1' },
      { vni: 300, group: '239.1.1.1' },
    ],
  })
  const [one] = await getVnis(context, { vni: 101 })
  assert.deepEqual(one, { family: 'bridge', flags: [], index: 3, vni: 100, end: 102, group: '239.1.1.1' })
  await vni(context, 'delete', one as never)
  assert.deepEqual(context.last.message, { family: 7, index: 3, entry: [{ vni: 100, end: 102, group: '239.1.1.1' }] })
  assert.deepEqual(await getVnis(context, { vni: 103 }), [])
  assert.equal(await vni(context, 'ensure', { dev, vni: '100-101', group: '239.1.1.1' }), 'unchanged')
  assert.equal(await vni(context, 'ensure', { dev, vni: '100-101', remote: '2001:DB8::5' }), 'changed')
  assert.equal(await vni(context, 'ensure', { dev, vni: 7 }), 'created')
})

test('spanning trees and the mode of the hardware', async () => {
  const told = [
    {
      index: 3,
      afSpec: {
        mst: [
          { msti: 0, state: 'forwarding' },
          { msti: 2, state: 'blocking' },
        ],
      },
    },
    { index: 4 },
  ]
  const context = new Recorder(links, ({ type }) => (type === 'RTM_GETLINK' ? told : []))
  await mst(context, 'set', { dev, msti: 2, state: 'learning' })
  assert.deepEqual(context.last.message, { family: 7, index: 3, afSpec: { mst: [{ msti: 2, state: 'learning' }] } })
  assert.deepEqual(await getMsts(context, { dev, msti: 2 }), [{ index: 3, msti: 2, state: 'blocking' }])
  await brport(context, 'set', { dev, hwmode: 'vepa' })
  assert.deepEqual(context.last.message, { family: 7, index: 3, protinfo: {}, afSpec: { flags: 2, mode: 'vepa' } })
})

test('a listing of ports asks the kernel for no more than it takes', async () => {
  const context = new Recorder({ ...links, b0: 2 }, () => [{ index: 3, master: 2 }, { index: 4 }])
  assert.deepEqual(await getBrports(context, { master: 'b0' }), [{ index: 3, master: 2 }])
  assert.deepEqual(context.last.message, { family: 7 })
})

test('the words of bridge link are those of bridge_slave too', async () => {
  const context = new Recorder(links)
  await link(context, 'set', { dev, kind: 'bridge_slave', hairpin: true, flood: false, backupPort: 'd1', mab: true, locked: true })
  const { linkinfo } = context.last.message as { readonly linkinfo: object }
  assert.deepEqual(linkinfo, {
    slaveKind: 'bridge',
    slaveData: { mode: 1, unicastFlood: 0, backupPort: 4, mab: 1, locked: 1 },
  })
  await assert.rejects(link(context, 'set', { dev, kind: 'bridge_slave', hairpn: true } as object), /did you mean 'hairpin'/)
  await assert.rejects(link(context, 'set', { dev, kind: 'bridge_slave', hairpin: true, mode: 1 } as object), /'hairpin' says again/)
})
