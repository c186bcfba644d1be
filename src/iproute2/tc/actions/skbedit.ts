import type { ActionPrinter } from '../printers.ts'
import { printClassid } from '../words.ts'
import { printControl, printIdentity } from './common.ts'

/** What the packet is given. */
export const printSkbedit: ActionPrinter<'skbedit'> = (options, printing) => {
  const { queueMapping, priority, mark, mask, ptype, flags } = options
  const inherits = typeof flags === 'bigint' ? (flags & 0x20n) !== 0n : flags?.includes('inheritdsfield')
  return {
    kind: 'skbedit',
    queue_mapping: queueMapping,
    priority: priority === undefined ? undefined : printClassid(priority),
    mark,
    mask: mask?.toString(16),
    ptype,
    ...(inherits === true && { inheritdsfield: null }),
    control_action: printControl(options.action),
    ...printIdentity(options, printing),
  }
}
