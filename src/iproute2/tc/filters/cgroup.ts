import type { FilterPrinter } from '../printers.ts'

/** To be written. */
export const printCgroup: FilterPrinter<'cgroup'> = () => ({})
