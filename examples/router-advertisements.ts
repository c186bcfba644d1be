// What routers say to this machine: prefixes, servers of names, domains to search. Listens for a second.
import { IPRoute } from 'rtnl'

await using ip = new IPRoute()
const events = ip.events('prefix', 'nduseropt')
setTimeout(() => events.close(), 1000)
for await (const event of events) {
  if (event.type === 'RTM_NEWPREFIX') console.log('prefix', event.message.address, event.message.len, event.message.flags)
  if (event.type !== 'RTM_NEWNDUSEROPT') continue
  for (const option of event.message.options) {
    if (option.type === 'rdnss') console.log('name servers', option.addresses, 'for', option.lifetime, 's')
    else if (option.type === 'dnssl') console.log('search', option.domains)
    else console.log(option)
  }
}
