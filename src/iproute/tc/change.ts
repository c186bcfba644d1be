import type { Context } from '../context.ts'
import type { Link } from '../link/types.ts'
import { type Fields, joined, Links, type Prepared, send, takeCall } from '../words/input.ts'
import type { LinkReference } from '../words/input-types.ts'
import { actionMessages } from './actions.ts'
import { sendingOf, type TcCommandParts } from './commands.ts'
import { getClasses, getFilters, getQdiscs } from './listings.ts'
import { tcMessage } from './message.ts'
import { buildTcTree, type TcTree } from './tree.ts'
import type { ListedAction } from './types.ts'

/** Makes, changes, removes or asks for one object: what `tc()` does but for listings. */
export async function change(context: Context, parts: TcCommandParts, parameters: readonly unknown[]): Promise<unknown> {
  const { object, verb } = parts
  if (object === 'action') return changeActions(context, parts, parameters)
  const prepared = tcMessage(parts, joined(object === 'chain' ? ['index', 'chain'] : ['kind', 'index', 'handle'], parameters))
  return answer(context, parts, prepared, verb === 'get' || prepared.echo)
}

async function answer<M>(context: Context, parts: TcCommandParts, prepared: Prepared, told: boolean): Promise<M | undefined> {
  const { type, flags } = sendingOf(parts)
  const echo = told && parts.verb !== 'get'
  const found = await send<M>(context, { type, flags: echo ? [...flags, 'echo'] : flags }, prepared)
  // A queueing discipline that went is told before the one that took its place (qdisc_notify in net/sched/sch_api.c).
  return told ? found.at(-1) : undefined
}

/** Actions that stand by themselves: one of a kind with its options, or several under `actions`. */
async function changeActions(context: Context, parts: TcCommandParts, parameters: readonly unknown[]): Promise<ListedAction | undefined> {
  const { verb } = parts
  const { actions, echo, ...one } = joined(['kind', 'index'], parameters) as Fields
  const call = takeCall(one)
  const links = new Links()
  const message: Fields = {}
  if (verb === 'flush') {
    if (typeof one['kind'] !== 'string') throw new TypeError('tc: flush-action: the kind of actions is wanted')
    message['actions'] = [{ kind: one['kind'] }]
    // tc(8) sends this with a flush too; the kernel obeys it in listings alone.
    message['flags'] = { value: ['large_dump_on'], selector: ['large_dump_on'] }
  } else {
    const single = Object.keys(one).length > 0
    if (single && actions !== undefined) throw new TypeError("tc: 'actions' is given beside an action")
    message['actions'] = actionMessages(single ? one : (actions ?? []), verb, message, links)
    if ((message['actions'] as readonly unknown[]).length === 0) throw new TypeError('tc: which action is not said')
  }
  const found = await answer<{ readonly actions?: readonly ListedAction[] }>(
    context,
    parts,
    { message, links, call },
    verb === 'get' || echo === true,
  )
  return found?.actions?.[0]
}

/** The tree of a link's queueing disciplines, classes and filters. */
export async function tcTree(context: Context, reference: LinkReference): Promise<TcTree> {
  const index = typeof reference === 'number' ? reference : await context.linkIndex(reference)
  const [links, qdiscs, classes, filters] = await Promise.all([
    context.request<Link>({ type: 'RTM_GETLINK', message: { index } }),
    getQdiscs(context, index),
    getClasses(context, index),
    getFilters(context, index),
  ])
  return buildTcTree({ index, name: links[0]?.ifname ?? String(index) }, qdiscs, classes, filters)
}
