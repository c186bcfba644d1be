// `rtnl vlan`
import type { Vlan } from '../../schema/bridge/vlan.ts'
import { nounRun } from '../noun.ts'

/** Shows and changes VLANs of bridges and their ports. */
export const run = nounRun<Vlan>({
  method: 'vlan',
  iproute2: ['bridge', 'vlan'],
  told: ['index', 'vid', 'range', 'flags'],
  whole: true,
  positional: () => ['dev'],
  columns: [
    ['dev', ({ index }, { name }) => ['name', name(index)]],
    ['vid', ({ vid, range }) => (range === undefined ? String(vid) : `${vid}-${range}`)],
    ['flags', ({ flags }) => flags.join(' ')],
  ],
})
