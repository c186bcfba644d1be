// ip/ipvrf.c of iproute2.
import type { LinkMessage } from '../../schema/link/link.ts'
import { RouteTable } from '../../schema/route/enums.ts'
import type { JsonObject, Listing } from '../types.ts'
import { commandOf } from './words.ts'

/** What `ip vrf show` prints. */
export const listVrfs: Listing = (messages, { words, link }) => {
  const wanted = commandOf(words)[1].next
  const printed: JsonObject[] = []
  for (const message of messages) {
    if (message.header.type !== 'RTM_NEWLINK') continue
    const { index, ifname, linkinfo } = message as unknown as LinkMessage
    if (linkinfo?.kind !== 'vrf' || linkinfo.data?.table === undefined) continue
    const name = ifname ?? link(index)
    if (wanted === undefined || wanted === name) printed.push({ name, table: RouteTable.number(linkinfo.data.table) >>> 0 })
  }
  return printed
}
