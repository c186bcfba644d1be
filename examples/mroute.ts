// Multicast routes and the tables they are in. A daemon (smcroute, pimd, mrouted) makes a table's interfaces with sockets
// of its own; beside one, `add` and `delete` work too. Without a daemon there is not much to see, and this says so.
import { IPRoute } from 'rtnl'

await using ip = new IPRoute()
for (const { id, vifs = [], mrouteDoPim } of await ip.mroute('tables')) {
  console.log(`table ${id}:`, vifs.length, 'interfaces', mrouteDoPim ? 'with PIM' : '')
  for (const { vifId, ifindex, packetsIn, packetsOut } of vifs)
    console.log(`  ${vifId}: link ${ifindex}, in ${packetsIn}, out ${packetsOut}`)
}
const routes = await ip.getMroutes()
for (const { src, dst, iif, multipath = [], mfcStats, flags } of routes) {
  const out = multipath.map(({ oif, hops }) => `link ${oif} from TTL ${hops}`).join(', ')
  console.log(`(${src}, ${dst}) from link ${iif} to ${out || 'nowhere'}: ${mfcStats?.packets ?? 0n} packets ${flags.join(' ')}`)
}
if (routes.length === 0) console.log('no multicast routes')

try {
  await ip.mroute('add', { group: '239.1.1.1', src: '192.0.2.9', iif: 'lo', oifs: ['lo'] })
  await ip.mroute('delete', { group: '239.1.1.1', src: '192.0.2.9' })
} catch (error) {
  console.log('to add one a daemon is wanted:', (error as Error).message)
}
