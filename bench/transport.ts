/** Measures the transport alone, with raw bytes and a walk over the message headers; prints one line of JSON. */
import { openKernelSocket } from '../src/socket/kernel.ts'
import type { Datagram, Transport, TransportHandler } from '../src/socket/transport.ts'
import { latency, measure } from './sample.ts'

// linux/netlink.h, linux/rtnetlink.h
const NLMSG_ERROR = 2
const NLMSG_DONE = 3
const NLM_F_REQUEST = 1
const NLM_F_DUMP = 0x300
const RTM_GETLINK = 18
const RTM_GETROUTE = 26
const AF_INET = 2

const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1

/** A message of header and body; both structs used here have their family or index where the body puts it. */
const message = (type: number, flags: number, body: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(16 + body.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, bytes.length, littleEndian)
  view.setUint16(4, type, littleEndian)
  view.setUint16(6, NLM_F_REQUEST | flags, littleEndian)
  bytes.set(body, 16)
  return bytes
}

const handler = (receive: (datagrams: readonly Datagram[]) => void): TransportHandler => ({
  receive,
  overrun: (reason) => {
    throw new Error(`overrun: ${reason}`)
  },
  fail: (error) => {
    throw error
  },
})

const dump = (transport: Transport): Promise<number> =>
  new Promise((resolve) => {
    let count = 0
    const walk = ({ bytes }: Datagram): void => {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      for (let at = 0; at < bytes.length; at += (view.getUint32(at, littleEndian) + 3) & ~3) {
        const type = view.getUint16(at + 4, littleEndian)
        if (type === NLMSG_DONE || type === NLMSG_ERROR) resolve(count)
        else count++
      }
    }
    transport.start(handler((datagrams) => datagrams.forEach(walk)))
    transport.ref()
    transport.send(message(RTM_GETROUTE, NLM_F_DUMP, new Uint8Array(12).fill(AF_INET, 0, 1)))
  })

/** RTM_GETLINK of the link with index 1, sent `rounds` times, each after the answer of the one before. */
const request = (transport: Transport, rounds: number) => {
  const body = new Uint8Array(16)
  new DataView(body.buffer).setInt32(4, 1, littleEndian)
  const bytes = message(RTM_GETLINK, 0, body)
  let answered: () => void = () => {}
  transport.start(handler(() => answered()))
  transport.ref()
  return latency(rounds, 1, () => {
    const answer = new Promise<void>((resolve) => {
      answered = resolve
    })
    transport.send(bytes)
    return answer
  })
}

const [what, kind, rounds] = process.argv.slice(2)
const transport = openKernelSocket({ threaded: kind === 'thread', onFull: 'pause', queueLimit: 4 * 2 ** 20 })
const sample = what === 'dump' ? await measure(() => dump(transport)) : await request(transport, Number(rounds))
console.log(JSON.stringify(sample))
await transport.close()
