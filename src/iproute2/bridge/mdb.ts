// bridge/mdb.c of iproute2.

import { GroupMode, MdbFlags, type MdbMessage, MdbState } from '../../schema/bridge/mdb.ts'
import type { RtnetlinkMessage } from '../../schema/index.ts'
import { MulticastRouter } from '../../schema/link/kinds/bridge-port.ts'
import { routeProtocolName } from '../ip/names.ts'
import { addressText } from '../ip/prefix.ts'
import type { JsonObject, Listing, Printing } from '../types.ts'
import { isWanted, numberOf, readWanted, told } from './words.ts'

type Answer = MdbMessage & { readonly header: RtnetlinkMessage['header'] }
type Database = NonNullable<Extract<Answer, { readonly mdb?: unknown }>['mdb']>
type Entry = Database[number][number]
type Router = NonNullable<Extract<Answer, { readonly router?: unknown }>['router']>[number]

const FLAGS = ['offload', 'fast_leave', 'added_by_star_ex', 'blocked']

/** A timer that counts in USER_HZ, in seconds; in a column of its own where `aligned`. */
const timer = (ticks: number, aligned: boolean): string => {
  const seconds = String(Math.floor(ticks / 100))
  return `${aligned ? seconds.padStart(4) : seconds}.${String(ticks % 100).padStart(2, '0')}`
}

function printDetails({ groupMode, srcList, rtprot }: Entry, printing: Printing): JsonObject {
  return {
    filter_mode: groupMode === undefined ? undefined : GroupMode.number(groupMode) === GroupMode.constants.INCLUDE ? 'include' : 'exclude',
    source_list: srcList?.map(({ address, timer: left }) => ({
      address: address === undefined ? undefined : addressText(address),
      timer: left === undefined ? undefined : timer(left, false),
    })),
    protocol: rtprot === undefined ? undefined : routeProtocolName(rtprot, printing),
  }
}

function printEntry(index: number, entry: Entry, printing: Printing): JsonObject {
  const { grp, port, source, state, vid } = entry
  const flags = MdbFlags.bits(entry.flags)
  return {
    index,
    dev: printing.link(index),
    port: printing.link(port),
    grp: addressText(grp),
    src: source === undefined ? undefined : addressText(source),
    state: MdbState.number(state) & MdbState.constants.PERMANENT ? 'permanent' : 'temp',
    ...(printing.details && printDetails(entry, printing)),
    flags: FLAGS.filter((_, i) => (flags & (1 << i)) !== 0),
    vid: vid || undefined,
    timer: printing.statistics && entry.timer !== undefined ? timer(entry.timer, true) : undefined,
  }
}

/** A port behind which a router is; with `-s` how long, and since when for good. */
export function printRouter({ port, timer: left, type }: Router, printing: Printing): JsonObject {
  const kind = type === undefined ? undefined : MulticastRouter.name(MulticastRouter.number(type))
  return {
    port: printing.link(port),
    ...(printing.statistics && {
      timer: left === undefined ? undefined : timer(left, true),
      type: kind === undefined ? undefined : kind === 'temp_query' || kind === 'temp' ? 'temp' : 'permanent',
    }),
  }
}

/** What `bridge mdb show` prints. It asks twice, for the groups and then for the routers, which it tells with `-d`. */
export const listMdb: Listing = (messages, printing) => {
  const wanted = readWanted(printing, ['dev', 'vid'])
  const vid = numberOf(wanted['vid'])
  const answers = told<Answer>(messages, 'RTM_NEWMDB', 'RTM_GETMDB').filter((answer) => isWanted(answer, wanted, printing))
  const asked = (answer: Answer | undefined): readonly Answer[] => answers.filter(({ header }) => header.seq === answer?.header.seq)
  const mdb = asked(answers[0]).flatMap((answer) =>
    (('mdb' in answer ? answer.mdb : undefined) ?? [])
      .flat()
      .filter((entry) => vid === 0 || entry.vid === vid)
      .map((entry) => printEntry(answer.index, entry, printing)),
  )
  const router: Record<string, readonly JsonObject[]> = {}
  for (const answer of printing.details ? asked(answers.at(-1)) : []) {
    const ports = 'router' in answer ? answer.router : undefined
    if (ports !== undefined) router[printing.link(answer.index)] = ports.map((port) => printRouter(port, printing))
  }
  return [{ mdb, router }]
}
