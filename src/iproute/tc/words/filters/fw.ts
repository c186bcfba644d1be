import type { KindWords } from '../kind.ts'
import { type ClassWords, classWords, completeClass, completePolice, type PoliceOption } from './common.ts'

/** tc-fw(8): the handle is the mark, `'6'`, `'0x6'`; with its mask `'0x6/0xff'`. */
export const fw: KindWords<ClassWords & PoliceOption> = {
  words: classWords,
  complete(options, about) {
    completeClass(options)
    completePolice(options, about)
    const { handle } = about.message
    const parts = typeof handle === 'string' ? /^([^/]+)\/(\d+|0x[0-9a-f]+)$/i.exec(handle) : null
    if (!parts) return
    if (options['mask'] !== undefined) throw new TypeError("'mask' says again what the handle says")
    about.message['handle'] = parts[1]
    options['mask'] = Number(parts[2])
  },
}
