import { AmtData } from './amt.ts'
import { BareudpData } from './bareudp.ts'
import { BatadvData } from './batadv.ts'
import { BondData } from './bond.ts'
import { BondPortData } from './bond-port.ts'
import { BridgeData } from './bridge.ts'
import { BridgePortData } from './bridge-port.ts'
import { CaifData } from './caif.ts'
import { CanData } from './can.ts'
import { DsaData } from './dsa.ts'
import { GeneveData } from './geneve.ts'
import { GreData, Ip6greData } from './gre.ts'
import { GtpData } from './gtp.ts'
import { HsrData } from './hsr.ts'
import { IpoibData } from './ipoib.ts'
import { Ip6tnlData, IptunData } from './iptun.ts'
import { IpvlanData } from './ipvlan.ts'
import { MacsecData } from './macsec.ts'
import { MacvlanData } from './macvlan.ts'
import { NetkitData } from './netkit.ts'
import { NoData } from './none.ts'
import { OvpnData } from './ovpn.ts'
import { PppData } from './ppp.ts'
import { RmnetData } from './rmnet.ts'
import { TunData } from './tun.ts'
import { VethData } from './veth.ts'
import { VlanData } from './vlan.ts'
import { VrfData, VrfPortData } from './vrf.ts'
import { Vti6Data, VtiData } from './vti.ts'
import { VxcanData } from './vxcan.ts'
import { VxlanData } from './vxlan.ts'
import { WwanData } from './wwan.ts'
import { XfrmData } from './xfrm.ts'

/** IFLA_INFO_DATA by IFLA_INFO_KIND: one line for each kind of link. */
export const linkKinds = {
  amt: AmtData,
  bareudp: BareudpData,
  batadv: BatadvData,
  bond: BondData,
  bridge: BridgeData,
  caif: CaifData,
  can: CanData,
  dsa: DsaData,
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
  ipoib: IpoibData,
  ipvlan: IpvlanData,
  ipvtap: IpvlanData,
  lowpan: NoData,
  macsec: MacsecData,
  macvlan: MacvlanData,
  macvtap: MacvlanData,
  netdevsim: NoData,
  netkit: NetkitData,
  nlmon: NoData,
  openvswitch: NoData,
  ovpn: OvpnData,
  pfcp: NoData,
  ppp: PppData,
  rmnet: RmnetData,
  sit: IptunData,
  team: NoData,
  tun: TunData,
  vcan: NoData,
  veth: VethData,
  virt_wifi: NoData,
  vlan: VlanData,
  vrf: VrfData,
  vsockmon: NoData,
  vti: VtiData,
  vti6: Vti6Data,
  vxcan: VxcanData,
  vxlan: VxlanData,
  wireguard: NoData,
  wlan: NoData,
  wwan: WwanData,
  xfrm: XfrmData,
}

/** IFLA_INFO_SLAVE_DATA by IFLA_INFO_SLAVE_KIND: what a master of that kind keeps of its ports. */
export const portKinds = {
  bond: BondPortData,
  bridge: BridgePortData,
  vrf: VrfPortData,
}
