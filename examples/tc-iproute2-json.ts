// What `tc -j` prints, without tc: for programs that were written for its JSON. Needs no root.
import { type Datagram, decode, encode, IPRoute, openKernelSocket } from 'rtnl'
import { iproute2Json } from '../src/iproute2/index.ts'

const socket = openKernelSocket()
socket.ref()
const answers: Uint8Array[] = []
await new Promise<void>((done, failed) => {
  socket.start({
    receive: (datagrams: readonly Datagram[]) => {
      for (const { bytes } of datagrams) {
        answers.push(bytes)
        if (decode(bytes).some(({ header }) => header.type === 'NLMSG_DONE')) done()
      }
    },
    overrun: (reason) => failed(new Error(reason)),
    fail: failed,
  })
  // The queueing disciplines of all links, those too that nobody made.
  socket.send(encode({ header: { type: 'RTM_GETQDISC', flags: ['request', 'dump'], seq: 1 }, dumpInvisible: true }), failed)
})
await socket.close()

// Messages have indexes; the names are asked for.
await using ip = new IPRoute()
const links = Object.fromEntries((await ip.getLinks()).map(({ index, ifname }) => [index, ifname ?? '']))
console.log(JSON.stringify(iproute2Json(['tc', '-j', 'qdisc', 'show'], answers, { links }), undefined, 2))
