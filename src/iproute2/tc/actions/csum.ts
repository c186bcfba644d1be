import type { ActionPrinter } from '../printers.ts'
import { printControl, printIdentity } from './common.ts'

const NAMES = ['ipv4hdr', 'icmp', 'igmp', 'tcp', 'udp', 'udplite', 'sctp'] as const

/** The headers whose checksums are made anew, in one text. */
export const printCsum: ActionPrinter<'csum'> = (options, printing) => {
  const names = NAMES.filter((name) => options.updateFlags?.includes(name))
  return {
    kind: 'csum',
    csum: names.length === 0 ? '?empty' : names.join(', ').replace('ipv4hdr', 'iph'),
    control_action: printControl(options.action),
    ...printIdentity(options, printing),
  }
}
