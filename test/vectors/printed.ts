import { iproute2Json } from '../../src/iproute2/index.ts'
import { plain } from './plain.ts'
import type { Vector } from './read.ts'

/** Whom the machine of the recordings has beside the users of every Debian. */
const USERS = { 0: 'root', 1000: 'cloudsdk' }

/** What our printer says of the answers to the command that showed the state. */
export const printedAs = ({ show, links }: Vector): unknown => {
  const answers = (show?.exchange ?? []).filter(({ dir, protocol }) => dir === 'in' && protocol === undefined)
  const datagrams = answers.map(({ hex }) => new Uint8Array(Buffer.from(hex, 'hex')))
  return plain(iproute2Json(show?.argv ?? [], datagrams, { links, users: USERS }))
}
