// `rtnl mdb`
import type { MdbEntry } from '../../iproute/mdb/types.ts'
import { nounRun } from '../noun.ts'

/** Shows and changes multicast databases of bridges. */
export const run = nounRun<MdbEntry>({
  method: 'mdb',
  iproute2: ['bridge', 'mdb'],
  told: ['index', 'port', 'grp', 'vid', 'state'],
  whole: true,
  positional: () => ['dev'],
  columns: [
    ['dev', ({ index }, { name }) => ['name', name(index)]],
    ['port', ({ port }, { name }) => name(port)],
    ['group', ({ grp }) => ['address', String(grp)]],
    ['vid', ({ vid }) => (vid === 0 ? undefined : vid)],
    ['state', ({ state }) => String(state)],
  ],
})
