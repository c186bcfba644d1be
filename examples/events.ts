// Events while a link comes, changes and goes. Needs CAP_NET_ADMIN.
import { IPRoute } from 'rtnl'

await using ip = new IPRoute()
const events = ip.events('link')
const { index } = await ip.link('add', { ifname: 'b0', kind: 'bridge' })
await ip.link('set', { index, state: 'up' })
await ip.link('del', { index })

for await (const event of events) {
  if (event.type === 'lost') console.log('events were lost:', event.reason)
  if (event.type === 'RTM_NEWLINK') console.log(`${event.message.ifname}: ${event.message.flags.join(' ')}`)
  if (event.type === 'RTM_DELLINK' && event.message.index === index) break
}
