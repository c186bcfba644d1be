import { message } from '../../netlink/payload.ts'
import { BridgeFlags, BridgeMstEntry } from '../../schema/link/bridge-spec.ts'
import { IfInfo } from '../../schema/link/link.ts'
import { dataKey, dataKeys, inKeys, portData } from '../link/kinds.ts'
import { type Fields, fieldsOf, Links, type Noun, noun, type Prepared, take, takeCall, unknownWord } from '../words/input.ts'

/** linux/socket.h */
export const AF_BRIDGE = 7

/** A port's state in one spanning tree, flat. */
class FlatMst extends message({}, IfInfo, BridgeMstEntry) {}

/** What its bridge keeps of a port: the words of `ip link ... type bridge_slave`. */
const bridgePort = portData('bridge')
/** What is said beside these: which port, how to call, and whom it is for. */
const OWN: ReadonlySet<string> = new Set(['index', 'family', 'hwmode', 'self', 'master', 'signal', 'timeout'])
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

/** Sorts options into the port's and those beside them. */
function sorted(options: object): { own: Fields; port: Fields } {
  const [own, port]: [Fields, Fields] = [{}, {}]
  for (const [word, value] of Object.entries(options)) {
    if (value === undefined || word === 'header') continue
    const beside = word === 'dev' ? 'index' : OWN.has(word) ? word : undefined
    const [part, key] = beside === undefined ? [port, dataKey(bridgePort, word)] : [own, beside]
    if (key === undefined) return unknownWord(word, 'bridge port', [...dataKeys(bridgePort), 'dev', ...OWN])
    if (part[key] !== undefined) throw new TypeError(`bridge port: '${word}' says again what another option says ('${key}')`)
    part[key] = value
  }
  return { own, port }
}

/** Options of a port, as `bridge link set`: IFLA_PROTINFO, and in IFLA_AF_SPEC whom they are for. */
export function portMessage(options: object): Prepared {
  const { own, port } = sorted(options)
  const call = takeCall(own)
  const { message, links } = begin(own, 'bridge port')
  const side = sideOf(own)
  const mode = take(own, 'hwmode')
  message['protinfo'] = inKeys(bridgePort, port, links, false)
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
