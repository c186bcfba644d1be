// The question most programs ask: which way to the rest of the world? Needs no root.
import { IPRoute } from 'rtnl'

await using ip = new IPRoute()
const route = await ip.defaultRoute()
if (route === undefined) console.log('no default route')
else {
  const [link] = await ip.getLinks(route.oif ?? 0)
  console.log(`default route: via ${route.gateway ?? 'the link itself'} on ${link?.ifname}`)
}
const six = await ip.defaultRoute('inet6')
console.log(six === undefined ? 'no IPv6 default route' : `IPv6: via ${six.gateway}`)
