import { PeditCommand, PeditHeaderType } from '../../../schema/tc/actions/pedit.ts'
import type { PeditKey } from '../../../schema/tc/actions/pedit-words.ts'
import type { JsonObject } from '../../types.ts'
import type { ActionPrinter } from '../printers.ts'
import { printControl, printIdentity } from './common.ts'

const HEADERS = ['network', 'eth', 'ipv4', 'ipv6', 'tcp', 'udp']

function printKey({ htype = 'network', cmd = 'set', off, val, mask }: PeditKey): JsonObject {
  const header = PeditHeaderType.number(htype)
  return {
    htype: HEADERS[header] ?? `unknown(${header})`,
    offset: off,
    cmd: PeditCommand.number(cmd) === 0 ? 'set' : 'add',
    val: val.toString(16),
    mask: mask.toString(16),
  }
}

/** The keys, after all that is common to actions. */
export const printPedit: ActionPrinter<'pedit'> = (options, printing) => {
  const { action, keys } = options
  if (keys === undefined) return { kind: 'pedit' }
  return {
    kind: 'pedit',
    control_action: printControl(action),
    nkeys: options.nkeys ?? keys.length,
    ...printIdentity(options, printing),
    keys: keys.map(printKey),
  }
}
