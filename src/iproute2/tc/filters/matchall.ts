import type { FilterPrinter } from '../printers.ts'

/** To be written. */
export const printMatchall: FilterPrinter<'matchall'> = () => ({})
