import { EthernetProtocol } from '../../../schema/enums.ts'
import { hex } from '../filters/common.ts'
import type { ActionPrinter } from '../printers.ts'
import { printControl, printIdentity } from './common.ts'

/** tc/m_skbmod.c, which does not tell the kind; 6.1 prints broken JSON of it, so this is what later ones do. */
export const printSkbmod: ActionPrinter<'skbmod'> = (options, printing) => ({
  control_action: printControl(options.action),
  etype: options.etype === undefined ? undefined : hex(EthernetProtocol.number(options.etype)),
  dmac: options.dmac,
  smac: options.smac,
  swapmac: options.swapmac ? null : undefined,
  ecn: options.ecn ? null : undefined,
  ...printIdentity(options, printing),
})
