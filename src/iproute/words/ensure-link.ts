import { InterfaceFlags } from '../../schema/enums.ts'
import type { Context } from '../context.ts'
import { addLink } from '../link/add.ts'
import { linkMessage } from '../link/input.ts'
import { isWhole } from '../link/kinds.ts'
import { linkNoun } from '../link/noun.ts'
import type { Link } from '../link/types.ts'
import { dataFromAnswer } from './answers.ts'
import { canonical, includes } from './answers-filter.ts'
import { codeOf } from './ensure.ts'
import { linkCommands } from './flags.ts'
import { type Fields, Links, send } from './input.ts'
import type { Ensured } from './input-types.ts'

type Values = Readonly<Record<string, unknown>>

/** What says which link is meant, or how, and not what it is to be. */
const NOT_COMPARED = new Set(['ifname', 'index', 'family', 'type', 'flags', 'change', 'linkinfo', 'unknown'])

/**
 * A link of this name and kind, with these properties: made if there is none, and else changed in what is different.
 * A link of another kind, or upon another one, stays as it is, and the kernel's EEXIST is thrown.
 */
export async function ensureLink(context: Context, options: object): Promise<Ensured> {
  const prepared = linkMessage('add', options)
  const { message, call } = prepared
  try {
    if (message['netNsFd'] !== undefined || message['netNsPid'] !== undefined) {
      throw new TypeError('link: ensure cannot look into another namespace; ask an IPRoute there')
    }
    try {
      await addLink(context, prepared)
      return 'created'
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
      const { index, ifname } = message
      const asked = typeof ifname === 'string' ? { ifname } : { index }
      const [existing] = await context.request<Link>({ ...linkCommands.get, message: asked, ...call })
      const change = existing === undefined ? undefined : changesOf(existing, message)
      if (existing === undefined || change === undefined) throw error
      if (Object.keys(change).length === 0) return 'unchanged'
      completed(change, existing)
      await send(context, linkCommands.set, { message: { ...change, index: existing.index }, links: new Links(), call })
      return 'changed'
    }
  } finally {
    prepared.close()
  }
}

/** Of kinds whose changes must say everything, also what stays as it is. */
function completed(change: Fields, existing: Link): void {
  const info = change['linkinfo'] as { readonly kind?: unknown; readonly data?: unknown } | undefined
  if (info?.data === undefined || info.data instanceof Uint8Array || !isWhole(info.kind)) return
  change['linkinfo'] = { ...info, data: { ...dataFromAnswer(existing.linkinfo, info.kind), ...(info.data as object) } }
}

/** What to ask for so that the link is as wished; undefined if it cannot become so. */
export function changesOf(existing: Link, wish: Fields): Fields | undefined {
  const wanted = canonical(linkNoun, wish)
  if (wish['link'] !== undefined && (existing.link ?? 0) !== wish['link']) return undefined
  const change: Fields = {}
  for (const [key, value] of Object.entries(wish)) {
    if (value === undefined || NOT_COMPARED.has(key)) continue
    const got = (existing as unknown as Values)[key]
    if (!includes(got, wanted[key], value) && !(key === 'master' && value === 0 && got === undefined)) change[key] = value
  }
  const info = infoChanges((existing.linkinfo ?? {}) as Values, (wish['linkinfo'] ?? {}) as Values, (wanted['linkinfo'] ?? {}) as Values)
  if (info === undefined) return undefined
  if (Object.keys(info).length > 0) change['linkinfo'] = info
  const bits = InterfaceFlags.bits((wish['flags'] ?? 0) as number)
  const mask = InterfaceFlags.bits((wish['change'] ?? 0) as number) || bits
  if (((InterfaceFlags.bits(existing.flags) ^ bits) & mask) !== 0) Object.assign(change, { flags: bits, change: mask })
  return change
}

function infoChanges(existing: Values, wish: Values, wanted: Values): Fields | undefined {
  if (wish['kind'] !== undefined && wish['kind'] !== existing['kind']) return undefined
  const data = partChanges(existing['data'], wish['data'], wanted['data'])
  const slaveData = partChanges(existing['slaveData'], wish['slaveData'], wanted['slaveData'])
  return {
    ...(data === undefined ? {} : { kind: wish['kind'], data }),
    ...(slaveData === undefined ? {} : { slaveKind: wish['slaveKind'], slaveData }),
  }
}

/** Those of the wished data that are not so yet; the peer of a veth shows nowhere. */
function partChanges(existing: unknown, wish: unknown, wanted: unknown): Fields | Uint8Array | undefined {
  if (wish === undefined) return undefined
  if (wish instanceof Uint8Array) return includes(existing, wish) ? undefined : wish
  const different = Object.entries(wish as Values).filter(
    ([key, value]) =>
      key !== 'peer' && value !== undefined && !includes((existing as Values | undefined)?.[key], (wanted as Values)[key], value),
  )
  return different.length === 0 ? undefined : Object.fromEntries(different)
}
