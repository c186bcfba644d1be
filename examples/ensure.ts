// Says how things are to be; runs twice, and changes nothing the second time.
// Changes links: run it in a namespace of its own (unshare -rn).
import { IPRoute } from 'rtnl'

await using ip = new IPRoute()
for (const run of ['first', 'second']) {
  console.log(`${run} run:`)
  console.log('  link', await ip.link('ensure', { ifname: 'br0', kind: 'bridge', mtu: 1400, state: 'up' }))
  console.log('  address', await ip.addr('ensure', { dev: 'br0', address: '10.0.0.1/24' }))
  console.log('  route', await ip.route('ensure', { dst: '10.1.0.0/16', via: '10.0.0.2' }))
  console.log('  rule', await ip.rule('ensure', { from: '10.1.0.0/16', table: 100, priority: 1000 }))
  console.log('  neighbour', await ip.neigh('ensure', { dev: 'br0', dst: '10.0.0.2', lladdr: '02:00:00:00:00:02' }))
}
console.log('gone:', await ip.link('absent', 'br0'), 'again:', await ip.link('absent', 'br0'))
