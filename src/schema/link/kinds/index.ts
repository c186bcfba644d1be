import { BondData } from './bond.ts'
import { BondPortData } from './bond-port.ts'
import { BridgeData } from './bridge.ts'
import { BridgePortData } from './bridge-port.ts'
import { MacvlanData } from './macvlan.ts'
import { NoData } from './none.ts'
import { TunData } from './tun.ts'
import { VethData } from './veth.ts'
import { VlanData } from './vlan.ts'
import { VrfData, VrfPortData } from './vrf.ts'
import { VxlanData } from './vxlan.ts'

/** IFLA_INFO_DATA by IFLA_INFO_KIND: one line for each kind of link. */
export const linkKinds = {
  bond: BondData,
  bridge: BridgeData,
  dummy: NoData,
  ifb: NoData,
  lowpan: NoData,
  macvlan: MacvlanData,
  macvtap: MacvlanData,
  netdevsim: NoData,
  nlmon: NoData,
  pfcp: NoData,
  team: NoData,
  tun: TunData,
  vcan: NoData,
  veth: VethData,
  virt_wifi: NoData,
  vlan: VlanData,
  vrf: VrfData,
  vsockmon: NoData,
  vxlan: VxlanData,
  wireguard: NoData,
}

/** IFLA_INFO_SLAVE_DATA by IFLA_INFO_SLAVE_KIND: what a master of that kind keeps of its ports. */
export const portKinds = {
  bond: BondPortData,
  bridge: BridgePortData,
  vrf: VrfPortData,
}
