import type { ActionPrinter } from '../printers.ts'

/** To be written. */
export const printGate: ActionPrinter<'gate'> = () => ({})
