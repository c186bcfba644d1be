import { printFloat } from '../numbers.ts'
import type { QdiscPrinter } from '../printers.ts'

const hyphens = (word: string | number): string => String(word).replaceAll('_', '-')

/** tc/q_dualpi2.c, which is newer than 6.1. */
export const printDualpi2: QdiscPrinter<'dualpi2'> = {
  options: ({ alpha, beta, dropOverload, dropEarly, ecnMask, splitGso, ...options }) => ({
    ...{ limit: options.limit, 'memory-limit': options.memoryLimit, target: options.target, tupdate: options.tupdate },
    ...(alpha !== undefined && { alpha: printFloat(alpha) }),
    ...(beta !== undefined && { beta: printFloat(beta) }),
    ...{ 'step-thresh-pkts': options.stepThreshPkts, 'step-thresh-us': options.stepThreshUs, 'min-qlen-step': options.minQlenStep },
    ...{ coupling: options.coupling, 'drop-overload': dropOverload },
    ...(dropEarly !== undefined && { 'drop-early': hyphens(dropEarly) }),
    'c-protection': options.cProtection,
    // tc has no word for classic packets alone.
    ...(ecnMask !== undefined && { 'ecn-mask': ecnMask === 'l4s_ect' ? 'l4s-ect' : 'any-ect' }),
    ...(splitGso === 'split_gso' && { 'split-gso': null }),
  }),
  xstats: (xstats) => ({
    prob: printFloat(xstats.prob / 0xffffffff),
    ...{ 'delay-c': xstats.delayC, 'delay-l': xstats.delayL, 'pkts-in-c': xstats.packetsInC, 'pkts-in-l': xstats.packetsInL },
    ...{ maxq: xstats.maxq, 'ecn-mark': xstats.ecnMark, 'step-mark': xstats.stepMarks, credit: xstats.credit },
    ...{ 'memory-used': xstats.memoryUsed, 'max-memory-used': xstats.maxMemoryUsed, 'memory-limit': xstats.memoryLimit },
  }),
}
