// `rtnl neigh`
import type { Neighbour } from '../../iproute/neighbour/types.ts'
import { addressCell, among, notes } from '../cells.ts'
import { nounRun } from '../noun.ts'
import type { Meaning } from '../style.ts'

const STATES: Readonly<Record<string, Meaning>> = { reachable: 'good', permanent: 'good', failed: 'bad', incomplete: 'warning' }

/** Shows and changes neighbours. */
export const run = nounRun<Neighbour>({
  method: 'neigh',
  iproute2: ['ip', 'neighbour'],
  told: ['dst', 'index', 'lladdr', 'state', 'flags'],
  families: ['inet', 'inet6'],
  // Entries without a state (noarp) are multicast's, as ip thinks too.
  list: (ip, filter) => ip.getNeighbors(filter),
  keep: ({ state }, filter) => 'state' in filter || 'nud' in filter || !state.includes('noarp'),
  positional: () => ['dst'],
  flags: { proxy: { proxy: true }, router: { router: true } },
  columns: [
    ['to', ({ dst = '' }) => addressCell(dst)],
    ['dev', ({ index }, { name }) => ['name', name(index)]],
    ['address', ({ lladdr = '' }) => lladdr],
    ['state', ({ state }) => [STATES[String(state[0])] ?? 'quiet', state.join(' ')]],
    ['notes', ({ flags }) => notes(...among(flags, 'router', 'proxy', 'ext_learned', 'managed'))],
  ],
})
