import type { QdiscPrinter } from '../printers.ts'

/** tc prints text here, even among JSON (`bands 8/8`). */
export const printMultiq: QdiscPrinter<'multiq'> = {
  options: ({ bands, maxBands }) => ({ bands, max_bands: maxBands }),
}
