// ip/ipnexthop.c of iproute2.
import type { NexthopBucketMessage, NexthopMessage } from '../../schema/nexthop.ts'
import { NexthopFlags, RouteProtocol } from '../../schema/route/enums.ts'
import { printFloat } from '../tc/numbers.ts'
import type { Json, JsonObject, Listing, Printing } from '../types.ts'
import { printEncap } from './encap.ts'
import { cNumber, routeProtocolName, routeProtocolNumber, scopeName } from './names.ts'
import { addressText } from './prefix.ts'
import { printRouteFlags } from './route-flags.ts'
import { commandOf, marks, passes, readWords, sets, setsText, type Words } from './words.ts'

/** USER_HZ: a second's ticks. */
const HZ = 100
const seconds = (ticks: number | bigint | undefined): number => printFloat(Number(ticks ?? 0) / HZ)

/** iproute2 6.1 knows weights of one byte alone. */
function printMember({ id, weight }: { readonly id: number; readonly weight: number }): JsonObject {
  const low = (weight - 1) & 0xff
  return { id, ...(low !== 0 && { weight: low + 1 }) }
}

function printGroup({ group, groupType, resGroup }: NexthopMessage): JsonObject {
  return {
    ...(group && { group: group.map(printMember) }),
    ...(groupType !== undefined && groupType !== 'mpath' && { type: groupType === 'res' ? 'resilient' : '<unknown type>' }),
    ...(resGroup && {
      resilient_args: {
        buckets: resGroup.buckets ?? 0,
        idle_timer: seconds(resGroup.idleTimer),
        unbalanced_timer: seconds(resGroup.unbalancedTimer),
        unbalanced_time: seconds(resGroup.unbalancedTime),
      },
    }),
  }
}

/** A next hop object, also as `nh_info` of a route. */
export function printNexthop(hop: NexthopMessage, printing: Printing): JsonObject {
  const { id = 0, gateway, oif, scope, protocol, blackhole, fdb, flags } = hop
  return {
    id,
    ...printGroup(hop),
    ...printEncap(hop, printing),
    ...(gateway !== undefined && { gateway: addressText(gateway) }),
    ...(oif && { dev: printing.link(oif) }),
    ...((scope !== 'universe' || printing.details) && { scope: scopeName(scope, printing) }),
    ...(blackhole && { blackhole: null }),
    ...((protocol !== 'unspec' || printing.details) && { protocol: routeProtocolName(protocol, printing) }),
    flags: printRouteFlags(NexthopFlags.bits(flags)),
    ...(fdb && { fdb: null }),
  }
}

function printBucket({ id, resBucket, flags }: NexthopBucketMessage): JsonObject {
  const { index, idleTime, nhId } = resBucket ?? {}
  return {
    ...(id !== undefined && { id }),
    ...(resBucket && {
      bucket: {
        ...(index !== undefined && { index }),
        ...(idleTime !== undefined && { idle_time: seconds(idleTime) }),
        ...(nhId !== undefined && { nhid: nhId }),
      },
    }),
    flags: printRouteFlags(NexthopFlags.bits(flags)),
  }
}

/** What the kernel, or for `protocol` iproute2 itself, leaves out. */
interface Wanted {
  id?: number
  index?: number
  nhid?: number
  dev?: string
  groups?: boolean
  protocol?: number
}

function readWanted(words: Words): Wanted {
  const wanted: Wanted = {}
  // Who belongs to a master or vrf, only the kernel knows.
  readWords(
    words,
    {
      dev: setsText(wanted, 'dev'),
      groups: marks(wanted, 'groups'),
      master: passes,
      vrf: passes,
      id: sets(wanted, 'id', cNumber),
      nhid: sets(wanted, 'nhid', cNumber),
      index: sets(wanted, 'index', cNumber),
      protocol: sets(wanted, 'protocol', routeProtocolNumber),
      fdb() {}, // the kernel takes the word and leaves nothing out
    },
    { exact: new Set(['id', 'nhid', 'index']) },
  )
  return wanted
}

const isWanted = (hop: NexthopMessage, wanted: Wanted, { link, family }: Printing): boolean =>
  (wanted.id === undefined || wanted.id === hop.id) &&
  (family === undefined || hop.family === family) &&
  (wanted.dev === undefined || (hop.oif !== undefined && link(hop.oif) === wanted.dev)) &&
  (!wanted.groups || hop.group !== undefined) &&
  (!wanted.protocol || RouteProtocol.number(hop.protocol) === wanted.protocol)

const isWantedBucket = ({ id, resBucket }: NexthopBucketMessage, wanted: Wanted): boolean =>
  (wanted.id === undefined || wanted.id === id) &&
  (wanted.nhid === undefined || wanted.nhid === resBucket?.nhId) &&
  (wanted.index === undefined || wanted.index === resBucket?.index)

/** What `ip nexthop show`, `get` and `bucket` print. */
export const listNexthops: Listing = (messages, printing) => {
  const [command, words] = commandOf(printing.words, ['get', 'bucket'])
  if (command === 'bucket') {
    const [, rest] = commandOf(printing.words.slice(1), ['get'])
    const wanted = readWanted(rest)
    const buckets = messages.filter(({ header }) => header.type === 'RTM_NEWNEXTHOPBUCKET' || header.type === 'RTM_DELNEXTHOPBUCKET')
    return (buckets as unknown as NexthopBucketMessage[]).filter((one) => isWantedBucket(one, wanted)).map(printBucket)
  }
  const wanted = readWanted(words)
  const printed: Json[] = []
  for (const message of messages) {
    const { type } = message.header
    if (type !== 'RTM_NEWNEXTHOP' && type !== 'RTM_DELNEXTHOP') continue
    const hop = message as unknown as NexthopMessage
    if (isWanted(hop, wanted, printing))
      printed.push({ ...(type === 'RTM_DELNEXTHOP' && { deleted: true }), ...printNexthop(hop, printing) })
  }
  return printed
}
