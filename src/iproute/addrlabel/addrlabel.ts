import { Dump } from '../connection/dump.ts'
import type { Context } from '../context.ts'
import { both, canonical, keepOf } from '../words/answers-filter.ts'
import { absent, added } from '../words/ensure.ts'
import { addrlabelCommands, commandOf, isListing } from '../words/flags.ts'
import { joined, type Prepared, send } from '../words/input.ts'
import type { Ensured } from '../words/input-types.ts'
import { addrlabelFilter, addrlabelLookup, addrlabelMessage, addrlabelNoun } from './input.ts'
import type { AddressLabel, AddressLabelCommand, AddressLabelFilter, AddressLabelParameters, AddressLabelReply } from './types.ts'

const WORDS = [...Object.keys(addrlabelCommands), 'dump', 'flush', 'ensure', 'absent']

/**
 * Labels of IPv6 prefixes, as `ip addrlabel`, by which the kernel chooses source addresses (RFC 6724):
 * `addrlabel('add', { prefix: '2001:db8::/32', label: 99 })`, `addrlabel('get', '2001:db8::1')` for the label an address has.
 * `flush` deletes what a filter finds, without one the kernel's own labels too, and answers how many; `ensure` adds or
 * replaces only where there is need; `absent` is content if there is none.
 */
export function addrlabel<C extends AddressLabelCommand>(
  context: Context,
  command: C,
  ...parameters: AddressLabelParameters<C>
): AddressLabelReply<C> {
  if (isListing(command, 'addrlabel')) return getAddrlabels(context, ...(parameters as [])) as AddressLabelReply<C>
  return changeLabel(context, command, parameters) as AddressLabelReply<C>
}

async function changeLabel(context: Context, given: AddressLabelCommand, parameters: readonly unknown[]): Promise<unknown> {
  const command = commandOf(given, 'addrlabel', WORDS)
  if (command === 'flush') return flush(context, joined([], parameters))
  const options = joined(['prefix'], parameters)
  if (command === 'get') return (await send<AddressLabel>(context, addrlabelCommands.get, addrlabelLookup(options)))[0]
  if (command === 'ensure') return ensure(context, addrlabelMessage('add', options))
  if (command === 'absent') return absent(context, addrlabelCommands.delete, addrlabelMessage('delete', options))
  await send(context, addrlabelCommands[command as 'add'], addrlabelMessage(command, options))
  return undefined
}

/** Lists labels: `getAddrlabels()`, `getAddrlabels({ dev: 'eth0' })`. The kernel filters by nothing (ip6addrlbl_valid_dump_req). */
export function getAddrlabels(context: Context, ...parameters: AddressLabelParameters<'dump'>): Dump<AddressLabel> {
  return Dump.from(async () => {
    const [filter] = parameters
    const keep = typeof filter === 'function' ? filter : undefined
    const { message, links, call } = addrlabelFilter(typeof filter === 'object' ? filter : {})
    await links.found(context, call)
    const { family } = message
    return {
      dump: context.dump<AddressLabel>({
        type: 'RTM_GETADDRLABEL',
        message: { family },
        ...call,
        keep: both(keepOf<AddressLabel>(addrlabelNoun, message), keep),
      }),
    }
  })
}

async function flush(context: Context, filter: object): Promise<number> {
  const found = await getAddrlabels(context, filter as AddressLabelFilter)
  const removed = await Promise.all(found.map((one) => absent(context, addrlabelCommands.delete, addrlabelMessage('delete', one))))
  return removed.filter((one) => one === 'deleted').length
}

/** This label for the prefix, on the link if one is named. */
async function ensure(context: Context, prepared: Prepared): Promise<Ensured> {
  if (await added(context, addrlabelCommands.add, prepared)) return 'created'
  const { message, call } = prepared
  const { address, prefixlen, index = 0, label } = canonical(addrlabelNoun, message)
  const keep = (one: AddressLabel) => one.address === address && one.prefixlen === prefixlen && one.index === index
  const [existing] = await context.dump<AddressLabel>({ type: 'RTM_GETADDRLABEL', message: { family: message['family'] }, ...call, keep })
  if (existing?.label === label) return 'unchanged'
  await send(context, addrlabelCommands.replace, prepared)
  return 'changed'
}
