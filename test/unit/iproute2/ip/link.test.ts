// What ip prints of links that no machine at hand has. What is expected follows from ip's own source (iproute2 6.1).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encode } from '../../../../src/index.ts'
import { iproute2Json } from '../../../../src/iproute2/index.ts'

type Row = Readonly<Record<string, unknown>>

const show = (link: object, ...words: readonly string[]): Row => {
  const message = {
    header: { type: 'RTM_NEWLINK', flags: ['multi'] },
    index: 7,
    type: 'ether',
    flags: ['up', 'running'],
    ifname: 'x0',
    ...link,
  }
  const [row] = iproute2Json(['ip', '-j', ...words], [encode(message as never)], { links: { 3: 'eth3' } }) as Row[]
  return row as Row
}
const data = (kind: string, options: object): unknown =>
  (show({ linkinfo: { kind, data: options } }, '-d', 'link')['linkinfo'] as Row)['info_data']

test('virtual functions', () => {
  const vf = {
    mac: { vf: 1, mac: '02:00:00:00:00:01' },
    broadcast: 'ff:ff:ff:ff:ff:ff',
    vlanList: [{ vf: 1, vlan: 5, qos: 3, vlanProto: 0x88a8 }],
    txRate: { vf: 1, rate: 100 },
    rate: { vf: 1, minTxRate: 10, maxTxRate: 100 },
    spoofchk: { vf: 1, setting: 1 },
    trust: { vf: 1, setting: 0xffffffff },
    rssQueryEn: { vf: 1, setting: 0 },
    linkState: { vf: 1, linkState: 'disable' },
    ibNodeGuid: { vf: 1, guid: 0x11223344556677n },
    stats: { rxPackets: 1n, txPackets: 2n, rxBytes: 3n, txBytes: 4n, broadcast: 5n, multicast: 6n, rxDropped: 7n, txDropped: 8n },
  }
  const link = { numVf: 1, vfinfoList: [vf] }
  const { stats, ...rest } = (show(link, '-s', 'link')['vfinfo_list'] as Row[])[0] as Row
  assert.deepEqual(rest, {
    ...{ vf: 1, link_type: 'ether', address: '02:00:00:00:00:01', broadcast: 'ff:ff:ff:ff:ff:ff' },
    vlan_list: [{ vlan: 5, qos: 3, protocol: '802.1ad' }],
    ...{ tx_rate: 100, rate: { max_tx: 100, min_tx: 10 }, spoofchk: true, 'node guid': '00:11:22:33:44:55:66:77' },
    ...{ link_state: 'disable', query_rss_en: false },
  })
  assert.deepEqual(stats, {
    rx: { bytes: 3n, packets: 1n, multicast: 6n, broadcast: 5n, dropped: 7n },
    tx: { tx_bytes: 4n, tx_packets: 2n, dropped: 8n },
  })
  assert.equal(show(link, 'addr')['vfinfo_list'], undefined)
})

test('what hardware tells', () => {
  const link = {
    ...{ physPortId: Uint8Array.of(0xab, 1), physSwitchId: Uint8Array.of(2), physPortName: 'p1' },
    ...{ parentDevName: '0000:00:01.0', parentDevBusName: 'pci', permAddress: '02:00:00:00:00:09', address: '02:00:00:00:00:01' },
    ...{ protoDown: 1, protoDownReason: { value: 5 }, event: 'features', linkmode: 'testing' },
  }
  const row = show(link, '-d', 'link')
  const of = (...keys: string[]): unknown[] => keys.map((key) => row[key])
  assert.deepEqual(of('phys_port_id', 'phys_switch_id', 'phys_port_name'), ['ab01', '02', 'p1'])
  assert.deepEqual(of('parentbus', 'parentdev', 'permaddr'), ['pci', '0000:00:01.0', '02:00:00:00:00:09'])
  assert.deepEqual(of('proto_down', 'proto_down_reason', 'event'), [true, ['0', '2'], 'FEATURE CHANGE'])
  assert.deepEqual(of('linkmode', 'linkmode_index'), [undefined, 2])
})

test('kinds of hardware', () => {
  const name = (type: string | number, ...words: string[]): unknown => show({ type }, ...words, 'link')['link_type']
  const names = ['infiniband', 'ieee80211_radiotap', 'ipgre', 'rawip', 'hdlc', 0].map((type) => name(type === 'hdlc' ? 513 : type))
  assert.deepEqual(names, ['infiniband', 'ieee802.11/radiotap', 'gre', '[519]', 'hdlc', 'netrom'])
  assert.equal(name('ether', '-N'), '[1]')
})

