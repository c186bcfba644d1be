import type { QdiscPrinter } from '../printers.ts'

export const printEts: QdiscPrinter<'ets'> = {
  options: ({ bands, strict, quanta, priomap }) => (bands === undefined || priomap === undefined ? {} : { bands, strict, quanta, priomap }),
}
