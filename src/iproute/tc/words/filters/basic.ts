import type { EmatchListInput } from '../../../../schema/tc/ematches/tree.ts'
import type { KindWords } from '../kind.ts'
import { renameOptions } from '../option.ts'
import { type ClassWords, classWords, completeClass, completePolice } from './common.ts'

export interface BasicWords extends ClassWords {
  /** The same as `ematches`, as tc(8) says it. */
  readonly match?: EmatchListInput | undefined
}

/** tc-basic(8) */
export const basic: KindWords<BasicWords> = {
  words: [...classWords, 'match'],
  complete(options, about) {
    completeClass(options)
    renameOptions(options, { match: 'ematches' })
    completePolice(options, about)
    delete options['pcnt']
  },
}
