import { BondData } from './bond.ts'
import { BondPortData } from './bond-port.ts'
import { BridgeData } from './bridge.ts'
import { BridgePortData } from './bridge-port.ts'
import { CanData } from './can.ts'
import { GeneveData } from './geneve.ts'
import { GreData, Ip6greData } from './gre.ts'
import { GtpData } from './gtp.ts'
import { HsrData } from './hsr.ts'
import { Ip6tnlData, IptunData } from './iptun.ts'
import { IpvlanData } from './ipvlan.ts'
import { MacsecData } from './macsec.ts'
import { MacvlanData } from './macvlan.ts'
import { NetkitData } from './netkit.ts'
import { NoData } from './none.ts'
import { OvpnData } from './ovpn.ts'
import { TunData } from './tun.ts'
import { VethData } from './veth.ts'
import { VlanData } from './vlan.ts'
import { VrfData, VrfPortData } from './vrf.ts'
import { Vti6Data, VtiData } from './vti.ts'
import { VxcanData } from './vxcan.ts'
import { VxlanData } from './vxlan.ts'
import { XfrmData } from './xfrm.ts'

/** IFLA_INFO_DATA by IFLA_INFO_KIND: one line for each kind of link. */
export const linkKinds = {
  bond: BondData,
  bridge: BridgeData,
  can: CanData,
  dummy: NoData,
  erspan: GreData,
  geneve: GeneveData,
  gre: GreData,
  gretap: GreData,
  gtp: GtpData,
  hsr: HsrData,
  ifb: NoData,
  ip6erspan: Ip6greData,
  ip6gre: Ip6greData,
  ip6gretap: Ip6greData,
  ip6tnl: Ip6tnlData,
  ipip: IptunData,
  ipvlan: IpvlanData,
  ipvtap: IpvlanData,
  lowpan: NoData,
  macsec: MacsecData,
  macvlan: MacvlanData,
  macvtap: MacvlanData,
  netdevsim: NoData,
  netkit: NetkitData,
  nlmon: NoData,
  ovpn: OvpnData,
  pfcp: NoData,
  sit: IptunData,
  team: NoData,
  tun: TunData,
  vcan: NoData,
  veth: VethData,
  virt_wifi: NoData,
  vlan: VlanData,
  vrf: VrfData,
  vsockmon: NoData,
  vti6: Vti6Data,
  vti: VtiData,
  vxcan: VxcanData,
  vxlan: VxlanData,
  wireguard: NoData,
  xfrm: XfrmData,
}

/** IFLA_INFO_SLAVE_DATA by IFLA_INFO_SLAVE_KIND: what a master of that kind keeps of its ports. */
export const portKinds = {
  bond: BondPortData,
  bridge: BridgePortData,
  vrf: VrfPortData,
}
