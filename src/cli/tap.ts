// What stands between a command and its kernel: an ear for the datagrams that come, a hand that holds back what would change something.
import { through } from '../iproute/connection/through.ts'
import { rtnetlink } from '../schema/index.ts'
import type { TransportHandler } from '../socket/transport.ts'

type Opener = NonNullable<import('../iproute/options.ts').SocketOptions['transport']>
/** Makes one way to a kernel out of another. */
export type Wrap = (open: Opener) => Opener

/** Hands each datagram that comes to `hear` before the library reads it. */
export const heard =
  (hear: (bytes: Uint8Array) => void): Wrap =>
  (open) =>
  (purpose, groups) => {
    const transport = open(purpose, groups)
    return through(transport, {
      start: (handler) =>
        transport.start({
          receive: (datagrams) => {
            for (const { bytes } of datagrams) hear(bytes)
            handler.receive(datagrams)
          },
          overrun: (reason) => handler.overrun(reason),
          fail: (error) => handler.fail(error),
        }),
    })
  }

const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1
/** linux/netlink.h: nlmsghdr, and an NLMSG_ERROR of 0 with NLM_F_CAPPED behind it. */
const HEADER = 16
const ANSWER = 36
const NLMSG_ERROR = 2
const NLM_F_CAPPED = 0x100
/** Types come in fours; the third of each is the question (linux/rtnetlink.h). */
const isQuestion = (type: number): boolean => (type & 3) === 2

/** "Done", as the kernel would say to this request. */
function acknowledgement(request: DataView): Uint8Array {
  const bytes = new Uint8Array(ANSWER)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, ANSWER, LITTLE_ENDIAN)
  view.setUint16(4, NLMSG_ERROR, LITTLE_ENDIAN)
  view.setUint16(6, NLM_F_CAPPED, LITTLE_ENDIAN)
  view.setUint32(8, request.getUint32(8, LITTLE_ENDIAN), LITTLE_ENDIAN)
  for (let i = 0; i < HEADER; i++) bytes[HEADER + 4 + i] = request.getUint8(i)
  return bytes
}

/** Lets questions through, and describes everything else to `tell` instead of sending it: the kernel is said to have agreed. */
export const heldBack =
  (tell: (text: string) => void): Wrap =>
  (open) =>
  (purpose, groups) => {
    const transport = open(purpose, groups)
    let handler: TransportHandler | undefined
    return through(transport, {
      start: (given) => {
        handler = given
        transport.start(given)
      },
      send: (bytes, failed) => {
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
        if (isQuestion(view.getUint16(4, LITTLE_ENDIAN))) return transport.send(bytes, failed)
        tell(rtnetlink.describe(bytes))
        const answer = acknowledgement(view)
        queueMicrotask(() => handler?.receive([{ bytes: answer }]))
      },
    })
  }
