import { NETCONFA_IFINDEX, NetconfMessage } from '../../schema/netconf.ts'
import { Dump } from '../connection/dump.ts'
import type { Context } from '../context.ts'
import { both, keepOf } from '../words/answers-filter.ts'
import { commandOf, isListing, netconfCommands } from '../words/flags.ts'
import { fieldsOf, joined, Links, listing, type Noun, noun, type Prepared, send, takeCall } from '../words/input.ts'
import { familyNumber, INET } from '../words/input-prefix.ts'
import type { Netconf, NetconfCommand, NetconfParameters, NetconfReply } from './types.ts'

/** Settings: the table's keys, and people's words for them. */
const netconfNoun: Noun = noun('netconf', NetconfMessage, { dev: 'ifindex', index: 'ifindex' })

/** No link can have either name: sysctl's folders have them (sysctl_dev_name_is_allowed in net/ipv4/devinet.c). */
const EVERY: Readonly<Record<string, number>> = { all: NETCONFA_IFINDEX.ALL, default: NETCONFA_IFINDEX.DEFAULT }

/**
 * Settings of IPv4, IPv6 and MPLS for each link, as `ip netconf`: forwarding, rp_filter, proxy_arp. `netconf('show')` lists them,
 * `netconf('get', { family: 'inet', dev: 'eth0' })` asks for those of one link, of `'all'` or of `'default'`. They are
 * changed by sysctl.
 */
export function netconf<C extends NetconfCommand>(context: Context, command: C, ...parameters: NetconfParameters<C>): NetconfReply<C> {
  if (isListing(command, 'netconf')) return getNetconf(context, ...(parameters as [])) as NetconfReply<C>
  return lookup(context, command, parameters) as NetconfReply<C>
}

async function lookup(context: Context, given: NetconfCommand, parameters: readonly unknown[]): Promise<Netconf | undefined> {
  commandOf(given, 'netconf', ['get', 'dump'])
  const prepared = netconfMessage(joined(['dev'], parameters))
  const { message } = prepared
  const { ifindex } = message
  if (ifindex === undefined || ifindex === null)
    throw new TypeError("netconf: the link is missing: 'dev' (also 'all', 'default') is wanted")
  message['family'] ??= INET
  // What an answer holds besides the kernel refuses (inet_netconf_valid_get_req in net/ipv4/devinet.c).
  for (const key of Object.keys(message)) if (key !== 'family' && key !== 'ifindex') delete message[key]
  const [found] = await send<Netconf>(context, netconfCommands.get, prepared)
  return found
}

function netconfMessage(options: object): Prepared {
  const message = fieldsOf(netconfNoun, options)
  const call = takeCall(message)
  const links = new Links()
  if (message['family'] !== undefined && message['family'] !== null) message['family'] = familyNumber(message['family'])
  const name = message['ifindex']
  if (typeof name === 'string' && Object.hasOwn(EVERY, name)) message['ifindex'] = EVERY[name]
  else if (name !== null) links.replace(message, 'ifindex')
  return { message, links, call }
}

/**
 * Lists settings: `getNetconf()` of all families (MPLS too where its module is loaded), `getNetconf('inet6')`,
 * `getNetconf({ family: 'inet', dev: 'all' })`, `getNetconf((one) => ...)`. The kernel filters by the family alone
 * (inet_netconf_dump_devconf in net/ipv4/devinet.c).
 */
export function getNetconf(context: Context, ...parameters: NetconfParameters<'dump'>): Dump<Netconf> {
  return Dump.from(async () => {
    const { options, keep } = listing<Netconf>(parameters)
    const { message, links, call } = netconfMessage(options)
    await links.found(context, call)
    const asked = message['family'] === undefined ? {} : { family: message['family'] }
    return {
      dump: context.dump<Netconf>({
        type: 'RTM_GETNETCONF',
        message: asked,
        ...call,
        keep: both(keepOf<Netconf>(netconfNoun, message), keep),
      }),
    }
  })
}
