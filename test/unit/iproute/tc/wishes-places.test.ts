// Where filters hang: chains, blocks that links share, both sides of clsact; and how they are removed.
import { sameAsTc } from './wish.ts'

sameAsTc({
  'tc filter add dev d0 ingress chain 0 protocol ip prio 10 matchall action goto chain 7': (ip) =>
    ip.tc('add-filter', 'matchall', 'd0', {
      parent: 'ingress',
      chain: 0,
      protocol: 'ip',
      prio: 10,
      action: { kind: 'gact', action: 'goto chain 7' },
    }),
  'tc chain add dev d0 ingress chain 9': (ip) => ip.tc('add-chain', 'd0', 9, { parent: 'ingress' }),
  'tc chain get dev d0 ingress chain 9': (ip) => ip.tc('get-chain', 'd0', { parent: 'ingress', chain: 9 }),
  'tc chain add block 22 chain 4': (ip) => ip.tc('add-chain', { block: 22, chain: 4 }),
  'tc filter add block 22 protocol ip prio 10 flower dst_ip 192.0.2.1 action drop': (ip) =>
    ip.tc('add-filter', 'flower', { block: 22, protocol: 'ip', prio: 10, dstIp: '192.0.2.1', action: 'drop' }),
  'tc filter del block 22 protocol ip prio 10': (ip) => ip.tc('del-filter', { block: 22, protocol: 'ip', pref: 10 }),
  'tc filter add dev d0 parent ffff:fff2 protocol ip prio 1 matchall action ok': (ip) =>
    ip.tc('add-filter', 'matchall', 'd0', { parent: 'ffff:fff2', protocol: 'ip', prio: 1, action: 'ok' }),
  'tc filter del dev d0 ingress protocol all prio 5': (ip) =>
    ip.tc('del-filter', { dev: 'd0', parent: 'ingress', protocol: 'all', prio: 5 }),
  'tc filter replace dev d0 ingress protocol ip prio 10 handle 1 flower dst_ip 192.0.2.2': (ip) =>
    ip.tc('replace-filter', 'flower', 'd0', 1, { parent: 'ingress', protocol: 'ip', prio: 10, dstIp: '192.0.2.2' }),
  'tc filter add dev d0 ingress protocol all prio 5 bpf direct-action object-pinned /sys/fs/bpf/p-cls': (ip) =>
    ip.tc('add-filter', 'bpf', 'd0', { parent: 'ingress', protocol: 'all', prio: 5, fd: 5, name: 'p-cls:[*fsobj]', directAction: true }),
})