test('a link in another namespace, and one without a link below', () => {
  assert.equal(show({ link: 3, linkNetnsid: 0 }, 'link')['link_index'], 3)
  assert.equal(show({ link: 3 }, 'link')['link'], 'eth3')
  assert.equal(show({ link: 4 }, 'link')['link'], 'if4')
  assert.equal(show({ link: 0 }, 'link')['link'], null)
  const flags = (link: object): unknown => show({ flags: ['up', 'lower_up'], link: 3, ...link }, 'link')['flags']
  assert.deepEqual(flags({}), ['NO-CARRIER', 'UP', 'LOWER_UP'])
  assert.deepEqual(flags({ flags: ['up'] }), ['NO-CARRIER', 'UP', 'M-DOWN'])
  assert.deepEqual(flags({ flags: ['up'], linkNetnsid: 0 }), ['NO-CARRIER', 'UP'])
})

test('XDP programs', () => {
  const row = show({ xdp: { attached: 'multi', skbProgId: 5, hwProgId: 6 } }, 'link')
  const programs = [
    { mode: 2, prog: { id: 5 } },
    { mode: 3, prog: { id: 6 } },
  ]
  assert.deepEqual(row['xdp'], { mode: 4, attached: programs })
  assert.equal(show({ xdp: { attached: 'none' } }, 'link')['xdp'], undefined)
})

test('kinds that no machine at hand has', () => {
  assert.deepEqual(data('amt', { mode: 'relay', relayPort: 2268, link: 3, localIp: '192.0.2.1', maxTunnels: 7 }), {
    ...{ mode: 'relay', relay_port: 2268, link: 'eth3', local: '192.0.2.1', max_tunnels: 7 },
  })
  assert.deepEqual(data('bareudp', { port: 6635, ethertype: 0x8847, srcportMin: 49153 }), {
    ...{ dstport: 6635, ethertype: 'mpls_uc', srcportmin: 49153, multiproto: false },
  })
  assert.deepEqual(data('ipoib', { pkey: 0x8001, mode: 'connected', umcast: 1 }), { key: '0x8001', mode: 'connected', umcast: '0001' })
  assert.deepEqual(data('rmnet', { muxId: 5 }), { mux_id: 5 })
  assert.deepEqual(data('wwan', { linkId: 5 }), { linkid: 5 })
  assert.deepEqual(data('dsa', { conduit: 3 }), { conduit: 'eth3' })
  assert.equal(data('netkit', { mode: 'l3' }), undefined)
})

test('a CAN FD controller', () => {
  const timing = { bitrate: 500000, samplePoint: 875, tq: 125, propSeg: 6, phaseSeg1: 7, phaseSeg2: 2, sjw: 1, brp: 4 }
  const can = {
    ...{
      state: 'error_active',
      ctrlmode: { mask: [], flags: ['fd', 'fd_non_iso', 'presume_ack'] },
      ctrlmodeExt: { supported: ['fd', 'loopback'] },
    },
    ...{
      bittiming: timing,
      dataBittiming: { ...timing, bitrate: 2000000 },
      berrCounter: { txerr: 1, rxerr: 2 },
      clock: { freq: 80000000 },
    },
    ...{ tdc: { tdcoMin: 0, tdcoMax: 127, tdcv: 3, tdco: 9 }, termination: 120, terminationConst: [0, 120] },
  }
  const told = { bitrate: 500000, sample_point: '0.875', tq: 125, prop_seg: 6, phase_seg1: 7, phase_seg2: 2, sjw: 1, brp: 4 }
  assert.deepEqual(data('can', can), {
    ...{
      ctrlmode: ['FD', 'FD-NON-ISO', 'PRESUME-ACK'],
      ctrlmode_supported: ['LOOPBACK', 'FD'],
      ctrlmode_static: ['FD-NON-ISO', 'PRESUME-ACK'],
    },
    ...{ state: 'ERROR-ACTIVE', berr_counter: { tx: 1, rx: 2 }, bittiming: told, clock: 80000000 },
    data_bittiming: { ...told, bitrate: 2000000, tdc: { tdcv: 3, tdco: 9 } },
    ...{ termination: 120, termination_const: [0, 120] },
  })
  const stats = { busError: 1, errorWarning: 2, errorPassive: 3, busOff: 4, arbitrationLost: 5, restarts: 6 }
  const info = show({ linkinfo: { kind: 'can', xstats: stats } }, '-d', '-s', 'link')['linkinfo'] as Row
  assert.deepEqual(info['info_xstats'], { restarts: 6, bus_error: 1, arbitration_lost: 5, error_warning: 2, error_passive: 3, bus_off: 4 })
  assert.deepEqual(info['info_data'], {})
})

test('what is not a listing', () => {
  const ask =
    (...argv: string[]) =>
    () =>
      iproute2Json(argv, [])
  assert.throws(ask('ip', '-j', 'link', 'add'), TypeError)
  assert.throws(ask('ip', '-j', 'addr', 'show', 'dev'), TypeError)
  assert.throws(ask('ip', '-j', 'stats', 'show', 'group', 'none'), TypeError)
  assert.throws(ask('bridge', '-j', 'monitor'), TypeError)
  assert.deepEqual(iproute2Json(['bridge', '-j', 'fdb'], []), [])
})
