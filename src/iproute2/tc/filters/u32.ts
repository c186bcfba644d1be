import type { FilterPrinter } from '../printers.ts'

/** To be written. */
export const printU32: FilterPrinter<'u32'> = () => ({})
