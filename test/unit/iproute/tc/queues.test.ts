import { sameAsTc } from './wish.ts'

sameAsTc({
  'tc qdisc add dev d0 root pfifo': (ip) => ip.tc('add', 'pfifo', 'd0'),
  'tc qdisc add dev d0 root pfifo limit 77': (ip) => ip.tc('add', 'pfifo', 'd0', { limit: 77 }),
  'tc qdisc replace dev d0 root handle 1: pfifo limit 5': (ip) => ip.tc('replace', 'pfifo', 'd0', '1:', { limit: 5 }),
  'tc qdisc change dev d0 handle 1: root pfifo limit 9': (ip) => ip.tc('change', 'pfifo', 'd0', '1:', { parent: 'root', limit: 9 }),
  'tc qdisc add dev d0 root bfifo': (ip) => ip.tc('add', 'bfifo', 'd0'),
  'tc qdisc add dev d0 root pfifo_head_drop limit 66': (ip) => ip.tc('add', 'pfifo_head_drop', 'd0', { limit: 66 }),
  'tc qdisc add dev d0 estimator 1s 8s root pfifo limit 20': (ip) =>
    ip.tc('add', 'pfifo', 'd0', { limit: 20, estimator: { interval: 0, ewmaLog: 3 } }),
  'tc qdisc add dev d0 root handle 1: multiq': (ip) => ip.tc('add', 'multiq', 'd0', '1:'),
  'tc qdisc add dev d0 ingress_block 7 egress_block 8 clsact': (ip) =>
    ip.tc('add', { kind: 'clsact', dev: 'd0', ingressBlock: 7, egressBlock: 8 }),
  'tc qdisc add dev d0 handle ffff: ingress': (ip) => ip.tc('add', 'ingress', 'd0', 'ffff:'),
  'tc qdisc add dev d0 root handle 1: prio': (ip) => ip.tc('add', 'prio', 'd0', '1:'),
  'tc qdisc add dev d0 root handle 1: prio bands 4': (ip) => ip.tc('add', 'prio', 'd0', '1:', { bands: 4 }),
  'tc qdisc add dev d0 root handle 1: prio bands 3 priomap 0 0 1 1 2 2 0 0 1 1 2 2 0 0 1 1': (ip) =>
    ip.tc('add', 'prio', 'd0', '1:', { bands: 3, priomap: [0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2, 0, 0] }),
  'tc qdisc change dev d0 root handle 1: prio bands 5': (ip) => ip.tc('change', 'prio', 'd0', '1:', { parent: 'root', bands: 5 }),
  'tc qdisc add dev d0 root handle 1: ets bands 8': (ip) => ip.tc('add', 'ets', 'd0', '1:', { bands: 8 }),
  'tc qdisc add dev d0 root handle 1: ets bands 4 strict 2': (ip) => ip.tc('add', 'ets', 'd0', '1:', { bands: 4, strict: 2 }),
  'tc qdisc add dev d0 root handle 1: ets strict 3 quanta 4500 3000 2500': (ip) =>
    ip.tc('add', 'ets', 'd0', '1:', { strict: 3, quanta: [4500, 3000, '2500b'] }),
  'tc qdisc add dev d0 root skbprio': (ip) => ip.tc('add', 'skbprio', 'd0'),
  'tc qdisc change dev d0 root handle 1: plug release': (ip) =>
    ip.tc('change', { kind: 'plug', dev: 'd0', parent: 'root', handle: '1:', options: { action: 'release_one' } }),
  'tc qdisc change dev d0 root handle 1: plug release_indefinite': (ip) =>
    ip.tc('change', { kind: 'plug', dev: 'd0', parent: 'root', handle: '1:', options: { action: 'release_indefinite' } }),
  'tc qdisc add dev d0 root handle 1: mqprio num_tc 2 map 0 0 1 1 queues 4@0 4@4 hw 0': (ip) =>
    ip.tc('add', 'mqprio', 'd0', '1:', { map: [0, 0, 1, 1], queues: ['4@0', '4@4'], hw: 0 }),
  'tc qdisc add dev d0 parent root handle 100: taprio num_tc 3 map 2 2 1 0 2 2 2 2 2 2 2 2 2 2 2 2 queues 1@0 1@1 2@2 base-time 1000000000 sched-entry S 01 300000 sched-entry S 06 300000 flags 0x1 txtime-delay 200000 clockid CLOCK_TAI':
    (ip) =>
      ip.tc('add', 'taprio', 'd0', '100:', {
        numTc: 3,
        map: [2, 2, 1, 0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2],
        queues: ['1@0', '1@1', '2@2'],
        baseTime: '1s',
        schedEntry: ['S 01 300000', 'S 06 300us'],
        flags: ['txtime_assist'],
        txtimeDelay: '200us',
        clockid: 'CLOCK_TAI',
      }),
  'tc qdisc change dev d0 root handle 100: taprio base-time 2000000000000000000 sched-entry S 07 500000 sched-entry S 01 300000 clockid CLOCK_TAI':
    (ip) =>
      ip.tc('change', 'taprio', 'd0', '100:', {
        parent: 'root',
        baseTime: 2_000_000_000_000_000_000n,
        schedule: [
          { cmd: 'set_gates', gateMask: 7, interval: 500_000 },
          { cmd: 'set_gates', gateMask: 1, interval: '300us' },
        ],
        clockid: 'tai',
      }),
})
