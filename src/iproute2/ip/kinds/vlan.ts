import { VlanFlag } from '../../../schema/link/kinds/vlan.ts'
import { protocolName } from '../../tc/names.ts'
import type { KindPrinter } from './printer.ts'

/** Switches in the order in which iproute2 tells them. */
const FLAGS: readonly (readonly [bit: number, name: string])[] = [
  [1, 'REORDER_HDR'],
  [2, 'GVRP'],
  [8, 'MVRP'],
  [4, 'LOOSE_BINDING'],
  [16, 'BRIDGE_BINDING'],
]

function flagNames(bits: number): readonly string[] {
  const known = FLAGS.filter(([bit]) => (bits & bit) !== 0)
  const rest = known.reduce((left, [bit]) => left & ~bit, bits) >>> 0
  return [...known.map(([, name]) => name), ...(rest === 0 ? [] : [rest.toString(16)])]
}

export const printVlan: KindPrinter<'vlan'> = ({ protocol, id, flags, ingressQos, egressQos }, printing) => ({
  protocol: protocol === undefined ? '802.1q' : protocolName(protocol, printing),
  id,
  flags: flags && flagNames(VlanFlag.bits(flags.flags)),
  ingress_qos: ingressQos?.map(({ from, to }) => ({ from, to })),
  egress_qos: egressQos?.map(({ from, to }) => ({ from, to })),
})
