import type { KindWords } from '../kind.ts'

/** The traffic class of each TC_PRIO_* with tc(8), for 8 traffic classes. */
const MAP: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 1, 1, 3, 3, 3, 3]
/** tc(8) writes a rate for each traffic class that there could be. */
const RATES = 16

const filledUp = (rates: unknown): unknown =>
  Array.isArray(rates) && rates.length < RATES ? [...rates, ...Array<number>(RATES - rates.length).fill(0)] : rates

/** What tc(8) fills in: eight traffic classes, or as many as have queues, and the device's own judgement. */
export const mqprio: KindWords = {
  complete(options) {
    const { queues, minRate, maxRate } = options
    options['numTc'] ??= Array.isArray(queues) && queues.length > 0 ? queues.length : 8
    options['map'] ??= MAP
    options['hw'] ??= 1
    // Without offload the kernel tells that every class is express, and takes no attribute at all (mqprio_parse_opt).
    if (options['hw'] === 0 && Array.isArray(options['fp']) && options['fp'].every((one) => one === 'express')) delete options['fp']
    if (minRate !== undefined) options['minRate'] = filledUp(minRate)
    if (maxRate !== undefined) options['maxRate'] = filledUp(maxRate)
  },
}
