import type { ActionPrinter } from '../printers.ts'

/** To be written. */
export const printSimple: ActionPrinter<'simple'> = () => ({})
