// `rtnl addr`
import type { Address } from '../../iproute/address/types.ts'
import { addressCell, among, notes } from '../cells.ts'
import { nounRun } from '../noun.ts'

const FOREVER = 0xffffffff

/** Shows and changes addresses. */
export const run = nounRun<Address>({
  method: 'addr',
  iproute2: ['ip', 'address'],
  told: ['index', 'address', 'local', 'prefixlen', 'scope', 'flags', 'cacheinfo', 'label'],
  families: ['inet', 'inet6'],
  positional: (command) => (command === 'show' || command === 'flush' ? ['dev'] : ['address']),
  pairs: { local: 'local', peer: 'address', brd: 'broadcast', broadcast: 'broadcast' },
  columns: [
    ['dev', ({ index }, { name }) => ['name', name(index)]],
    ['address', ({ local, address = '', prefixlen }) => addressCell(`${local ?? address}/${prefixlen}`)],
    ['scope', ({ scope }) => (scope === 'universe' ? 'global' : String(scope))],
    [
      'notes',
      ({ local, address, flags, family, cacheinfo }) =>
        notes(
          local !== undefined && address !== local && `peer ${address}`,
          ...among(flags, 'tentative', 'deprecated', 'dadfailed'),
          flags.includes('secondary') && (family === 'inet6' ? 'temporary' : 'secondary'),
          (cacheinfo?.valid ?? FOREVER) !== FOREVER && `valid for ${cacheinfo?.valid} s`,
        ),
    ],
  ],
})
