import { RouteTable } from '../../schema/route/enums.ts'
import type { CallOptions, Context } from '../context.ts'
import type { Link } from '../link/types.ts'

/** The table of a vrf, by its name or index, asked of the kernel: IFLA_VRF_TABLE. */
export async function vrfTable(context: Context, vrf: unknown, call: CallOptions): Promise<number> {
  if (typeof vrf !== 'string' && typeof vrf !== 'number') throw new TypeError(`vrf: a link's index or name is wanted, not ${typeof vrf}`)
  const message = typeof vrf === 'number' ? { index: vrf } : { ifname: vrf }
  const [link] = await context.asking.request<Link>({ type: 'RTM_GETLINK', message, ...call })
  const info = link?.linkinfo
  if (info?.kind !== 'vrf') throw new TypeError(`vrf: '${vrf}' is no vrf but a link of kind ${String(info?.kind ?? 'none')}`)
  const { table } = (info as { readonly data?: { readonly table?: 'main' | number } }).data ?? {}
  return RouteTable.number(table ?? 0)
}
