import { outOfRange, shown, wrongType } from '../../../../netlink/errors.ts'
import { nanosecondsOf, type Quantity } from '../../../../schema/tc/units.ts'
import type { Fields } from '../../../words/input.ts'
import type { KindWords } from '../kind.ts'
import { ofOption, renameOptions, withOptions } from '../option.ts'

/** tc-dualpi2(8)'s own words. */
export interface Dualpi2Words {
  /** The most memory for packets: `memoryLimit`. */
  memlimit: Quantity
  /** `coupling` */
  couplingFactor: number
  /** The classic queue's share of the rate: `cProtection`; `'10%'`. */
  classicProtection: Quantity
  /** From where packets of low latency are marked: a delay (`'1ms'`, microseconds) or a number of packets (`'5p'`, `'5packets'`). */
  stepThresh: Quantity
  /** The longest round trip and the usual one; one is enough. They make `target`, `tupdate`, `alpha` and `beta`. */
  maxRtt: Quantity
  typicalRtt: Quantity
  /** Whether packets that GSO joined are split. */
  splitGso: boolean | 'split_gso' | 'no_split_gso' | number
}

const microseconds = (options: Fields, word: string): number => {
  const value = options[word]
  const time = value === undefined ? 0 : ofOption(word, () => Math.round(nanosecondsOf(value, 1e3) / 1e3))
  return value === undefined || time > 0 ? time : ofOption(word, () => outOfRange(`${shown(value)} is no round trip`))
}

/** The usual round trip that is taken for granted: a sixth of the longest. */
const MOST_TO_USUAL = 6
/** The most Hz that `alpha` and `beta` may be (net/sched/sch_dualpi2.c). */
const MOST_HERTZ = (2 ** 31 - 1) / 256

/** Turns round trips into what the controller wants, by tc's formulas and in tc's mixed precision. */
function controllerInto(options: Fields): void {
  const given = ['maxRtt', 'typicalRtt'].filter((word) => options[word] !== undefined)
  if (given.length === 0) return
  const other = ['target', 'tupdate', 'alpha', 'beta'].find((key) => options[key] !== undefined)
  if (other !== undefined) wrongType(`'${given[0]}' says again what '${other}' says`)
  const most = microseconds(options, 'maxRtt') || microseconds(options, 'typicalRtt') * MOST_TO_USUAL
  const usual = microseconds(options, 'typicalRtt') || Math.max(1, Math.floor(most / MOST_TO_USUAL))
  if (usual > most) outOfRange("'typicalRtt' is more than 'maxRtt'")
  const tupdate = Math.max(1, usual < most / 3 ? usual : Math.floor(most / 3))
  const alpha = (tupdate / most / most) * 1e6 * Math.fround(0.1)
  const beta = (Math.fround(0.3) / most) * 1e6
  if (beta > MOST_HERTZ) outOfRange(`a longest round trip of ${most} us is too short`)
  if (alpha < 1 / 256 || beta < 1 / 256) outOfRange(`a longest round trip of ${most} us is too long`)
  for (const word of given) delete options[word]
  Object.assign(options, { target: usual, tupdate, alpha, beta })
}

const PACKETS = /^\s*(\d+)\s*(?:p|pkts?|packets?)\s*$/

function stepInto(options: Fields): void {
  const { stepThresh } = options
  if (stepThresh === undefined) return
  const packets = typeof stepThresh === 'string' ? PACKETS.exec(stepThresh)?.[1] : undefined
  if (packets !== undefined) options['stepThresh'] = Number(packets)
  renameOptions(options, { stepThresh: packets === undefined ? 'stepThreshUs' : 'stepThreshPkts' })
}

/** Words for `dualpi2`. */
export const dualpi2: KindWords<Dualpi2Words> = {
  words: ['memlimit', 'couplingFactor', 'classicProtection', 'stepThresh', 'maxRtt', 'typicalRtt'],
  complete(options, about) {
    withOptions(options, about)
    renameOptions(options, { memlimit: 'memoryLimit', couplingFactor: 'coupling', classicProtection: 'cProtection' })
    stepInto(options)
    controllerInto(options)
    const { splitGso } = options
    if (typeof splitGso === 'boolean') options['splitGso'] = splitGso ? 'split_gso' : 'no_split_gso'
  },
}
