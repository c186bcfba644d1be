import type { Address } from '../../iproute/address/types.ts'
import { IPRoute } from '../../iproute/iproute.ts'
import type { Link } from '../../iproute/link/types.ts'
import type { Route } from '../../iproute/route/types.ts'
import { netns } from '../../socket/netns.ts'

/** What a drawing shows of one network namespace. */
export interface NamespaceState {
  /** Its name; empty for the one where the question was asked. */
  readonly name: string
  readonly links: readonly Link[]
  readonly addresses: readonly Address[]
  readonly routes: readonly Route[]
  /** The names of other namespaces by the ids that they have in this one. */
  readonly ids: ReadonlyMap<number, string>
}

/** Asks one namespace. `others` are those that may have ids in it, and are drawn too. */
export async function stateOf(ip: IPRoute, name: string, others: readonly string[]): Promise<NamespaceState> {
  const ids = new Map<number, string>()
  const find = async (other: string): Promise<void> => {
    try {
      const found = await ip.netns('get', { netns: other })
      if (found?.nsid !== undefined && found.nsid >= 0) ids.set(found.nsid, other)
    } catch {
      // It has gone since it was listed, or may not be looked at: then its links stay without a partner.
    }
  }
  const [links, addresses, routes] = await Promise.all([ip.getLinks(), ip.getAddr(), ip.getRoutes({ table: 'main' }), ...others.map(find)])
  return { name, links, addresses, routes, ids }
}

/** The state of this namespace, and of those with names if they may be entered. */
export async function wholeState(ip: IPRoute): Promise<NamespaceState[]> {
  const names = namesOf()
  const states = [await stateOf(ip, '', names)]
  for (const name of names) {
    const inside = new IPRoute({ netns: name })
    try {
      states.push(
        await stateOf(
          inside,
          name,
          names.filter((one) => one !== name),
        ),
      )
    } catch {
      // Only root may enter a namespace.
    } finally {
      await inside.release()
    }
  }
  return states
}

function namesOf(): string[] {
  try {
    return netns.list().sort()
  } catch {
    return []
  }
}
