import { linkAddress } from '../../../netlink/addresses.ts'
import { attributes } from '../../../netlink/attributes.ts'
import { enumeration, flagSet } from '../../../netlink/enums.ts'
import { s32, u16, u32 } from '../../../netlink/scalars.ts'

/** Whether a port of a bond carries traffic (linux/if_bonding.h). */
export const BondPortState = enumeration('BOND_STATE_', { active: 0, backup: 1 })
/** What the bond thinks of a port's link (linux/if_bonding.h). */
export const BondLinkStatus = enumeration('BOND_LINK_', { up: 0, fail: 1, down: 2, back: 3 }, { going_down: 1, going_back: 3 })
/** State of one side of a port in LACP (linux/if_bonding.h). */
export const LacpState = flagSet('LACP_STATE_', {
  ...{ lacp_activity: 0x01, lacp_timeout: 0x02, aggregation: 0x04, synchronization: 0x08 },
  ...{ collecting: 0x10, distributing: 0x20, defaulted: 0x40, expired: 0x80 },
})
/** Whether a side failed to settle in time: monitor, churned, none (802.3ad; the kernel's net/bond_3ad.h). */
export const LacpChurn = enumeration('AD_', { churn_monitor: 0, churn: 1, no_churn: 2 }, { monitoring: 0, churned: 1, none: 2 })

/** A port of a bond: slave data of kind `bond` (linux/if_link.h). */
export class BondPortData extends attributes('IFLA_BOND_SLAVE_', {
  state: [1, BondPortState.u8],
  miiStatus: [2, BondLinkStatus.u8],
  linkFailureCount: [3, u32],
  permHwaddr: [4, linkAddress],
  queueId: [5, u16],
  adAggregatorId: [6, u16],
  adActorOperPortState: [7, LacpState.u8],
  adPartnerOperPortState: [8, LacpState.u16],
  prio: [9, s32],
  actorPortPrio: [10, u16],
  adChurnActorState: [11, LacpChurn.u8],
  adChurnPartnerState: [12, LacpChurn.u8],
}) {}
