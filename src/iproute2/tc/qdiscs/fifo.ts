import type { QdiscPrinter } from '../printers.ts'

export const printFifo: QdiscPrinter<'pfifo'> = { options: ({ limit }) => ({ limit }) }
