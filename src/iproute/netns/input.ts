import { NsidMessage } from '../../schema/nsid.ts'
import { type NetnsReference, netns } from '../../socket/netns.ts'
import { type Fields, fieldsOf, Links, type Noun, noun, type Prepared, take, takeCall } from '../words/input.ts'
import { familyNumber } from '../words/input-prefix.ts'

/** Ids of network namespaces: the table's keys, and people's words for them. */
export const nsidNoun: Noun = noun('netns', NsidMessage, { netns: 'netns', target: 'targetNsid' })

/** An id in the making, and how to let go of the namespace opened for it. */
export interface PreparedNsid extends Prepared {
  close(): void
}

/** NETNSA_NSID_NOT_ASSIGNED: as input, the kernel's choice. */
const AUTO = -1

/** NETNSA_FD or NETNSA_PID of a namespace by name, path, process or descriptor. Answers how to let go of it. */
function netnsInto(fields: Fields): () => void {
  const given = take(fields, 'netns')
  if (given === undefined) return () => undefined
  if (fields['pid'] !== undefined || fields['fd'] !== undefined) throw new TypeError("netns: 'netns', 'pid' and 'fd' say the same thing")
  const reference = (typeof given === 'number' ? { pid: given } : given) as NetnsReference
  if (typeof reference === 'object' && 'pid' in reference) fields['pid'] = reference.pid
  else if (typeof reference === 'object' && 'fd' in reference) fields['fd'] = reference.fd
  else {
    const opened = netns.open(reference)
    fields['fd'] = opened.fd
    return () => opened.close()
  }
  return () => undefined
}

/** An id to give or to ask for. */
export function nsidMessage(command: string, options: object): PreparedNsid {
  const message = fieldsOf(nsidNoun, options)
  const call = takeCall(message)
  delete message['currentNsid']
  if (message['family'] !== undefined) message['family'] = familyNumber(message['family'])
  if (message['nsid'] === 'auto') message['nsid'] = AUTO
  const close = netnsInto(message)
  const meant = message['pid'] !== undefined || message['fd'] !== undefined
  const wrong = wrongWords(command, message, meant)
  if (wrong === undefined) return { message, links: new Links(), call, close }
  close()
  throw new TypeError(`netns: ${wrong}`)
}

function wrongWords(command: string, message: Fields, meant: boolean): string | undefined {
  if (command === 'get')
    return meant || message['nsid'] !== undefined ? undefined : "the namespace is missing: 'netns', 'pid', 'fd' or 'nsid' is wanted"
  if (!meant) return "the namespace is missing: 'netns', 'pid' or 'fd' is wanted"
  const { nsid } = message
  if (nsid === undefined) return "the id is missing: 'nsid' is a number or 'auto'"
  return typeof nsid === 'number' && nsid >= AUTO ? undefined : `nsid: a number or 'auto' is wanted, not ${String(nsid)}`
}

/** What a listing is filtered by. */
export function nsidFilter(options: object): Prepared {
  const message = fieldsOf(nsidNoun, options)
  return { message, links: new Links(), call: takeCall(message) }
}
