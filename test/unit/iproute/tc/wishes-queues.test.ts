// Queueing disciplines by the words that no other test has: our words against what tc(8) sent.
import { sameAsTc } from './wish.ts'

const add = 'tc qdisc add dev d0 root'
sameAsTc({
  [`${add} pie noecn nobytemode no_dq_rate_estimator`]: (ip) =>
    ip.tc('add', 'pie', 'd0', { ecn: false, bytemode: false, dqRateEstimator: false }),
  [`${add} cake diffserv4`]: (ip) => ip.tc('add', 'cake', 'd0', { diffserv: 'diffserv4' }),
  [`${add} cake diffserv8`]: (ip) => ip.tc('add', 'cake', 'd0', { diffserv: 'diffserv8' }),
  [`${add} cake srchost`]: (ip) => ip.tc('add', 'cake', 'd0', { flowMode: 'srchost' }),
  [`${add} cake hosts`]: (ip) => ip.tc('add', 'cake', 'd0', { flowMode: 'hosts' }),
  [`${add} cake nat`]: (ip) => ip.tc('add', 'cake', 'd0', { nat: true }),
  [`${add} cake nonat`]: (ip) => ip.tc('add', 'cake', 'd0', { nat: false }),
  [`${add} cake ack-filter-aggressive`]: (ip) => ip.tc('add', 'cake', 'd0', { ackFilter: 'aggressive' }),
  [`${add} cake internet`]: (ip) => ip.tc('add', 'cake', 'd0', { rtt: 'internet' }),
  [`${add} cake fwmark 0xff`]: (ip) => ip.tc('add', 'cake', 'd0', { fwmark: 0xff }),
  'tc qdisc del dev d0 root handle 1:': (ip) => ip.tc('del', { dev: 'd0', handle: '1:', parent: 'root' }),
})
