import { AddressMessage } from '../../schema/address.ts'
import { Dump } from '../connection/dump.ts'
import type { Context } from '../context.ts'
import { both, keepOf } from '../words/answers-filter.ts'
import { codeOf } from '../words/ensure.ts'
import { commandOf } from '../words/flags.ts'
import { fieldsOf, Links, listing, type Noun, noun, picked, takeCall } from '../words/input.ts'
import { familyNumber, INET, INET6 } from '../words/input-prefix.ts'
import type { AnycastAddress, GroupParameters, MulticastAddress, MulticastCommand, MulticastReply } from './types.ts'

const multicastNoun: Noun = noun('multicast address', AddressMessage, { dev: 'index' })
const anycastNoun: Noun = noun('anycast address', AddressMessage, { dev: 'index' })

/**
 * Multicast addresses, as `ip maddress show`: `maddr('show', { dev: 'eth0' })`. Only a listing: what a program listens to is
 * its sockets' affair (IP_ADD_MEMBERSHIP), and `ip maddress add` of a link address is an ioctl (SIOCADDMULTI), no message.
 */
export function maddr(context: Context, command: MulticastCommand, ...parameters: GroupParameters<MulticastAddress>): MulticastReply {
  commandOf(command, 'multicast', ['dump'])
  return getMulticastAddresses(context, ...parameters)
}

/**
 * Lists the multicast addresses that links listen to: `getMulticastAddresses({ family: 'inet6', dev: 'eth0' })`. Of IPv4 the kernel
 * tells since Linux 6.15 (inet_dump_mcaddr in net/ipv4/igmp.c); where no family is asked for, an older one answers IPv6 alone.
 */
export function getMulticastAddresses(context: Context, ...parameters: GroupParameters<MulticastAddress>): Dump<MulticastAddress> {
  return list(context, 'RTM_GETMULTICAST', multicastNoun, [INET, INET6], parameters)
}

/** Lists the anycast addresses of links, which only IPv6 has (inet6_dump_ifacaddr in net/ipv6/addrconf.c). */
export function getAnycastAddresses(context: Context, ...parameters: GroupParameters<AnycastAddress>): Dump<AnycastAddress> {
  return list(context, 'RTM_GETANYCAST', anycastNoun, [INET6], parameters)
}

const unsupported = (error: unknown): boolean => codeOf(error) === 'EOPNOTSUPP'

function list(
  context: Context,
  type: string,
  noun: Noun,
  families: readonly number[],
  parameters: readonly unknown[],
): Dump<AddressMessage> {
  return Dump.all(async () => {
    const { options, keep } = listing<AddressMessage>(parameters)
    const message = fieldsOf(noun, options)
    const call = takeCall(message)
    const links = new Links()
    links.replace(message, 'index')
    await links.found(context, call)
    const { family: given, ...compared } = message
    const family = given === undefined ? 0 : familyNumber(given)
    const wanted = both(keepOf<AddressMessage>(noun, compared), keep)
    const ask = (one: number) =>
      context.dump<AddressMessage>({ type, message: { family: one, ...picked(message, ['index']) }, ...call, keep: wanted })
    return family === 0 ? families.map((one) => (families.length > 1 ? ask(one).emptyOn(unsupported) : ask(one))) : [ask(family)]
  })
}
