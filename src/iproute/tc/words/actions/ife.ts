import type { KindWords } from '../kind.ts'
import { fillIn, rename } from './common.ts'

/** What tc-ife(8) calls otherwise than the kernel. */
export interface IfeWords {
  /** Addresses of the outer Ethernet header. */
  readonly dst?: string
  readonly src?: string
}

export const ife: KindWords<IfeWords> = {
  words: ['dst', 'src'],
  required: [['mode', 'index']],
  complete(options) {
    rename(options, 'dst', 'dmac')
    rename(options, 'src', 'smac')
    // Without a list the kernel sends all that it knows of; tc sends what was named, if it be nothing.
    if (options['mode'] === 'encode') options['metalst'] ??= {}
    fillIn(options)
  },
}
