import type { ActionPrinter } from '../printers.ts'

/** To be written. */
export const printCtinfo: ActionPrinter<'ctinfo'> = () => ({})
