// `rtnl mroute`
import type { Mroute } from '../../iproute/mroute/types.ts'
import { addressCell } from '../cells.ts'
import { nounRun } from '../noun.ts'

/** Shows and changes multicast routes. */
export const run = nounRun<Mroute>({
  method: 'mroute',
  iproute2: ['ip', 'mroute'],
  told: ['src', 'dst', 'iif', 'srcLen', 'dstLen', 'table'],
  whole: true,
  families: ['inet', 'inet6'],
  positional: () => ['group'],
  columns: [
    ['from', ({ src = 'all' }) => addressCell(src)],
    ['group', ({ dst = '' }) => addressCell(dst)],
    ['iif', ({ iif }, { name }) => ['name', name(iif)]],
    ['table', ({ table }) => String(table)],
  ],
})
