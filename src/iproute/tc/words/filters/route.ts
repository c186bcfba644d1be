import { type Fields, take } from '../../../words/input.ts'
import type { Completing, KindWords } from '../kind.ts'
import { type ClassWords, classWords, completeClass, completePolice, type PoliceOption } from './common.ts'

/** What tc-route(8) says besides the keys. */
export interface RouteWords extends ClassWords, PoliceOption {
  /** Name or index of the link that packets came in by. */
  readonly fromif: string | number
  /** Tells filters of the same realms apart, 1 .. 127. */
  readonly order: number
}

const realm = (value: unknown): number => (typeof value === 'number' ? value : 0)

/** The handle is made of the realms, and the kernel wants it said: to whom in its low half, from whom in the high one. */
function handleInto(options: Fields, { message }: Completing, order: number): void {
  if (message['handle'] !== undefined && Number(message['handle']) !== 0) return
  const { from, iif, to } = options
  const low = to === undefined ? 0x8000 : realm(to) & 0xff
  const high = iif !== undefined ? 0x8000 | realm(iif) : from === undefined ? 0xffff : realm(from)
  message['handle'] = (high & 0xffff) * 0x10000 + (low | ((order << 8) & 0x7f00))
}

/** tc-route(8) */
export const route: KindWords<RouteWords> = {
  words: [...classWords, 'fromif', 'order'],
  complete(options, about) {
    completeClass(options)
    completePolice(options, about)
    const order = take(options, 'order') ?? 0
    if (!Number.isInteger(order) || (order as number) < 0 || (order as number) > 127)
      throw new RangeError('order: a number within 0 .. 127 is wanted')
    const fromif = take(options, 'fromif')
    if (fromif !== undefined && options['iif'] !== undefined) throw new TypeError("'fromif' says again what another option says ('iif')")
    const link = fromif ?? options['iif']
    if (link === undefined) return handleInto(options, about, order as number)
    about.links.put('fromif', link, (index) => {
      options['iif'] = index
      handleInto(options, about, order as number)
    })
  },
}
