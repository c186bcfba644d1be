import type { ActionPrinter } from '../printers.ts'

/** To be written. */
export const printPedit: ActionPrinter<'pedit'> = () => ({})
