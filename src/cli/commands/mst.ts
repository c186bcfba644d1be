// `rtnl mst`
import type { Mst } from '../../iproute/brport/types.ts'
import { nounRun } from '../noun.ts'

/** Shows and changes states of ports in spanning trees. */
export const run = nounRun<Mst>({
  method: 'mst',
  told: ['index', 'msti', 'state'],
  whole: true,
  positional: () => ['dev'],
  columns: [
    ['dev', ({ index }, { name }) => ['name', name(index)]],
    ['msti', ({ msti }) => msti],
    ['state', ({ state }) => String(state)],
  ],
})
