import type { ActionPrinter } from '../printers.ts'
import { printControl, printIdentity } from './common.ts'

/** Where the packet goes; `to_dev` is `*` where a block of links is meant, which tc 6.1 does not know. */
export const printMirred: ActionPrinter<'mirred'> = (options, printing) => {
  const [, direction, verb] = /^(egress|ingress)_(redir|mirror)$/.exec(String(options.eaction)) ?? []
  return {
    kind: 'mirred',
    mirred_action: verb === undefined ? 'unknown' : verb === 'redir' ? 'redirect' : 'mirror',
    direction: direction ?? 'unknown',
    to_dev: options.ifindex ? printing.link(options.ifindex) : '*',
    control_action: printControl(options.action),
    ...printIdentity(options, printing),
  }
}
