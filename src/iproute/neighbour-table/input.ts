import { NeighbourTableMessage } from '../../schema/neighbour-table.ts'
import { isAnswer } from '../words/answers.ts'
import { type Fields, fieldsOf, Links, type Noun, noun, type Prepared, take, takeCall } from '../words/input.ts'
import { familyNumber } from '../words/input-prefix.ts'

/** Words of `ip ntable` and the keys of NDTPA_* that they mean. */
const PARAMETERS: Readonly<Record<string, string>> = {
  ...{ baseReachable: 'baseReachableTime', retrans: 'retransTime', gcStale: 'gcStaletime', delayProbe: 'delayProbeTime' },
  ...{ queue: 'queueLen', queueBytes: 'queueLenbytes', appProbes: 'appProbes', ucastProbes: 'ucastProbes', mcastProbes: 'mcastProbes' },
  ...{ mcastReprobes: 'mcastReprobes', anycastDelay: 'anycastDelay', proxyDelay: 'proxyDelay', proxyQueue: 'proxyQlen' },
  ...{ locktime: 'locktime', intervalProbe: 'intervalProbeTimeMs' },
}

/** Tables of neighbours: the table's keys, and people's words for them. */
export const neighbourTableNoun: Noun = noun('neighbour table', NeighbourTableMessage, {
  ...{ dev: 'dev', gcInt: 'gcInterval' },
  ...Object.fromEntries(Object.keys(PARAMETERS).map((word) => [word, word])),
})

/** Puts the words for parameters into NDTA_PARMS. */
function parametersInto(fields: Fields, links: Links): void {
  const parms: Fields = { ...(fields['parms'] as Fields | undefined) }
  const dev = take(fields, 'dev')
  for (const [word, key] of Object.entries(PARAMETERS)) {
    const value = take(fields, word)
    if (value === undefined) continue
    parms[key] = value
    // Both say the same to the kernel, which an answer has both of; it takes bytes last (neightbl_set in net/core/neighbour.c).
    if (word === 'queue') delete parms['queueLenbytes']
    if (word === 'queueBytes') delete parms['queueLen']
  }
  if (dev !== undefined) {
    links.put('dev', dev, (index) => {
      parms['ifindex'] = index
    })
  }
  if (dev !== undefined || Object.keys(parms).length > 0) fields['parms'] = parms
}

/** Turns an answer into what can be asked for: without what the kernel only tells. */
function fromAnswer(fields: Fields): void {
  for (const key of ['config', 'stats']) delete fields[key]
  const { refcnt: _, reachableTime: __, ...parms } = (fields['parms'] ?? {}) as Fields
  if (fields['parms'] !== undefined) fields['parms'] = parms
}

/** A change of a table, or of a link's parameters in it. */
export function neighbourTableMessage(options: object): Prepared {
  const message = fieldsOf(neighbourTableNoun, options)
  const call = takeCall(message)
  const links = new Links()
  if (isAnswer(neighbourTableNoun, message)) fromAnswer(message)
  if (message['name'] === undefined) throw new TypeError("neighbour table: the name is missing ('arp_cache', 'ndisc_cache')")
  if (message['family'] !== undefined) message['family'] = familyNumber(message['family'])
  parametersInto(message, links)
  return { message, links, call }
}

/** What a listing is filtered by; `own` for the tables themselves. */
export function neighbourTableFilter(options: object): Prepared & { readonly own: boolean } {
  const message = fieldsOf(neighbourTableNoun, options)
  const call = takeCall(message)
  const links = new Links()
  if (message['family'] !== undefined) message['family'] = familyNumber(message['family'])
  const own = message['dev'] === null
  if (own) delete message['dev']
  parametersInto(message, links)
  return { message, links, call, own }
}
