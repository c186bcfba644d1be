// ip/iptoken.c of iproute2.
import { InterfaceFlags } from '../../schema/enums.ts'
import type { Inet6Link } from '../../schema/link/inet6.ts'
import type { LinkMessage } from '../../schema/link/link.ts'
import type { JsonObject, Listing } from '../types.ts'
import { addressText } from './prefix.ts'
import { commandOf, type Words } from './words.ts'

/** The link that is meant: what else is said does not matter. */
function devOf(words: Words): string | undefined {
  while (words.next !== undefined) if (words.take() === 'dev') return words.take()
  return undefined
}

/** What `ip token list` prints. */
export const listTokens: Listing = (messages, { words, link }) => {
  const dev = devOf(commandOf(words, ['get'])[1])
  const { LOOPBACK, NOARP } = InterfaceFlags.constants
  const printed: JsonObject[] = []
  for (const message of messages) {
    const { family, index, flags, protinfo } = message as unknown as LinkMessage
    if (message.header.type !== 'RTM_NEWLINK' || family !== 'inet6') continue
    const { token } = (protinfo ?? {}) as Partial<Inet6Link>
    if (token === undefined || (InterfaceFlags.bits(flags) & (LOOPBACK | NOARP)) !== 0) continue
    if (dev === undefined || link(index) === dev) printed.push({ token: addressText(token), ifname: link(index) })
  }
  return printed
}
