/** The words of kinds of links; compiled, never run. */
import type { LinkOptions } from '../../src/index.ts'

const takes = (_: LinkOptions): void => {}

export function words(): void {
  takes({
    kind: 'gre',
    remote: '192.0.2.2',
    ttl: 'inherit',
    key: '0.0.0.5',
    csum: true,
    encap: 'gue',
    encapSport: 'auto',
    nopmtudisc: true,
  })
  takes({ kind: 'ip6tnl', mode: 'ipip6', encaplimit: 'none', flowlabel: 'inherit', tclass: 'inherit', link: 'eth0' })
  takes({ kind: 'vxlan', id: 5, nolearning: true, srcport: '1000-2000', ttl: 'inherit', external: 'on', ageing: 'none', df: 'set' })
  takes({
    kind: 'bond',
    mode: '802.3ad',
    xmitHashPolicy: 'layer3+4',
    lacpRate: 'fast',
    arpIpTarget: '192.0.2.1,192.0.2.2',
    primary: 'eth0',
  })
  takes({ kind: 'bridge', stpState: true, vlanProtocol: '802.1ad', mcastQueryInterval: 12000, noLinklocalLearn: true })
  takes({ kind: 'bridge_slave', isolated: true, mcastToUnicast: 'on', backupPort: 'eth1', state: 'forwarding' })
  takes({ slaveKind: 'bridge', hairpin: true, slaveData: { flood: false } })
  takes({ kind: 'macsec', cipher: 'gcm-aes-256', encrypt: 'on', validate: 'strict', sci: 5n, data: { address: '02:00:00:00:00:01' } })
  takes({ kind: 'macvlan', mode: 'source', nodst: true, macaddr: { set: ['02:00:00:00:00:01'] } })
  takes({ kind: 'can', bitrate: 500_000, samplePoint: 0.875, fd: 'on', tdcMode: 'auto' })
  takes({ kind: 'vlan', id: 5, egressQosMap: '1:2', ingressQosMap: { 1: 2 } })
  takes({ kind: 'netkit', peer: { ifname: 'x1', netns: 'blue' }, policy: 'blackhole' })
  takes({ kind: 'hsr', slave1: 'a', slave2: 2, proto: 'prp' })
  // A kind that the tables do not know.
  takes({ kind: 'quux', data: new Uint8Array() })
}

export function narrowed(): void {
  // @ts-expect-error a vlan has no remote end
  takes({ kind: 'vlan', id: 5, remote: '192.0.2.2' })
  // @ts-expect-error a tunnel over IPv4 has no flow label
  takes({ kind: 'gre', flowlabel: 5 })
  // @ts-expect-error 'inherit' or a number
  takes({ kind: 'gre', ttl: 'inherits' })
  // @ts-expect-error a mode of bonds
  takes({ kind: 'bond', mode: '802.3' })
  // @ts-expect-error a switch
  takes({ kind: 'vxlan', learning: 'yes' })
  // @ts-expect-error words of a port are none of its bridge
  takes({ kind: 'bridge', isolated: true })
  // @ts-expect-error a mode of sit, not of ip6tnl
  takes({ kind: 'ip6tnl', mode: 'ip6ip' })
  // @ts-expect-error an unknown kind has no words
  takes({ kind: 'quux', remote: '192.0.2.2' })
}
