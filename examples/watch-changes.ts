// Watches links and addresses change. Changes links: run it in a namespace of its own (unshare -rn).
import { IPRoute } from 'rtnl'

await using ip = new IPRoute()
const events = ip.events('link', 'addr')
const { index } = await ip.link('add', { ifname: 'v0', kind: 'veth', peer: 'v1' })
await ip.addr('add', index, { address: '10.0.0.1', mask: 24 })
await ip.linkRemove(index)

for await (const event of events) {
  switch (event.type) {
    case 'RTM_NEWLINK':
      console.log('link', event.message.ifname, event.message.operstate)
      break
    case 'RTM_NEWADDR':
      console.log('address', event.message.local, 'on', event.message.label)
      break
    case 'RTM_DELADDR':
      console.log('address', event.message.local, 'went')
      break
    case 'lost':
      console.log('events were lost: ask for the state anew')
      break
    default:
      break
  }
  if (event.type === 'RTM_DELLINK' && event.message.ifname === 'v0') break
}
console.log('v0 is gone')
