import type { ClassPrinter } from '../printers.ts'

export const printEts: ClassPrinter<'ets'> = { options: ({ quantum }) => ({ quantum }) }
