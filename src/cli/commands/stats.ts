// `rtnl stats`
import type { Stats } from '../../iproute/stats/types.ts'
import { nounRun } from '../noun.ts'

/** Shows and changes statistics of links. */
export const run = nounRun<Stats>({
  method: 'stats',
  iproute2: ['ip', 'stats'],
  told: ['index', 'filterMask'],
  whole: true,
  positional: () => ['dev'],
  columns: [['dev', ({ index }, { name }) => ['name', name(index)]]],
})
