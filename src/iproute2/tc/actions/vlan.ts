import { VlanActionKind } from '../../../schema/tc/actions/vlan.ts'
import type { JsonObject } from '../../types.ts'
import { protocolName } from '../names.ts'
import type { ActionPrinter } from '../printers.ts'
import { printControl, printIdentity } from './common.ts'

/** What is done, and the tag or Ethernet header that it is done with. */
export const printVlan: ActionPrinter<'vlan'> = (options, printing) => {
  const { vlanAction = 0, pushVlanId, pushVlanProtocol, pushVlanPriority, pushEthDst, pushEthSrc } = options
  const number = VlanActionKind.number(vlanAction)
  const tag: JsonObject = {
    id: pushVlanId,
    protocol: pushVlanProtocol === undefined ? undefined : protocolName(pushVlanProtocol, printing),
    priority: pushVlanPriority,
  }
  const tagged = number === VlanActionKind.constants.PUSH || number === VlanActionKind.constants.MODIFY
  return {
    kind: 'vlan',
    vlan_action: typeof vlanAction === 'string' ? vlanAction : null,
    ...(tagged && tag),
    ...(number === VlanActionKind.constants.PUSH_ETH && { dst_mac: pushEthDst, src_mac: pushEthSrc }),
    control_action: printControl(options.action),
    ...printIdentity(options, printing),
  }
}
