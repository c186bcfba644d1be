// `rtnl netconf`
import type { Netconf } from '../../iproute/netconf/types.ts'
import { nounRun } from '../noun.ts'

/** Shows and changes settings of protocols for links. */
export const run = nounRun<Netconf>({
  method: 'netconf',
  iproute2: ['ip', 'netconf'],
  told: ['ifindex'],
  whole: true,
  families: ['inet', 'inet6'],
  positional: () => ['dev'],
  columns: [
    ['dev', ({ ifindex }, { name }) => ['name', typeof ifindex === 'number' ? name(ifindex) : String(ifindex ?? '')]],
    ['family', ({ family }) => ['quiet', String(family)]],
  ],
})
