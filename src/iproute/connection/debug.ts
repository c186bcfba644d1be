import { rtnetlink } from '../../schema/index.ts'
import type { Transport } from '../../socket/transport.ts'
import { through } from './through.ts'

/** Takes what is said of a datagram. */
export type Tracer = (text: string) => void

const toStandardError: Tracer = (text) => {
  process.stderr.write(`${text}\n`)
}

/** What the option `debug` and the environment ask for; undefined: silence. */
export const tracerOf = (debug: boolean | Tracer | undefined): Tracer | undefined => {
  if (typeof debug === 'function') return debug
  const wanted = debug ?? (process.env['NODE_DEBUG'] ?? '').split(/[\s,]+/).includes('rtnl')
  return wanted ? toStandardError : undefined
}

/** The same transport; every datagram that goes through it is described. */
export const traced = (transport: Transport, print: Tracer): Transport => {
  const say = (arrow: string, bytes: Uint8Array) => print(`${arrow} ${transport.portId}\n${rtnetlink.describe(bytes)}`)
  return through(transport, {
    start: (handler) =>
      transport.start({
        receive: (datagrams) => {
          for (const { bytes } of datagrams) say('<-', bytes)
          handler.receive(datagrams)
        },
        overrun: (reason) => {
          print(`<- ${transport.portId} overrun (${reason})`)
          handler.overrun(reason)
        },
        fail: (error) => {
          print(`<- ${transport.portId} ${String(error)}`)
          handler.fail(error)
        },
      }),
    send: (bytes, failed) => {
      say('->', bytes)
      transport.send(bytes, failed)
    },
  })
}
