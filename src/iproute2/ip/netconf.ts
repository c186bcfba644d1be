// ip/ipnetconf.c of iproute2.
import type { NetconfMessage } from '../../schema/netconf.ts'
import type { Json, JsonObject, Listing, Printing } from '../types.ts'
import { commandOf, readWords, setsText } from './words.ts'

const FAMILIES: ReadonlySet<unknown> = new Set(['inet', 'inet6', 'mpls'])
const REVERSE_PATH = ['off', 'strict', 'loose']

const onOff = (value: number | undefined): Json | undefined => (value === undefined ? undefined : value !== 0)

function printSettings(settings: NetconfMessage, { link }: Printing): JsonObject {
  const { family, ifindex, rpFilter } = settings
  return {
    family: FAMILIES.has(family) ? family : 'unknown',
    interface: typeof ifindex === 'number' ? link(ifindex) : ifindex,
    forwarding: onOff(settings.forwarding),
    rp_filter: rpFilter === undefined ? undefined : (REVERSE_PATH[rpFilter] ?? 'unknown mode'),
    mc_forwarding: onOff(settings.mcForwarding),
    proxy_neigh: onOff(settings.proxyNeigh),
    ignore_routes_with_linkdown: onOff(settings.ignoreRoutesWithLinkdown),
    input: onOff(settings.input),
  }
}

/** What `ip netconf show` prints. Of one family and one link iproute2 6.1 prints text; this is what it means. */
export const listNetconf: Listing = (messages, printing) => {
  const [, words] = commandOf(printing.words)
  const wanted: { dev?: string } = {}
  readWords(words, { dev: setsText(wanted, 'dev') }, { exact: new Set(['dev']), other: (rest) => void rest.take() })
  const settings = messages.filter(({ header }) => header.type === 'RTM_NEWNETCONF') as unknown as NetconfMessage[]
  const isWanted = ({ family, ifindex }: NetconfMessage): boolean =>
    (printing.family === undefined || family === printing.family) &&
    (wanted.dev === undefined || (typeof ifindex === 'number' && printing.link(ifindex) === wanted.dev))
  return settings.filter(isWanted).map((one) => printSettings(one, printing))
}
