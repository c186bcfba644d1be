import { Dump } from '../connection/dump.ts'
import type { Context } from '../context.ts'
import { both, keepOf } from '../words/answers-filter.ts'
import { absent, ensureAddress } from '../words/ensure.ts'
import { addressCommands, commandOf, isListing } from '../words/flags.ts'
import { type Fields, joined, listing, picked, send } from '../words/input.ts'
import { within } from '../words/input-prefix.ts'
import { addressFilter, addressMessage, addressNoun, PAGE_MASK } from './input.ts'
import type { Address, AddressCommand, AddressFilter, AddressParameters, AddressReply } from './types.ts'

const WORDS = [...Object.keys(addressCommands), 'dump', 'flush', 'ensure', 'absent']
const POSITIONS = ['index', 'address', 'mask', 'family', 'scope']

/**
 * Address operations, as `ip address`:
 * `addr('add', index, { address: '10.0.0.1', mask: 24 })`, `addr('add', { dev: 'eth0', address: '2001:db8::1/64' })`.
 * `flush` deletes what a filter finds and answers how many; `ensure` adds or changes only where there is need;
 * `absent` is content if there is no such address. An address without a length has that of the reference page, 24
 * (IPv6: 128), where the link stands by its position, and else all its bits, as with `ip`; an IPv4 address is
 * deleted whatever its length, if none is given.
 */
export function addr<C extends AddressCommand>(context: Context, command: C, ...parameters: AddressParameters<C>): AddressReply<C> {
  if (isListing(command, 'addr')) return getAddr(context, ...(parameters as [])) as AddressReply<C>
  return changeAddress(context, command, parameters) as AddressReply<C>
}

async function changeAddress(context: Context, given: AddressCommand, parameters: readonly unknown[]): Promise<unknown> {
  const command = commandOf(given, 'addr', WORDS)
  if (command === 'flush') return flush(context, joined([], parameters))
  const options = joined(POSITIONS, parameters)
  const mask = typeof parameters[0] === 'object' ? undefined : PAGE_MASK
  if (command === 'ensure') return ensureAddress(context, addressMessage('add', options, mask))
  if (command === 'absent') return absent(context, addressCommands.delete, addressMessage('delete', options))
  await send(context, addressCommands[command as keyof typeof addressCommands], addressMessage(command, options, mask))
  return undefined
}

/** What the kernel itself filters by in a listing (inet_valid_dump_ifaddr_req in net/ipv4/devinet.c); all else it refuses. */
const KERNEL_FILTERS = ['family', 'index', 'targetNetnsid']

/**
 * Lists addresses: `getAddr()` all of all families, `getAddr({ family: 'inet6', dev: 'eth0' })`,
 * `getAddr((address) => ...)`. Family and link are filtered by the kernel, all other words here.
 */
export function getAddr(context: Context, ...parameters: AddressParameters<'dump'>): Dump<Address> {
  return Dump.from(async () => {
    const { options, keep } = listing<Address>(parameters)
    const { message, links, call } = addressFilter(options)
    await links.found(context, call)
    const asked = picked(message, KERNEL_FILTERS)
    const { targetNetnsid: _, to, ...compared } = message
    const isOf = to === undefined ? undefined : within('to', to)
    const inPrefix = isOf && ((one: Address) => isOf(one.local ?? one.address))
    return {
      dump: context.dump<Address>({
        type: 'RTM_GETADDR',
        message: asked,
        ...call,
        keep: both(both(keepOf<Address>(addressNoun, compared), inPrefix), keep),
      }),
    }
  })
}

/** Deletes what a filter finds, in its order: with the first of a prefix its secondary addresses go, or move up. */
async function flush(context: Context, filter: Fields): Promise<number> {
  if (Object.keys(filter).length === 0) throw new TypeError('address flush: a filter is wanted, such as { dev: ... }')
  const found = await getAddr(context, filter as AddressFilter)
  const removed = await Promise.all(found.map((one) => absent(context, addressCommands.delete, addressMessage('delete', one))))
  return removed.length
}

/**
 * This machine's own addresses with the lengths of their prefixes (`'192.0.2.1/24'`): those of links that are up, without
 * loopback and link-local ones.
 */
export async function addresses(context: Context, filter: AddressFilter = {}): Promise<string[]> {
  const [found, up] = await Promise.all([getAddr(context, filter), context.dump<UpLink>({ type: 'RTM_GETLINK', message: {} })])
  const running = new Set(up.filter((one) => one.flags.includes('up')).map((one) => one.index))
  return found
    .filter((one) => one.scope === 'universe' && running.has(one.index))
    .map((one) => `${one.local ?? one.address}/${one.prefixlen}`)
}

interface UpLink {
  readonly index: number
  readonly flags: readonly (string | number)[]
}
