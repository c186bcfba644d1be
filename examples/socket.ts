// The threadless form: a socket on the event loop, whose user takes messages as they come.
// Changes links: run it in a namespace of its own (unshare -rn).
import { IPRSocket } from 'rtnl'

await using socket = new IPRSocket()
socket.bind()
await socket.link('add', { ifname: 'v0', kind: 'veth', peer: 'v1' })
for await (const message of socket) {
  console.log(message.header.type)
  if (message.header.type === 'RTM_NEWLINK') break
}
