// Settings of IPv4 and IPv6 on each link: forwarding, reverse path filter, proxy ARP. sysctl changes them; this tells of it.
import { IPRoute } from 'rtnl'

await using ip = new IPRoute()
const { forwarding, rpFilter } = await ip.netconf('get', { family: 'inet', dev: 'all' })
console.log('IPv4 on all links: forwarding', forwarding === 1 ? 'on' : 'off', 'rp_filter', rpFilter)
for (const one of await ip.getNetconf('inet6')) console.log(one.ifindex, 'forwards IPv6:', one.forwarding === 1)
console.log('forwarding here:', (await ip.getNetconf({ forwarding: 1 })).length)
