import { OLD_SWITCHES } from '../../../../schema/tc/red.ts'
import type { Fields } from '../../../words/input.ts'
import { isMaking } from '../buckets.ts'
import type { KindWords } from '../kind.ts'
import { type BandwidthExtra, fillIdleTable, fillParameters, fillSwitches, sizeOf, takeTraffic } from '../red-parameters.ts'

/** What the kernel counts of a queue. */
const COUNTED = ['backlog', 'qave', 'forced', 'early', 'other', 'pdrop', 'packets', 'bytesin']

function completeSetup(options: Fields): void {
  const { queues } = options
  if (Array.isArray(queues) && queues.length > 0) {
    throw new TypeError("queues: the kernel takes one virtual queue a request: make a 'change' of each, with its words as options")
  }
  delete options['queues']
  const raw = options['dps'] !== undefined || options['TCA_GRED_DPS'] !== undefined
  const described = OLD_SWITCHES.some((one) => options[one] !== undefined) || options['grio'] !== undefined
  // A limit alone may change.
  if (raw || (!described && options['vqs'] === undefined && options['limit'] !== undefined)) return
  for (const word of ['vqs', 'default']) if (options[word] === undefined) throw new TypeError(`'${word}' is needed; for a queue, 'vq'`)
  const [vqs, fallback] = [sizeOf(options, 'vqs'), sizeOf(options, 'default')]
  if (vqs === 0 || vqs > 16) throw new RangeError(`vqs: ${vqs} is not within 1 .. 16`)
  if (fallback >= vqs) throw new RangeError(`default: ${fallback} is not less than 'vqs'`)
}

function completeQueue(options: Fields): void {
  for (const word of Object.keys(options)) if (COUNTED.includes(word) || word.startsWith('stat')) delete options[word]
  const traffic = takeTraffic(options)
  const { avpkt } = traffic
  for (const word of ['limit', 'min', 'max']) if (sizeOf(options, word) === 0) throw new TypeError(`a virtual queue needs '${word}'`)
  if (avpkt !== undefined) {
    const [min, max] = [sizeOf(options, 'min'), sizeOf(options, 'max')]
    fillParameters(options, { min, max, avpkt, burst: traffic.burst ?? Math.floor((2 * min + max) / (3 * avpkt)) })
    Object.assign(options, { stab: undefined, scellLog: undefined })
  } else if (options['wlog'] === undefined) throw new TypeError("a virtual queue needs 'avpkt' or 'wlog'")
  fillIdleTable(options, traffic)
  fillSwitches(options, OLD_SWITCHES)
}

/** gred: a setup needs `vqs` and `default`; a virtual queue (`vq`) has the words of red. */
export const gred: KindWords<BandwidthExtra> = {
  words: ['avpkt', 'burst', 'bandwidth'],
  complete(options, { command }) {
    if (!isMaking(command) || options['parms'] !== undefined || options['TCA_GRED_PARMS'] !== undefined) return
    if (options['vq'] === undefined) completeSetup(options)
    else completeQueue(options)
  },
}
