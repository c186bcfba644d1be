// How ip and bridge begin the row of a link (lib/utils.c, print_name_and_link).
import { InterfaceFlags } from '../../schema/enums.ts'
import type { LinkMessage } from '../../schema/link/link.ts'
import type { JsonObject, Printing } from '../types.ts'

/** Flags in the order in which iproute2 tells them; `running` shows as its absence. */
const FLAGS = [
  ...([
    'loopback',
    'broadcast',
    'pointopoint',
    'multicast',
    'noarp',
    'allmulti',
    'promisc',
    'master',
    'slave',
    'debug',
    'dynamic',
  ] as const),
  ...(['automedia', 'portsel', 'notrailers', 'up', 'lower_up', 'dormant', 'echo'] as const),
]

/** Whether the link below is up. Where no message tells of it, the carrier says so; of a link that is down itself nothing does. */
function isBelowUp({ flags, link, linkNetnsid }: LinkMessage, printing: Printing): boolean | undefined {
  if (!link || linkNetnsid !== undefined) return undefined
  const carried = flags.includes('up') && printing.linkName(link) !== undefined ? flags.includes('lower_up') : undefined
  return printing.isUp(link) ?? carried
}

/** The member `flags`: M-DOWN where the link below is down. */
export function printFlags(message: LinkMessage, printing: Printing): JsonObject {
  const { flags } = message
  const rest = FLAGS.reduce(
    (bits, flag) => bits & ~InterfaceFlags.bits([flag]),
    InterfaceFlags.bits(flags) & ~InterfaceFlags.bits(['running']),
  )
  return {
    flags: [
      ...(flags.includes('up') && !flags.includes('running') ? ['NO-CARRIER'] : []),
      ...FLAGS.filter((flag) => flags.includes(flag)).map((flag) => flag.toUpperCase()),
      ...(rest === 0 ? [] : [(rest >>> 0).toString(16)]),
      ...(isBelowUp(message, printing) === false ? ['M-DOWN'] : []),
    ],
  }
}

/** The link below by its name, or by its index in another namespace; then the name of the link itself. */
export function printNames({ index, ifname, link, linkNetnsid }: LinkMessage, printing: Printing): JsonObject {
  const below =
    link === undefined ? {} : link === 0 ? { link: null } : linkNetnsid === undefined ? { link: printing.link(link) } : { link_index: link }
  return { ...below, ifname: ifname ?? printing.link(index) }
}
