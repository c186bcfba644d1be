import { message } from '../../netlink/payload.ts'
import { BridgeFlags, BridgeMstEntry } from '../../schema/link/bridge-spec.ts'
import { BridgePortData } from '../../schema/link/kinds/bridge-port.ts'
import { IfInfo } from '../../schema/link/link.ts'
import { type Fields, fieldsOf, Links, type Noun, noun, type Prepared, take, takeCall } from '../words/input.ts'
import { PORT_WORDS } from './words.ts'

/** linux/socket.h */
export const AF_BRIDGE = 7

/** A port and what its bridge keeps of it, flat. */
class FlatPort extends message({}, IfInfo, BridgePortData) {}
/** A port's state in one spanning tree, flat. */
class FlatMst extends message({}, IfInfo, BridgeMstEntry) {}

const itself = { hwmode: 'hwmode', self: 'self', master: 'master' }
const portNoun: Noun = noun('bridge port', FlatPort, { dev: 'index', ...PORT_WORDS, ...itself })
/** States of ports in spanning trees. */
export const mstNoun: Noun = noun('mst', FlatMst, { dev: 'index' })

/** The index into the message, as soon as it is known; what is left of the fields is of the port. */
function begin(fields: Fields, what: string): { message: Fields; links: Links } {
  const links = new Links()
  const message: Fields = { family: AF_BRIDGE }
  if (fields['index'] === undefined) throw new TypeError(`${what}: the port is missing: 'dev' or 'index' is wanted`)
  links.put('dev', take(fields, 'index'), (index) => {
    message['index'] = index
  })
  delete fields['family']
  return { message, links }
}

/** IFLA_BRIDGE_FLAGS of `self` and `master`; `hwmode` is the device's own. */
function sideOf(fields: Fields): number {
  const { SELF, MASTER } = BridgeFlags.constants
  let side = fields['hwmode'] === undefined ? 0 : SELF
  for (const [word, bit] of [['self', SELF] as const, ['master', MASTER] as const]) {
    const on = take(fields, word)
    if (on !== undefined && typeof on !== 'boolean') throw new TypeError(`bridge port: ${word}: true or false is wanted`)
    if (on === true) side |= bit
  }
  return side
}

/** Options of a port, as `bridge link set`: IFLA_PROTINFO, and in IFLA_AF_SPEC whom they are for. */
export function portMessage(options: object): Prepared {
  const fields = fieldsOf(portNoun, options)
  const call = takeCall(fields)
  const { message, links } = begin(fields, 'bridge port')
  const side = sideOf(fields)
  const mode = take(fields, 'hwmode')
  links.replace(fields, 'backupPort')
  if (fields['backupPort'] === null) fields['backupPort'] = 0
  message['protinfo'] = fields
  if (side !== 0) message['afSpec'] = { flags: side, ...(mode === undefined ? {} : { mode }) }
  return { message, links, call }
}

/** The state of a port in a spanning tree, as `bridge mst set`. */
export function mstMessage(options: object): Prepared {
  const fields = fieldsOf(mstNoun, options)
  const call = takeCall(fields)
  const { message, links } = begin(fields, 'mst')
  for (const key of ['msti', 'state']) if (fields[key] === undefined) throw new TypeError(`mst: '${key}' is missing`)
  message['afSpec'] = { mst: [fields] }
  return { message, links, call }
}
