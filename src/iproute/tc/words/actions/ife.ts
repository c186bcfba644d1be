import type { KindWords } from '../kind.ts'
import { chosen, fillIn, rename } from './common.ts'

/** What tc-ife(8) calls otherwise than the kernel. */
export interface IfeWords {
  /** The mode, in place of `mode: 'encode'`. */
  readonly encode?: boolean
  readonly decode?: boolean
  /** Addresses of the outer Ethernet header. */
  readonly dst?: string
  readonly src?: string
}

export const ife: KindWords<IfeWords> = {
  words: ['encode', 'decode', 'dst', 'src'],
  required: [['mode', 'encode', 'decode', 'index', 'parms']],
  complete(options) {
    chosen(options, 'mode', { encode: 'encode', decode: 'decode' })
    rename(options, 'dst', 'dmac')
    rename(options, 'src', 'smac')
    // Without a list the kernel sends all that it knows of; tc sends what was named, if it be nothing.
    if (options['mode'] === 'encode') options['metalst'] ??= {}
    fillIn(options)
  },
}
