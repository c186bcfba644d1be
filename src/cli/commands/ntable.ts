// `rtnl ntable`
import type { NeighbourTable } from '../../iproute/neighbour-table/types.ts'
import { nounRun } from '../noun.ts'

/** Shows and changes tables of neighbours. */
export const run = nounRun<NeighbourTable>({
  method: 'ntable',
  iproute2: ['ip', 'ntable'],
  told: ['name', 'family'],
  whole: true,
  families: ['inet', 'inet6'],
  positional: () => ['name'],
  columns: [
    ['table', ({ name }) => ['title', name ?? '']],
    ['dev', ({ parms }, { name }) => ['name', name(parms?.ifindex)]],
  ],
})
