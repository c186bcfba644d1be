import type { QdiscPrinter } from '../printers.ts'

/** tc/q_hfsc.c prints no JSON: a default class is text. */
export const printHfsc: QdiscPrinter<'hfsc'> = {}
