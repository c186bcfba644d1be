import { amtKind } from './amt.ts'
import { bareudpKind } from './bareudp.ts'
import { batadvKind } from './batadv.ts'
import { bondKind } from './bond.ts'
import { bridgeKind } from './bridge.ts'
import { bridgePort } from './bridge-port.ts'
import { canKind } from './can.ts'
import { dsaKind } from './dsa.ts'
import { geneveKind } from './geneve.ts'
import { erspanKind, greKind, ip6erspanKind, ip6greKind } from './gre.ts'
import { gtpKind } from './gtp.ts'
import { hsrKind } from './hsr.ts'
import { ipoibKind } from './ipoib.ts'
import { ip6tnlKind, ipipKind, sitKind } from './iptunnel.ts'
import { ipvlanKind } from './ipvlan.ts'
import { macsecKind } from './macsec.ts'
import { macvlanKind } from './macvlan.ts'
import { netkitKind } from './netkit.ts'
import { rmnetKind } from './rmnet.ts'
import { vlanKind } from './vlan.ts'
import { vrfKind } from './vrf.ts'
import { vti6Kind, vtiKind } from './vti.ts'
import { vxlanKind } from './vxlan.ts'
import { wwanKind } from './wwan.ts'
import { xfrmKind } from './xfrm.ts'

/** Kinds that people have words for besides the keys of their tables: one line for each. */
export const kindWords = {
  amt: amtKind,
  bareudp: bareudpKind,
  batadv: batadvKind,
  bond: bondKind,
  bridge: bridgeKind,
  can: canKind,
  dsa: dsaKind,
  erspan: erspanKind,
  geneve: geneveKind,
  gre: greKind,
  gretap: greKind,
  gtp: gtpKind,
  hsr: hsrKind,
  ip6erspan: ip6erspanKind,
  ip6gre: ip6greKind,
  ip6gretap: ip6greKind,
  ip6tnl: ip6tnlKind,
  ipip: ipipKind,
  ipoib: ipoibKind,
  ipvlan: ipvlanKind,
  ipvtap: ipvlanKind,
  macsec: macsecKind,
  macvlan: macvlanKind,
  macvtap: macvlanKind,
  netkit: netkitKind,
  rmnet: rmnetKind,
  sit: sitKind,
  vlan: vlanKind,
  vrf: vrfKind,
  vti: vtiKind,
  vti6: vti6Kind,
  vxlan: vxlanKind,
  wwan: wwanKind,
  xfrm: xfrmKind,
} as const

/** The same for ports, by the kind of their master. */
export const portWords = { bridge: bridgePort } as const
