// `rtnl link`
import type { Link } from '../../iproute/link/types.ts'
import { bytesText } from '../amounts.ts'
import { stateCell } from '../cells.ts'
import { nounRun } from '../noun.ts'

const TOLD = [
  'index',
  'ifname',
  'linkinfo.kind',
  'operstate',
  'mtu',
  'address',
  'master',
  'link',
  'type',
  'stats',
  'stats64',
  'ifalias',
  'afSpec',
  'map',
  'xdp',
]

/** Counters as `ip -s link` has them: a line for each direction; twice -s tells of errors too. */
function counters({ stats64: stats }: Link, { statistics }: { readonly statistics: number }): readonly string[] {
  if (stats === undefined) return []
  const {
    rxBytes,
    rxPackets,
    rxErrors,
    rxDropped,
    rxOverErrors,
    multicast,
    txBytes,
    txPackets,
    txErrors,
    txDropped,
    txCarrierErrors,
    collisions,
  } = stats
  const more = (text: string): string => (statistics > 1 ? text : '')
  return [
    `rx ${bytesText(rxBytes)}, ${rxPackets} packets, ${rxErrors} errors, ${rxDropped} dropped${more(`, ${rxOverErrors} overruns, ${multicast} multicast, ${stats.rxCrcErrors} crc, ${stats.rxFrameErrors} frame, ${stats.rxLengthErrors} length, ${stats.rxMissedErrors} missed`)}`,
    `tx ${bytesText(txBytes)}, ${txPackets} packets, ${txErrors} errors, ${txDropped} dropped${more(`, ${txCarrierErrors} carrier, ${collisions} collisions, ${stats.txAbortedErrors} aborted, ${stats.txHeartbeatErrors} heartbeat, ${stats.txWindowErrors} window`)}`,
  ]
}

/** Shows and changes links. */
export const run = nounRun<Link>({
  method: 'link',
  iproute2: ['ip', 'link'],
  told: TOLD,
  counters,
  positional: (command) => (command === 'add' || command === 'ensure' ? ['ifname'] : ['dev']),
  flags: { up: { state: 'up' }, down: { state: 'down' }, nomaster: { master: null } },
  columns: [
    ['index', ({ index }) => index],
    ['name', ({ ifname = '' }) => ['name', ifname]],
    ['kind', ({ linkinfo, type }) => String(linkinfo?.kind ?? type)],
    ['state', (one) => stateCell(one)],
    ['mtu', ({ mtu }) => mtu],
    ['address', ({ address = '' }) => ['quiet', address]],
    [
      'notes',
      ({ master, link, linkNetnsid, ifalias }, { name }) =>
        [
          master === undefined ? '' : `in ${name(master)}`,
          // A link below that lives in another namespace has an index of that namespace.
          link === undefined || link === 0 ? '' : linkNetnsid === undefined ? `on ${name(link)}` : `on ${link} of namespace ${linkNetnsid}`,
          ifalias ?? '',
        ]
          .filter((part) => part !== '')
          .join(', '),
    ],
  ],
})
