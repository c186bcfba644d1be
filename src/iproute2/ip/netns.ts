// ip/ipnetns.c of iproute2, as far as it tells what the kernel answered.
import type { RtnetlinkMessage } from '../../schema/index.ts'
import type { NsidMessage } from '../../schema/nsid.ts'
import type { JsonObject, Listing, Printing } from '../types.ts'
import { cNumber } from './names.ts'
import { commandOf, readWords, sets } from './words.ts'

const isNsid = ({ header }: RtnetlinkMessage): boolean => header.type === 'RTM_NEWNSID' || header.type === 'RTM_DELNSID'
const isOfDump = ({ header }: RtnetlinkMessage): boolean => header.flags.includes('multi')
const nsidOf = (message: RtnetlinkMessage): number => (message as unknown as NsidMessage).nsid ?? -1

/** Names by id. iproute2 first asks for the id of each name that it finds; these answers are not printed. */
function namesOf(answers: readonly RtnetlinkMessage[], netns: Printing['netns']): ReadonlyMap<number, string> {
  if (!Array.isArray(netns))
    return new Map(Object.entries(netns as Readonly<Record<string, string>>).map(([id, name]) => [Number(id), name]))
  return new Map((netns as readonly string[]).map((name, i) => [answers[i] === undefined ? -1 : nsidOf(answers[i]), name]))
}

function printNsid(message: RtnetlinkMessage, names: ReadonlyMap<number, string>): JsonObject {
  const { nsid = -1, currentNsid } = message as unknown as NsidMessage
  const here = currentNsid ?? nsid
  const name = here < 0 ? undefined : names.get(here)
  return {
    ...(message.header.type === 'RTM_DELNSID' && { deleted: true }),
    ...(nsid >= 0 && { nsid }),
    ...(currentNsid !== undefined && currentNsid >= 0 && { 'current-nsid': currentNsid }),
    ...(name !== undefined && { name }),
  }
}

/** What `ip netns list-id` prints. The names must be told: no message has them. */
export const listNetns: Listing = (messages, printing) => {
  const [command, words] = commandOf(printing.words.length > 1 ? printing.words : ['netns', 'list'], ['list-id'])
  const answers = messages.filter((message) => isNsid(message) && !isOfDump(message))
  if (command !== 'list-id') return listNames(answers, printing.netns)
  const wanted: { target?: number; nsid?: number } = {}
  const exact = new Set(['target-nsid', 'nsid'])
  readWords(words, { 'target-nsid': sets(wanted, 'target', cNumber), nsid: sets(wanted, 'nsid', cNumber) }, { exact })
  const names = namesOf(answers, printing.netns)
  const printed = wanted.nsid === undefined ? messages.filter((message) => isNsid(message) && isOfDump(message)) : answers.slice(-1)
  return printed.map((message) => printNsid(message, names))
}

/** What `ip netns list` prints: each name, and the id that was answered for it. */
function listNames(answers: readonly RtnetlinkMessage[], netns: Printing['netns']): JsonObject[] {
  if (!Array.isArray(netns)) return Object.entries(netns).map(([id, name]) => ({ name, id: Number(id) }))
  return (netns as readonly string[]).map((name, i) => {
    const id = answers[i] === undefined ? -1 : nsidOf(answers[i])
    return { name, ...(id >= 0 && { id }) }
  })
}
