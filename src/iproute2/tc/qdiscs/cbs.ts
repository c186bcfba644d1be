import type { QdiscPrinter } from '../printers.ts'

/** tc/q_cbs.c */
export const printCbs: QdiscPrinter<'cbs'> = {
  options: ({ hicredit, locredit, sendslope, idleslope, offload }) => ({ hicredit, locredit, sendslope, idleslope, offload }),
}
