// This machine's own addresses: in one call, and with all the kernel knows of them. Needs no root.
import { IPRoute } from 'rtnl'

await using ip = new IPRoute()
console.log('to be reached at:', (await ip.addresses()).join(' ') || 'nowhere')
for (const address of await ip.getAddr({ family: 'inet' })) {
  const { local, prefixlen, label, scope, flags } = address
  console.log(`${label}: ${local}/${prefixlen}, scope ${scope}, ${flags.join(' ') || 'no flags'}`)
}
