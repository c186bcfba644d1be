// Each recorded command about a kind of links, said in our words: the same request, or the reason why not.
import assert from 'node:assert/strict'
import { describe, it, test } from 'node:test'
import { vectors } from '../../../vectors/read.ts'
import { bonds } from './bond.ts'
import { bridges, ports } from './bridge.ts'
import { macvlans } from './macvlan.ts'
import { others } from './security.ts'
import { simple } from './simple.ts'
import { gres, gres6, ip6Tunnels, ipTunnels, vtis } from './tunnels.ts'
import { vlans } from './vlan.ts'
import { vxlans } from './vxlan.ts'
import { sameAsIp, type Wishes } from './wish.ts'

type Values = Readonly<Record<string, unknown>>
interface Family {
  readonly wishes: Wishes
  /** Data that iproute2 says with each command and that are the kernel's defaults. */
  readonly unsaid: Values
}
const family = (wishes: Wishes, unsaid: Values = {}): Family => ({ wishes, unsaid })

// The kernel's defaults, by the functions that read the data.
/** ip_tunnel_netlink_encap_parms, net/ipv4/ip_tunnel_core.c */
const encap = { encapType: 'none', encapFlags: [], encapSport: 0, encapDport: 0 }
/** ipgre_netlink_parms in net/ipv4/ip_gre.c, ipip_netlink_parms in net/ipv4/ipip.c: all zero, IP_DF on. */
const over4 = { local: '0.0.0.0', remote: '0.0.0.0', ttl: 0, tos: 0, pmtudisc: 1, fwmark: 0, link: 0, flags: [], ...encap }
const keys = { ikey: 0, okey: 0, iflags: [], oflags: [] }
/** ip6gre_netlink_parms in net/ipv6/ip6_gre.c, ip6_tnl_netlink_parms in net/ipv6/ip6_tunnel.c: all zero. */
const over6 = { local: '::', remote: '::', flowinfo: 0, flags: [], fwmark: 0, link: 0, proto: 'ip', ...encap }
/** geneve_nl2info in drivers/net/geneve.c */
const geneve = { id: 0, label: 0, ttl: 0, tos: 0 }
/** vxlan_nl2conf in drivers/net/vxlan/vxlan_core.c */
const vxlan = { learning: 1 }

const FAMILIES: Readonly<Record<string, Family>> = {
  'any kind': family(simple),
  vlan: family(vlans),
  // ipvlan_link_new: flags that are not said are none; ipvlan_nl_changelink leaves them.
  'macvlan and ipvlan': family(macvlans, { flags: [] }),
  bond: family(bonds),
  bridge: family(bridges),
  ports: family(ports),
  // gtp_newlink: PDP_HASHSIZE absent is 1024.
  'hsr, xfrm, macsec, gtp, can': family(others, { pdpHashsize: 1024 }),
  'vxlan and geneve': family(vxlans, { ...vxlan, ...geneve }),
  'gre over IPv4': family(gres, { ...over4, ...keys }),
  'gre over IPv6': family(gres6, { ...over6, ...keys, erspanVer: 1 }),
  'ipip and sit': family(ipTunnels, over4),
  ip6tnl: family(ip6Tunnels, over6),
  'vti and vti6': family(vtis, { ...over4, ...keys }),
}

/** What is no wish for a link. */
const NOT_SAID: readonly (readonly [RegExp, string])[] = [
  [/^ip stats |^ip link xstats |^ip link afstats /, 'statistics: RTM_GETSTATS and RTM_SETSTATS, another noun'],
  [/^bridge vni /, 'VNIs of a vxlan: RTM_NEWTUNNEL, another noun'],
  [/^ip macsec /, 'keys of a macsec: generic netlink'],
  [/type macsec address /, 'ip 6.1 loses the address and sends port 0; we send the channel id of both'],
]

const recorded = vectors('link-kinds')
for (const [name, { wishes, unsaid }] of Object.entries(FAMILIES)) {
  describe(name, () => {
    for (const [command, wish] of Object.entries(wishes)) {
      const found = recorded.filter(({ argv }) => argv.join(' ') === command)
      for (const vector of found) it(`${command}${found.length > 1 ? ` (${vector.id})` : ''}`, () => sameAsIp(vector, wish, unsaid))
      if (found.length === 0) it(command, () => assert.fail('no such recording'))
    }
  })
}

test('every recorded command is a wish here, or named with its reason', () => {
  const known = new Set(Object.values(FAMILIES).flatMap(({ wishes }) => Object.keys(wishes)))
  const commands = recorded.map(({ argv }) => argv.join(' ')).filter((command) => !known.has(command))
  assert.deepEqual(
    commands.filter((command) => !NOT_SAID.some(([pattern]) => pattern.test(command))),
    [],
  )
})
