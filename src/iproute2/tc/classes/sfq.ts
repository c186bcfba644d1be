import type { ClassPrinter } from '../printers.ts'

/** As q_sfq.c: a class is a flow. */
export const printSfq: ClassPrinter<'sfq'> = {
  xstats: ({ allot }) => ({ allot }),
}
