// Bridges: what iproute2 6.1 could not ask for when the recordings were made. Bytes of a Linux 6.12, taken as they came.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rtnetlink } from '../../../src/schema/index.ts'
import { difference } from '../../vectors/read.ts'

const hex = (text: string) => Uint8Array.from(text.replace(/\s|#.*$/gm, '').match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
const le = { littleEndian: true }
/** Decodes the one message, and checks that it comes back. */
const there = (bytes: Uint8Array, header: number) => {
  const [message] = rtnetlink.decode(bytes, le)
  assert.ok(message)
  const again = rtnetlink.encode(message as never, le)
  // Behind a struct (br_mdb_entry) the order of attributes is ours: there the same things are said in as many bytes.
  if (header === 16) assert.equal(difference(bytes.subarray(16), again.subarray(16), [header]), undefined)
  assert.equal(again.length, bytes.length)
  assert.deepEqual(rtnetlink.decode(again, le), [message])
  return message
}

describe('multicast databases', () => {
  it('tell sources, modes and router ports', () => {
    const message = there(
      hex(`
      9c0000005600020001000000c8000000 # RTM_GETMDB, multi
      0000000003000000 # br_port_msg: index 3
      58000100 # MDBA_MDB
        54000100 # MDBA_MDB_ENTRY
          50000100 # MDBA_MDB_ENTRY_INFO
            0200000001000000 ef010103 000000000000000000000000 0800 0000 # br_mdb_entry: port 2, permanent, 239.1.1.3
            0800010000000000 # MDBA_MDB_EATTR_TIMER
            0500050004000000 # MDBA_MDB_EATTR_RTPROT static
            18000280 # MDBA_MDB_EATTR_SRC_LIST
              14000180 # MDBA_MDB_SRCLIST_ENTRY
                08000100c0000201 # MDBA_MDB_SRCATTR_ADDRESS 192.0.2.1
                0800020000000000 # MDBA_MDB_SRCATTR_TIMER
            0500030000000000 # MDBA_MDB_EATTR_GROUP_MODE exclude
      2c000200 # MDBA_ROUTER
        28000100 # MDBA_ROUTER_PORT
          02000000 # port 2
          0800010000000000 # MDBA_ROUTER_PATTR_TIMER
          0500020002000000 # MDBA_ROUTER_PATTR_TYPE perm
          0800030000000000 # MDBA_ROUTER_PATTR_INET_TIMER
          0800040000000000 # MDBA_ROUTER_PATTR_INET6_TIMER`),
      8,
    )
    assert.ok(rtnetlink.is(message, 'RTM_GETMDB'))
    const entry = { port: 2, state: 'permanent', flags: [], vid: 0, grp: '239.1.1.3', timer: 0, rtprot: 'static' }
    assert.deepEqual(message.mdb, [[{ ...entry, srcList: [{ address: '192.0.2.1', timer: 0 }], groupMode: 'exclude' }]])
    assert.deepEqual(message.router, [{ port: 2, timer: 0, type: 'perm', inetTimer: 0, inet6Timer: 0 }])
  })

  it('tell the other ends of a vxlan', () => {
    const message = there(
      hex(`940000005400020001000000c800000007000000040000007c00010078000100740001000400000001000000ff0e000000000000000000000000000186dd
      000008000100000000001400040020010db8000000000000000000000001050005000b000000050003000100000008000600c633640106000700b6120000
      0800080007000000080009000200000008000a001a270000`),
      8,
    )
    assert.ok(rtnetlink.is(message, 'RTM_NEWMDB'))
    const entry = { port: 4, state: 'permanent', flags: [], vid: 0, grp: 'ff0e::1', timer: 0, source: '2001:db8::1', rtprot: 'zebra' }
    const far = { dst: '198.51.100.1', dstPort: 4790, vni: 7, via: 2, srcVni: 10010 }
    assert.deepEqual(message.mdb, [[{ ...entry, groupMode: 'include', ...far }]])
  })
})

describe('IFLA_AF_SPEC of bridges', () => {
  it('tells the states of spanning trees', () => {
    const message = there(
      hex(`
      3c0000001000020001000000c8000000 # RTM_NEWLINK
      07000100020000004310010000000000 # ifinfomsg of AF_BRIDGE
      1c001a00 # IFLA_AF_SPEC
        18000680 # IFLA_BRIDGE_MST
          14000100 # IFLA_BRIDGE_MST_ENTRY
            0600010002000000 # IFLA_BRIDGE_MST_ENTRY_MSTI
            0500020004000000 # IFLA_BRIDGE_MST_ENTRY_STATE blocking`),
      16,
    )
    assert.ok(rtnetlink.is(message, 'RTM_NEWLINK'))
    assert.deepEqual(message.afSpec, { mst: [{ msti: 2, state: 'blocking' }] })
  })

  // No kernel at hand has media redundancy or connectivity faults: laid by hand after br_mrp_fill_info (without
  // NLA_F_NESTED) and br_cfm_config_fill_info, br_cfm_status_fill_info (with it).
  it('tells rings of media redundancy', () => {
    const message = there(
      hex(`
      64000000100002000100000000000000
      07000100030000004310010000000000
      44001a00 # IFLA_AF_SPEC
        40000400 # IFLA_BRIDGE_MRP
          3c000700 # IFLA_BRIDGE_MRP_INFO
            0800010001000000 # RING_ID
            0800020002000000 # P_IFINDEX
            0800030004000000 # S_IFINDEX
            0600040000800000 # PRIO
            0800050001000000 # RING_STATE closed
            0800060002000000 # RING_ROLE mrm
            08000c0002000000 # IN_ROLE mim`),
      16,
    )
    assert.ok(rtnetlink.is(message, 'RTM_NEWLINK'))
    const info = { ringId: 1, pIfindex: 2, sIfindex: 4, prio: 0x8000, ringState: 'closed', ringRole: 'mrm', inRole: 'mim' }
    assert.deepEqual(message.afSpec, { mrp: { info: [info] } })
  })

  it('tells end points of connectivity faults', () => {
    const message = there(
      hex(`
      64000000100002000100000000000000
      07000100030000004310010000000000
      44001a00 # IFLA_AF_SPEC
        40000580 # IFLA_BRIDGE_CFM
          14000980 # IFLA_BRIDGE_CFM_MEP_CREATE_INFO
            0800010001000000 # INSTANCE
            0800030001000000 # DIRECTION up
          14000e80 # IFLA_BRIDGE_CFM_CC_PEER_MEP_INFO
            0800010001000000 # INSTANCE
            08000200ff1f0000 # PEER_MEPID
          14001080 # IFLA_BRIDGE_CFM_CC_PEER_STATUS_INFO
            0800030001000000 # CCM_DEFECT
            0500060002000000 # IF_TLV_VALUE`),
      16,
    )
    assert.ok(rtnetlink.is(message, 'RTM_NEWLINK'))
    assert.deepEqual(message.afSpec?.cfm, {
      mepCreateInfo: [{ instance: 1, direction: 'up' }],
      ccPeerMepInfo: [{ instance: 1, mepid: 0x1fff }],
      ccPeerStatusInfo: [{ ccmDefect: 1, ifTlvValue: 2 }],
    })
  })

  it('asks for them in nests that are marked as such, which nla_parse_nested wants', () => {
    const bytes = rtnetlink.encode(
      {
        header: { type: 'RTM_SETLINK', flags: ['request', 'ack'] },
        ...{ family: 'bridge', index: 3, afSpec: { mrp: { portState: { state: 'blocked' } }, mst: [{ msti: 1, state: 'learning' }] } },
      },
      le,
    )
    const wanted = hex(`
      2c001a00 # IFLA_AF_SPEC
        10000480 # IFLA_BRIDGE_MRP
          0c000280 # IFLA_BRIDGE_MRP_PORT_STATE
            0800010001000000
        18000680 # IFLA_BRIDGE_MST
          14000180 # IFLA_BRIDGE_MST_ENTRY, as bridge mst marks it
            0600010001000000
            0500020002000000`)
    assert.equal(Buffer.from(bytes.subarray(32)).toString('hex'), Buffer.from(wanted).toString('hex'))
  })
})
