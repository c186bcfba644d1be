// bridge/link.c of iproute2.
import { BridgeMode } from '../../schema/link/bridge-spec.ts'
import { MulticastRouter, PortState } from '../../schema/link/kinds/bridge-port.ts'
import type { LinkMessage } from '../../schema/link/link.ts'
import { printFlags, printNames } from '../ip/link-flags.ts'
import { hex, isOn } from '../ip/link-names.ts'
import type { JsonObject, Listing, Printing } from '../types.ts'
import { isWanted, readWanted, told } from './words.ts'

const HARDWARE_MODES = ['VEB', 'VEPA']

/** A state of the spanning tree: its name, or a number that has none. */
export const stateName = (state: Parameters<typeof PortState.number>[0]): string | number => PortState.name(PortState.number(state))

/** What the bridge keeps of a port; all but the first three with `-d`. */
function printPort(port: NonNullable<LinkMessage['protinfo']>, printing: Printing): JsonObject {
  if (!('state' in port || 'cost' in port || 'priority' in port)) return {}
  const { state, priority, cost, multicastRouter, backupPort } = port
  const tree = { state: state === undefined ? undefined : stateName(state), priority, cost }
  if (!printing.details) return tree
  return {
    ...tree,
    hairpin: isOn(port.mode),
    guard: isOn(port.guard),
    root_block: isOn(port.protect),
    fastleave: isOn(port.fastLeave),
    learning: isOn(port.learning),
    learning_sync: isOn(port.learningSync),
    flood: isOn(port.unicastFlood),
    mcast_flood: isOn(port.mcastFlood),
    bcast_flood: isOn(port.bcastFlood),
    mcast_router: multicastRouter === undefined ? undefined : MulticastRouter.number(multicastRouter),
    mcast_to_unicast: isOn(port.mcastToUcast),
    neigh_suppress: isOn(port.neighSuppress),
    vlan_tunnel: isOn(port.vlanTunnel),
    backup_port: backupPort === undefined ? undefined : printing.link(backupPort),
    isolated: isOn(port.isolated),
    locked: isOn(port.locked),
  }
}

/** How a device forwards that can do so by itself. */
function printMode({ afSpec }: LinkMessage): JsonObject {
  if (afSpec === undefined || !('mode' in afSpec) || afSpec.mode === undefined) return {}
  const mode = BridgeMode.number(afSpec.mode as 'veb')
  return { hwmode: HARDWARE_MODES[mode] ?? hex(mode) }
}

/** What `bridge link show` prints. */
export const listPorts: Listing = (messages, printing) => {
  const wanted = readWanted(printing, ['dev'])
  return told<LinkMessage>(messages, 'RTM_NEWLINK', 'RTM_DELLINK')
    .filter((link) => link.family === 'bridge' && isWanted(link, wanted, printing))
    .map((link) => ({
      deleted: link.header.type === 'RTM_DELLINK' || undefined,
      ifindex: link.index,
      ...printNames(link, printing),
      ...printFlags(link, printing),
      mtu: link.mtu,
      master: link.master === undefined ? undefined : printing.link(link.master),
      ...(link.protinfo && printPort(link.protinfo, printing)),
      ...printMode(link),
    }))
}
