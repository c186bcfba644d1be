// `rtnl maddr`
import type { MulticastAddress } from '../../iproute/multicast/types.ts'
import { addressCell } from '../cells.ts'
import { nounRun } from '../noun.ts'

/** Shows and changes multicast addresses that links listen to. */
export const run = nounRun<MulticastAddress>({
  method: 'maddr',
  told: ['index', 'multicast', 'scope', 'prefixlen', 'flags'],
  whole: true,
  families: ['inet', 'inet6'],
  positional: () => ['dev'],
  columns: [
    ['dev', ({ index }, { name }) => ['name', name(index)]],
    ['address', ({ multicast = '' }) => addressCell(multicast)],
  ],
})
