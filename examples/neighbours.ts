// The ARP and neighbour discovery caches. Changes them: run it in a namespace of its own (unshare -rn).
import { IPRoute } from 'rtnl'

await using ip = new IPRoute()
const { index } = await ip.link('add', { ifname: 'v0', kind: 'veth', peer: 'v1' })
await Promise.all([ip.linkUp('v0'), ip.linkUp('v1')])
await ip.neigh('add', { index, dst: '192.0.2.9', lladdr: '02:00:00:00:00:99' })
await ip.neigh('replace', { index, dst: '2001:db8::9', lladdr: '02:00:00:00:00:99', state: 'stale', router: true })
for (const { dst, lladdr, state, flags } of await ip.getNeighbors({ dev: 'v0' })) console.log(dst, lladdr, state, flags)
console.log(await ip.neigh('get', { index, dst: '192.0.2.9' }))
console.log('deleted:', await ip.neigh('flush', { index, state: 'permanent' }))
