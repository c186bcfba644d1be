import type { KindWords } from '../kind.ts'

/** Classes of hfsc: what tc-hfsc(7) says of the curves that there must be. */
export const hfsc: KindWords = {
  required: [['sc', 'rt', 'ls', 'ul', 'rsc', 'fsc', 'usc']],
  complete(options, { command }) {
    const limits = options['ul'] ?? options['usc']
    const shares = options['sc'] ?? options['ls'] ?? options['fsc']
    if (command === 'add' && limits !== undefined && shares === undefined)
      throw new TypeError("'ul' bounds what a class gets of the share, which 'ls' or 'sc' must say")
  },
}
