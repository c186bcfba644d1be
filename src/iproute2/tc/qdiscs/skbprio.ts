import type { QdiscPrinter } from '../printers.ts'

export const printSkbprio: QdiscPrinter<'skbprio'> = { options: ({ limit }) => ({ limit }) }
