import type { ActionPrinter } from '../printers.ts'
import { printControl, printIdentity } from './common.ts'

/** The length of a mask as tc reckons it, its bytes in the order of a little-endian machine: 32 of most prefixes. */
function maskLength(mask: string): number {
  const [first = 0, second = 0, third = 0, last = 0] = mask.split('.').map(Number)
  const number = first | (second << 8) | (third << 16) | (last << 24)
  return number === 0 ? 0 : 32 - (31 - Math.clz32(number & -number))
}

/** Old and new address; tc says `type` where it says `kind` of all others. */
export const printNat: ActionPrinter<'nat'> = (options, printing) => ({
  type: 'nat',
  direction: options.flags?.includes('egress') ? 'egress' : 'ingress',
  old_addr: `${options.oldAddr ?? '0.0.0.0'}/${maskLength(options.mask ?? '0.0.0.0')}`,
  new_addr: options.newAddr ?? '0.0.0.0',
  control_action: printControl(options.action),
  ...printIdentity(options, printing),
})
