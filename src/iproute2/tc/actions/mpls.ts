import { protocolName } from '../names.ts'
import type { ActionPrinter } from '../printers.ts'
import { printControl, printIdentity } from './common.ts'

const PROTOCOL: readonly unknown[] = ['pop', 'push', 'mac_push']
const FIELDS: readonly unknown[] = ['push', 'mac_push', 'modify']

/** tc/m_mpls.c: of the fields those that the operation uses. */
export const printMpls: ActionPrinter<'mpls'> = (options, printing) => {
  const { bos, label, mplsAction, proto, tc, ttl } = options
  return {
    kind: 'mpls',
    mpls_action: mplsAction,
    protocol: proto !== undefined && PROTOCOL.includes(mplsAction) ? protocolName(proto, printing) : undefined,
    ...(FIELDS.includes(mplsAction) && { label, tc, bos, ttl }),
    control_action: printControl(options.action),
    ...printIdentity(options, printing),
  }
}
