import type { KindWords } from '../kind.ts'
import { type ClassWords, classWords, completeClass, completePlace, type PlaceWords, placeWords } from './common.ts'

/** tc-matchall(8) */
export const matchall: KindWords<ClassWords & PlaceWords> = {
  words: [...classWords, ...placeWords],
  complete(options) {
    completeClass(options)
    completePlace(options)
    delete options['pcnt']
  },
}
