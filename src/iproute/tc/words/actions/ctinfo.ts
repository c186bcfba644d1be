import { wrongType } from '../../../../netlink/errors.ts'
import type { KindWords } from '../kind.ts'
import { fillIn, rename } from './common.ts'

/** What tc-ctinfo(8) calls otherwise than the kernel. */
export interface CtinfoWords {
  /** Six bits in a row of the connection's mark: the DSCP. */
  readonly dscp?: number | string
  /** The DSCP is restored only if one of these bits of the mark is set. */
  readonly statemask?: number | string
  /** Bits of the mark that the packet gets; `true` for all. */
  readonly cpmark?: number | string | boolean
}

const mask = (value: unknown): unknown => {
  if (typeof value !== 'string') return value
  return /^(0x[0-9a-f]+|\d+)$/i.test(value) ? Number(value) : wrongType(`'${value}' is not a mask ('0xfc000000')`)
}

export const ctinfo: KindWords<CtinfoWords> = {
  words: ['dscp', 'statemask', 'cpmark'],
  complete(options) {
    for (const word of ['statsDscpSet', 'statsDscpError', 'statsCpmarkSet']) delete options[word]
    for (const word of ['dscp', 'statemask', 'cpmark']) if (options[word] !== undefined) options[word] = mask(options[word])
    if (options['cpmark'] === true) options['cpmark'] = 0xffffffff
    if (options['cpmark'] === false) delete options['cpmark']
    rename(options, 'dscp', 'parmsDscpMask')
    rename(options, 'statemask', 'parmsDscpStatemask')
    rename(options, 'cpmark', 'parmsCpmarkMask')
    options['zone'] ??= 0
    fillIn(options)
  },
}
