// `rtnl nexthop`
import type { Nexthop } from '../../iproute/nexthop/types.ts'
import { nounRun } from '../noun.ts'

/** Shows and changes next hops. */
export const run = nounRun<Nexthop>({
  method: 'nexthop',
  iproute2: ['ip', 'nexthop'],
  told: ['id', 'gateway', 'oif', 'group', 'scope', 'flags'],
  whole: true,
  families: ['inet', 'inet6'],
  positional: () => ['id'],
  columns: [
    ['id', ({ id }) => id],
    ['by', ({ gateway }) => (gateway === undefined ? '' : `via ${gateway}`)],
    ['dev', ({ oif }, { name }) => ['name', name(oif)]],
    ['group', ({ group }) => (group ?? []).map(({ id, weight }) => (weight === 1 ? `${id}` : `${id} (weight ${weight})`)).join(', ')],
    ['flags', ({ flags }) => flags.join(' ')],
  ],
})
