// The same by callbacks. Changes links: run it in a namespace of its own (unshare -rn).
import { type Event, IPRoute } from 'rtnl'

await using ip = new IPRoute()
const seen = new Promise<void>((resolve) => {
  const callback = (event: Event): void => {
    if (event.type !== 'RTM_NEWLINK' || event.message.ifname !== 'v0') return
    console.log('v0 appeared, index', event.message.index)
    ip.unregisterCallback(callback)
    resolve()
  }
  ip.registerCallback(callback, 'link')
})
await ip.link('add', { ifname: 'v0', kind: 'veth', peer: 'v1' })
await seen
