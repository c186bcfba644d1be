import { sameAsTc } from './wish.ts'

sameAsTc({
  'tc qdisc add dev d0 root mq': (ip) => ip.tc('add', 'mq', 'd0'),
  'tc qdisc add dev d0 clsact': (ip) => ip.tc('add', 'clsact', 'd0'),
  'tc qdisc add dev d0 ingress': (ip) => ip.tc('add', 'ingress', 'd0'),
})
