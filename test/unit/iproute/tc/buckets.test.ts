import { sameAsTc } from './wish.ts'

// Kinds that hold packets back by rates: words and numbers of people make the requests that tc made of them.
sameAsTc({
  'tc qdisc add dev d0 root tbf rate 1mbit burst 10kb latency 50ms': (ip) =>
    ip.tc('add', 'tbf', 'd0', { rate: '1mbit', burst: '10kb', latency: '50ms' }),
  'tc qdisc add dev d0 root tbf rate 1mbit burst 10kb latency 50ms peakrate 2mbit mtu 2000': (ip) =>
    ip.tc('add', 'tbf', 'd0', { rate: 1_000_000, burst: 10_240, latency: 50_000, peakrate: '2mbit', minburst: 2000 }),
  'tc qdisc add dev d0 root tbf rate 1mbit burst 10kb/64 limit 30000 mpu 64': (ip) =>
    ip.tc('add', 'tbf', 'd0', { rate: '1mbit', maxburst: '10kb/64', limit: 30_000, mpu: 64 }),
  'tc qdisc add dev d0 root tbf rate 1000kbps buffer 5000 limit 3000': (ip) =>
    ip.tc('add', 'tbf', 'd0', { rate: '1000kbps', buffer: 5000, limit: 3000 }),
  'tc qdisc add dev d0 root tbf rate 8mibit burst 10kb limit 100kb linklayer ethernet': (ip) =>
    ip.tc('add', 'tbf', 'd0', { rate: '8mibit', burst: '10kb', limit: '100kb', linklayer: 'ethernet' }),
  'tc qdisc add dev d0 root handle 1: htb r2q 5 default 0x99': (ip) => ip.tc('add', 'htb', 'd0', '1:', { r2q: 5, default: '99' }),
  'tc qdisc add dev d0 root handle 1: htb direct_qlen 55': (ip) => ip.tc('add', 'htb', 'd0', '1:', { directQlen: 55 }),
  'tc qdisc add dev d0 root handle 1: hfsc': (ip) => ip.tc('add', 'hfsc', 'd0', '1:'),
  'tc qdisc add dev d0 root handle 1: cbs locredit -1470 hicredit 30 sendslope -980000 idleslope 20000': (ip) =>
    ip.tc('add', 'cbs', 'd0', '1:', { locredit: -1470, hicredit: 30, sendslope: '-980mbit', idleslope: '20000' }),
  'tc qdisc add dev d0 root handle 1: etf clockid CLOCK_TAI delta 300000': (ip) =>
    ip.tc('add', 'etf', 'd0', '1:', { clockid: 'CLOCK_TAI', delta: '300us' }),
  'tc qdisc add dev d0 root handle 1: etf clockid CLOCK_TAI delta 300000 skip_sock_check': (ip) =>
    ip.tc('add', 'etf', 'd0', '1:', { clockid: 'tai', delta: 300_000, skipSockCheck: true }),
  'tc qdisc add dev d0 root handle 1: stab linklayer adsl overhead -4 tsize 512 htb': (ip) =>
    ip.tc('add', { kind: 'htb', dev: 'd0', handle: '1:', stab: { linklayer: 'adsl', overhead: -4, tsize: 512 } }),
  'tc qdisc add dev d0 root handle 1: stab overhead 4 linklayer ethernet tbf rate 1mbit burst 10kb limit 20kb': (ip) =>
    ip.tc('add', 'tbf', 'd0', '1:', {
      rate: '1mbit',
      burst: '10kb',
      limit: '20kb',
      stab: { overhead: 4, linklayer: 'ethernet' },
    }),
  'tc class add dev d0 parent 1: classid 1:1 htb rate 1mbit': (ip) => ip.tc('add-class', 'htb', 'd0', '1:1', { rate: '1mbit' }),
  'tc class add dev d0 parent 1: classid 1:1 htb rate 1mbit ceil 2mbit': (ip) =>
    ip.tc('add-class', 'htb', 'd0', '1:1', { parent: '1:', rate: '1mbit', ceil: '2mbit' }),
  'tc class add dev d0 parent 1: classid 1:1 htb rate 1mbit burst 15k cburst 20k': (ip) =>
    ip.tc('add-class', 'htb', 'd0', '1:1', { rate: '1mbit', buffer: '15k', cburst: '20k' }),
  'tc class add dev d0 parent 1: classid 1:1 htb rate 1mbit linklayer atm overhead 8': (ip) =>
    ip.tc('add-class', 'htb', 'd0', '1:1', { rate: '1mbit', linklayer: 'atm', overhead: 8 }),
  'tc class add dev d0 parent 1: classid 1:1 htb rate 100gbit ceil 200gbit': (ip) =>
    ip.tc('add-class', 'htb', 'd0', '1:1', { rate: 100_000_000_000n, ceil: '200gbit' }),
  'tc class add dev d0 parent 1: classid 1:1 htb rate 1000000 burst 10kb/16': (ip) =>
    ip.tc('add-class', 'htb', 'd0', '1:1', { rate: 1_000_000, burst: '10kb/16' }),
  'tc class add dev d0 parent 1:1 classid 1:10 htb rate 500kbit ceil 1mbit prio 1': (ip) =>
    ip.tc('add-class', 'htb', 'd0', '1:10', { parent: '1:1', rate: '500kbit', ceil: '1mbit', prio: 1 }),
  'tc class add dev d0 parent 1: classid 1:1 estimator 1s 8s htb rate 1mbit': (ip) =>
    ip.tc('add-class', 'htb', 'd0', '1:1', { rate: '1mbit', estimator: { interval: 0, ewmaLog: 3 } }),
  'tc class add dev d0 parent 1: classid 1:1 hfsc ls rate 1mbit ul rate 2mbit': (ip) =>
    ip.tc('add-class', 'hfsc', 'd0', '1:1', { ls: '1mbit', ul: { rate: '2mbit' } }),
  'tc class add dev d0 parent 1: classid 1:1 hfsc sc umax 1500 dmax 20ms rate 1mbit ul rate 5mbit': (ip) =>
    ip.tc('add-class', 'hfsc', 'd0', '1:1', { sc: { umax: 1500, dmax: '20ms', rate: '1mbit' }, ul: 5_000_000 }),
  'tc class add dev d0 parent 1: classid 1:1 hfsc rt umax 1500 dmax 30ms rate 500kbit ls m1 1mbit d 5ms m2 700kbit': (ip) =>
    ip.tc('add-class', 'hfsc', 'd0', '1:1', {
      rt: { umax: '1500b', dmax: 30_000, rate: '500kbit' },
      ls: { m1: '1mbit', d: '5ms', m2: '700kbit' },
    }),
  'tc class change dev d0 parent 1: classid 1:1 hfsc sc rate 2mbit': (ip) => ip.tc('change-class', 'hfsc', 'd0', '1:1', { sc: '2mbit' }),
  'tc class add dev d0 parent 1: classid 1:1 drr quantum 1600': (ip) => ip.tc('add-class', 'drr', 'd0', '1:1', { quantum: 1600 }),
  'tc class change dev d0 parent 1: classid 1:1 drr quantum 600': (ip) => ip.tc('change-class', 'drr', 'd0', '1:1', { quantum: '600b' }),
  'tc class add dev d0 parent 1: classid 1:1 qfq': (ip) => ip.tc('add-class', 'qfq', 'd0', '1:1'),
  'tc class change dev d0 parent 1: classid 1:1 qfq weight 20': (ip) => ip.tc('change-class', 'qfq', 'd0', '1:1', { weight: 20 }),
})
