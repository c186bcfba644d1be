// How long neighbours are believed, link by link. Changes it: run it in a namespace of its own (unshare -rn).
import { IPRoute } from 'rtnl'

await using ip = new IPRoute()
await ip.link('add', { ifname: 'v0', kind: 'veth', peer: 'v1' })
await ip.ntable('change', { name: 'arp_cache', dev: 'v0', baseReachable: 20_000, ucastProbes: 5, queue: 33 })
for (const { name, parms } of await ip.getNeighbourTables({ dev: 'v0' }))
  console.log(name, 'reachable for', Number(parms?.baseReachableTime), 'ms, probes:', parms?.ucastProbes)
