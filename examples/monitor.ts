// One stream of everything that begins with the present state, and comes back to it after a loss.
// Changes links: run it in a namespace of its own (unshare -rn).
import { IPRoute } from 'rtnl'

await using ip = new IPRoute()
const links = new Map<number, string | undefined>()
for await (const event of ip.monitor({ initial: true, resync: true })) {
  if (event.type === 'resync') {
    if (event.phase === 'begin') links.clear()
    else {
      console.log('state:', [...links.values()])
      if (links.size === 1) await ip.link('add', { ifname: 'v0', kind: 'veth', peer: 'v1' })
    }
  } else if (event.type === 'RTM_NEWLINK') {
    links.set(event.message.index, event.message.ifname)
    if (links.size === 3) break
  } else if (event.type === 'RTM_DELLINK') links.delete(event.message.index)
}
console.log('now:', [...links.values()])
