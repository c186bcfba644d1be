// Actions by themselves and behind filters, as a user says them: our words against what tc(8) sent.
import { sameAsTc } from './wish.ts'

const add = 'tc actions add action'
sameAsTc({
  [`${add} continue`]: (ip) => ip.tc('add-action', 'gact', { action: 'continue' }),
  [`${add} pipe`]: (ip) => ip.tc('add-action', { actions: 'pipe' }),
  [`${add} trap`]: (ip) => ip.tc('add-action', { kind: 'gact', action: 'trap' }),
  [`${add} drop no_percpu`]: (ip) => ip.tc('add-action', 'gact', { action: 'drop', flags: 'no_percpu_stats' }),
  [`${add} drop skip_hw`]: (ip) => ip.tc('add-action', 'gact', { action: 'drop', flags: ['skip_hw'] }),
  [`${add} drop hw_stats delayed`]: (ip) => ip.tc('add-action', 'gact', { action: 'drop', hwStats: 'delayed' }),
  [`${add} pass index 1 action drop index 2`]: (ip) =>
    ip.tc('add-action', {
      actions: [
        { kind: 'gact', action: 'pass', index: 1 },
        { kind: 'gact', action: 'drop', index: 2 },
      ],
    }),
  'tc actions change action drop index 7': (ip) => ip.tc('change-action', 'gact', 7, { action: 'drop' }),
  'tc actions flush action gact': (ip) => ip.tc('flush-action', 'gact'),
  [`${add} mirred ingress mirror dev d0`]: (ip) => ip.tc('add-action', 'mirred', { ingress: 'mirror', dev: 'd0' }),
  [`${add} vlan modify id 9`]: (ip) => ip.tc('add-action', 'vlan', { modify: true, id: 9 }),
  [`${add} vlan push id 7 pipe`]: (ip) => ip.tc('add-action', 'vlan', { push: true, id: 7, action: 'pipe' }),
  [`${add} skbmod set smac 02:00:00:00:00:01`]: (ip) => ip.tc('add-action', 'skbmod', { smac: '02:00:00:00:00:01' }),
  [`${add} tunnel_key set src_ip 192.0.2.1 dst_ip 192.0.2.2 id 7 csum`]: (ip) =>
    ip.tc('add-action', 'tunnel_key', { set: true, srcIp: '192.0.2.1', dstIp: '192.0.2.2', id: 7, csum: true }),
  [`${add} tunnel_key set src_ip 192.0.2.1 dst_ip 192.0.2.2`]: (ip) =>
    ip.tc('add-action', 'tunnel_key', { set: true, srcIp: '192.0.2.1', dstIp: '192.0.2.2' }),
  // tc opens the pinned program; who has opened it gives its descriptor.
  [`${add} bpf object-pinned /sys/fs/bpf/p-act`]: (ip) => ip.tc('add-action', 'bpf', { fd: 5, name: 'p-act:[*fsobj]' }),
  [`${add} ife encode allow prio allow tcindex src 02:00:00:00:00:02 type 0xfefe`]: (ip) =>
    ip.tc('add-action', 'ife', { encode: true, prio: 'allow', tcindex: 'allow', src: '02:00:00:00:00:02', type: 0xfefe }),
})

const filter = 'tc filter add dev d0 ingress protocol ip prio 10'
const place = { parent: 'ingress', protocol: 'ip', prio: 10 } as const
sameAsTc(
  {
    [`${filter} matchall action pass`]: (ip) => ip.tc('add-filter', 'matchall', 'd0', { ...place, action: 'pass' }),
    [`${filter} matchall action drop hw_stats immediate`]: (ip) =>
      ip.tc('add-filter', 'matchall', 'd0', { ...place, actions: [{ kind: 'gact', action: 'drop', hwStats: 'immediate' }] }),
    [`${filter} matchall action skbedit priority 1:1 action skbmod swap mac action nat ingress 192.0.2.0/24 198.51.100.1`]: (ip) =>
      ip.tc('add-filter', 'matchall', 'd0', {
        ...place,
        actions: [
          { kind: 'skbedit', priority: '1:1' },
          { kind: 'skbmod', swap: 'mac' },
          { kind: 'nat', ingress: true, old: '192.0.2.0/24', new: '198.51.100.1' },
        ],
      }),
    [`${filter} matchall action mpls push label 5 action ctinfo cpmark`]: (ip) =>
      ip.tc('add-filter', 'matchall', 'd0', {
        ...place,
        actions: [
          { kind: 'mpls', push: true, label: 5 },
          { kind: 'ctinfo', cpmark: true },
        ],
      }),
    [`${filter} flower src_ip 192.0.2.1 action vlan pop pipe action skbedit mark 7 pipe action mirred egress redirect dev d0`]: (ip) =>
      ip.tc('add-filter', 'flower', 'd0', {
        ...place,
        srcIp: '192.0.2.1',
        actions: [
          { kind: 'vlan', pop: true, action: 'pipe' },
          { kind: 'skbedit', mark: 7, action: 'pipe' },
          { kind: 'mirred', egress: 'redirect', dev: 'd0' },
        ],
      }),
    [`${filter} u32 match ip src 192.0.2.1 action pedit munge ip src set 192.0.2.9 pipe action csum ip and tcp`]: (ip) =>
      ip.tc('add-filter', 'u32', 'd0', {
        ...place,
        match: 'ip src 192.0.2.1',
        actions: [
          { kind: 'pedit', munge: 'ip src set 192.0.2.9', ex: false, action: 'pipe' },
          { kind: 'csum', iph: true, tcp: true },
        ],
      }),
  },
  'tc-action',
)
