import { attributes, chosen, select } from '../../netlink/attributes.ts'
import type { Decoded } from '../../netlink/codec.ts'
import { bareString, bytes } from '../../netlink/scalars.ts'
import { CanDeviceStats } from './kinds/can.ts'
import { linkKinds, portKinds } from './kinds/index.ts'

/**
 * What kind of device a link is: IFLA_LINKINFO (linux/if_link.h). `slaveKind` is the kind of its master, and
 * `slaveData` what that master keeps of it. iproute2 asks to change that with the kind `bridge_slave` and no
 * slaveKind: such requests keep the bytes.
 */
export const LinkInfo = attributes('IFLA_INFO_', {
  kind: [1, bareString],
  // `as const`: a veth's peer is a link again; where the compiler meets a table within itself, it widens literals.
  data: [2 as const, select('kind', linkKinds)],
  xstats: [3, chosen('kind', { can: CanDeviceStats }, bytes)],
  slaveKind: [4, bareString],
  slaveData: [5, select('slaveKind', portKinds)],
})
export type LinkInfo = Decoded<typeof LinkInfo>
