// `rtnl brport`
import type { Link } from '../../iproute/link/types.ts'
import { nounRun } from '../noun.ts'

/** Shows and changes ports of bridges. */
export const run = nounRun<Link>({
  method: 'brport',
  iproute2: ['bridge', 'link'],
  told: ['index', 'ifname', 'master', 'link', 'operstate', 'flags', 'mtu', 'type', 'address'],
  whole: true,
  positional: () => ['dev'],
  columns: [
    ['name', ({ ifname = '' }) => ['name', ifname]],
    ['bridge', ({ master }, { name }) => name(master)],
    ['state', ({ protinfo }) => String((protinfo as { readonly state?: unknown } | undefined)?.state ?? '')],
  ],
})
