// What most programs want to know of a machine's network; no privilege needed.
import { IPRoute } from 'rtnl'

await using ip = new IPRoute()
for (const { index, ifname, operstate, mtu } of await ip.getLinks()) console.log(`${index}: ${ifname} ${operstate} mtu ${mtu}`)
console.log('addresses:', (await ip.addresses()).join(' ') || 'none')
const route = await ip.defaultRoute()
console.log('default route:', route === undefined ? 'none' : `via ${route.gateway} out of ${route.oif}`)
