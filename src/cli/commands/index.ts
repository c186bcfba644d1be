// All commands. What a line says is needed for the help; the command itself is loaded when it is called.
import type { Command, OptionSpecs } from '../command.ts'
import { WATCHING } from './watching.ts'

/** `rtnl` alone. */
export const OVERVIEW: Command = {
  name: 'overview',
  about: 'this machine at a glance: links, addresses, default routes, rules',
  load: () => import('./overview.ts'),
}

const CHANGE: OptionSpecs = { 'dry-run': { about: 'of a change: print the message, annotated, instead of sending it' } }
const noun = (name: string, about: string, load: Command['load'], ...aliases: string[]): Command => ({
  name,
  aliases,
  words: '[show | COMMAND] [KEY=VALUE...]',
  about,
  options: CHANGE,
  load,
})

/** In the order in which the help lists them. */
export const COMMANDS: readonly Command[] = [
  OVERVIEW,
  noun('link', 'links', () => import('./link.ts'), 'links'),
  noun('addr', 'addresses', () => import('./addr.ts'), 'address', 'addresses'),
  noun('route', 'routes', () => import('./route.ts'), 'routes'),
  noun('rule', 'rules that choose the table of routes', () => import('./rule.ts'), 'rules'),
  noun('neigh', 'neighbours', () => import('./neigh.ts'), 'neighbour', 'neighbor', 'neighbours'),
  noun('nexthop', 'next hop objects', () => import('./nexthop.ts'), 'nexthops'),
  noun('netns', 'network namespaces, and the ids they have here', () => import('./netns.ts')),
  noun('qdisc', 'queueing disciplines', () => import('./qdisc.ts'), 'qdiscs'),
  noun('class', 'classes of queueing disciplines', () => import('./class.ts'), 'classes'),
  noun('filter', 'filters of packets', () => import('./filter.ts'), 'filters'),
  noun('chain', 'chains of filters', () => import('./chain.ts'), 'chains'),
  noun('action', 'actions of filters', () => import('./action.ts'), 'actions'),
  noun('tc', 'all five, as the API has them: tc add htb, tc add-class htb', () => import('./tc.ts')),
  noun('vlan', 'VLANs of bridges and their ports', () => import('./vlan.ts'), 'vlans'),
  noun('fdb', 'forwarding databases of bridges and vxlans', () => import('./fdb.ts')),
  noun('mdb', 'multicast databases of bridges', () => import('./mdb.ts')),
  noun('brport', 'ports of bridges (bridge link)', () => import('./brport.ts')),
  noun('mst', 'states of ports in spanning trees', () => import('./mst.ts')),
  noun('vni', 'VNIs of vxlans', () => import('./vni.ts')),
  noun('netconf', 'settings of protocols for links', () => import('./netconf.ts')),
  noun('stats', 'statistics of links', () => import('./stats.ts')),
  noun('addrlabel', 'labels of IPv6 prefixes', () => import('./addrlabel.ts')),
  noun('ntable', 'tables of neighbours', () => import('./ntable.ts')),
  noun('maddr', 'multicast addresses that links listen to', () => import('./maddr.ts'), 'maddress'),
  noun('mroute', 'multicast routes', () => import('./mroute.ts')),
  noun('dcb', 'data center bridging', () => import('./dcb.ts')),
  ...WATCHING,
  {
    name: 'help',
    words: '[COMMAND [KIND]]',
    about: 'what a command takes: all options, kinds, names of the kernel',
    load: () => import('./help.ts'),
  },
  {
    name: 'completion',
    words: 'bash | zsh | fish',
    about: 'prints what the shell completes rtnl with',
    load: () => import('./completion.ts'),
  },
  { name: 'complete', words: 'LINE', about: 'prints the words that may stand at the end of a line', load: () => import('./complete.ts') },
]
