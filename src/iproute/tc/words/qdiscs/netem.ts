import { wrongType } from '../../../../netlink/errors.ts'
import { nanosecondsOf, percentOf, type Quantity } from '../../../../schema/tc/units.ts'
import { within } from '../../../../schema/tc/within.ts'
import type { Fields } from '../../../words/input.ts'
import { isMaking, unalias } from '../buckets.ts'
import { distributionOf } from '../distribution.ts'
import type { KindWords } from '../kind.ts'

/** Words for netem besides the keys of its table. */
export interface NetemExtra {
  /** How the jitter is distributed: a table of iproute2's by its name, or its numbers. Without it, evenly. */
  readonly distribution?: 'normal' | 'pareto' | 'paretonormal' | 'experimental' | (string & {}) | readonly number[]
  /** The same for the delays between slots. */
  readonly slotDistribution?: NetemExtra['distribution']
  /** The same as `loss`. */
  readonly drop?: Quantity
}

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null

/** Whether a probability is given and more than 0; a struct of the tables speaks for itself. */
const isLikely = (options: Fields, word: string): boolean =>
  isObject(options[word]) || (options[word] !== undefined && within(word, () => percentOf(options[word])) > 0)
const isLong = (options: Fields, word: string): boolean =>
  options[word] !== undefined && within(word, () => nanosecondsOf(options[word], 1e3)) > 0

/** What is left of 100 %. */
const remainder = (percent: number): number => (1 - percent / 100) * 100

/** Fills in what tc(8) takes for the numbers that are not said of a model of loss. */
function fillLossModels(options: Fields): void {
  const { lossState, lossGemodel } = options
  if (isObject(lossState)) {
    const p13 = within('lossState', () => percentOf(lossState['p13'] ?? wrongType("'p13' is needed")))
    options['lossState'] = { p31: remainder(p13), p32: 0, p23: 100, p14: 0, ...defined(lossState) }
  }
  if (isObject(lossGemodel)) {
    const p = within('lossGemodel', () => percentOf(lossGemodel['p'] ?? wrongType("'p' is needed")))
    options['lossGemodel'] = { r: remainder(p), ...defined(lossGemodel) }
  }
}
const defined = (values: Fields): Fields => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

function fillSlot(options: Fields): void {
  const { slot, slotDistribution } = options
  const fields = isObject(slot) ? slot : {}
  const time = (word: string): number => within(`slot.${word}`, () => nanosecondsOf(fields[word] ?? 0, 1))
  if (slotDistribution !== undefined && time('distJitter') <= 0) {
    throw new TypeError("'slotDistribution' needs 'distDelay' and 'distJitter' in 'slot'")
  }
  if (fields['minDelay'] === undefined) return
  if (fields['maxDelay'] === undefined) options['slot'] = { ...fields, maxDelay: fields['minDelay'] }
  else if (time('maxDelay') < time('minDelay')) throw new RangeError("slot: 'maxDelay' is less than 'minDelay'")
}

/** netem: names of distributions, the defaults of the models of loss, and what does not go without something else. */
export const netem: KindWords<NetemExtra> = {
  words: ['distribution', 'slotDistribution', 'drop'],
  complete(options, { command }) {
    if (!isMaking(command)) return
    unalias(options, 'loss', ['drop'])
    unalias(options, 'delay', ['latency'])
    options['limit'] ??= 1000
    for (const word of ['distribution', 'slotDistribution']) {
      if (options[word] !== undefined) options[word] = within(word, () => distributionOf(options[word]))
    }
    fillLossModels(options)
    fillSlot(options)
    const delayed = isLong(options, 'delay') || options['latency64'] !== undefined
    if (isLikely(options, 'reorder')) {
      if (!delayed) throw new TypeError("'reorder' needs 'delay': the packets that are not reordered wait so long")
      options['gap'] ||= 1
    } else if (options['gap']) throw new TypeError("'gap' needs 'reorder'")
    const modelled = options['lossState'] ?? options['lossGemodel'] ?? options['lossModel']
    if (options['ecn'] && !isLikely(options, 'loss') && modelled === undefined) throw new TypeError("'ecn' needs 'loss'")
    if (options['distribution'] !== undefined && !(delayed && (isLong(options, 'jitter') || options['jitter64'] !== undefined))) {
      throw new TypeError("'distribution' needs 'delay' and 'jitter'")
    }
  },
}
