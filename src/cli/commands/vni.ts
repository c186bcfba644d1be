// `rtnl vni`
import type { Vni } from '../../schema/bridge/tunnel.ts'
import { nounRun } from '../noun.ts'

/** Shows and changes the VNIs of vxlans. */
export const run = nounRun<Vni>({
  method: 'vni',
  iproute2: ['bridge', 'vni'],
  told: ['index', 'family'],
  whole: true,
  positional: () => ['dev'],
  columns: [['dev', ({ index }, { name }) => ['name', name(index)]]],
})
