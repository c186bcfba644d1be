import { shown, wrongType } from '../../../../netlink/errors.ts'
import type { Fields } from '../../../words/input.ts'
import type { KindWords } from '../kind.ts'
import { fillIn } from './common.ts'

/** An entry of tc-gate(8): `'open 200ms'`, `'open 200000000 -1 8000000b'`: state, interval, internal priority, bytes. */
export type GateEntryText = `${'open' | 'close'} ${string}`
export interface GateEntryWords {
  readonly gateState: 'open' | 'close'
  /** ns, or with a unit: `'200ms'`. */
  readonly interval: number | string
  /** -1, as it was, where it is left out. */
  readonly ipv?: number
  /** -1, any number, where it is left out. */
  readonly maxOctets?: number | string
}
export interface GateWords {
  readonly schedule?: readonly (GateEntryWords | GateEntryText)[]
}

function entry(value: unknown): Fields {
  if (typeof value !== 'string') return { ipv: -1, maxOctets: -1, ...(value as object) }
  const [gateState, interval, ipv = '-1', maxOctets = '-1', more] = value.trim().split(/\s+/)
  if (interval === undefined || more !== undefined) wrongType(`${shown(value)} is not an entry ('open 200ms', 'open 200ms -1 8000000b')`)
  return { gateState, interval, ipv: Number(ipv), maxOctets }
}

export const gate: KindWords<GateWords> = {
  words: ['schedule'],
  required: [['schedule', 'index']],
  complete(options) {
    if (Array.isArray(options['schedule'])) options['schedule'] = options['schedule'].map(entry)
    fillIn(options)
  },
}
