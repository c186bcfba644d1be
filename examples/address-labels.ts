// Labels of IPv6 prefixes: of several addresses the kernel prefers as source the one whose label is that of the destination
// (RFC 6724). Changes them: run it in a namespace of its own (unshare -rn).
import { IPRoute } from 'rtnl'

await using ip = new IPRoute()
await ip.addrlabel('add', { prefix: '2001:db8::/32', label: 99 })
console.log(await ip.addrlabel('get', '2001:db8::1'))
console.log(await ip.addrlabel('ensure', { prefix: '2001:db8::/32', label: 98 }))
for (const { address, prefixlen, label } of await ip.getAddrlabels()) console.log(`${address}/${prefixlen}`, label)
console.log(await ip.addrlabel('absent', { prefix: '2001:db8::/32' }))
