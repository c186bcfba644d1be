// `rtnl fdb`
import type { Neighbour } from '../../iproute/neighbour/types.ts'
import { nounRun } from '../noun.ts'

/** Shows and changes forwarding databases of bridges and vxlans. */
export const run = nounRun<Neighbour>({
  method: 'fdb',
  iproute2: ['bridge', 'fdb'],
  told: ['lladdr', 'index', 'master', 'state', 'flags', 'dst', 'vlan'],
  whole: true,
  positional: (command) => (command === 'show' ? ['dev'] : ['lladdr']),
  pairs: { br: 'bridge', bridge: 'bridge' },
  flags: {
    self: { self: true },
    master: { master: true },
    permanent: { state: 'permanent' },
    static: { state: 'static' },
    dynamic: { state: 'dynamic' },
  },
  columns: [
    ['address', ({ lladdr = '' }) => lladdr],
    ['dev', ({ index }, { name }) => ['name', name(index)]],
    ['master', ({ master }, { name }) => name(master)],
    ['vlan', ({ vlan }) => vlan],
    ['to', ({ dst = '' }) => dst],
    ['state', ({ state }) => ['quiet', state.join(' ')]],
    ['flags', ({ flags }) => flags.join(' ')],
  ],
})
