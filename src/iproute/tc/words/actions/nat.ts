import { shown, wrongType } from '../../../../netlink/errors.ts'
import { type Fields, take } from '../../../words/input.ts'
import type { KindWords } from '../kind.ts'
import { fillIn, rename } from './common.ts'

/** What tc-nat(8) says otherwise than the kernel. */
export interface NatWords {
  /** Translates sources, of what goes out. */
  readonly egress: boolean
  /** Translates destinations, of what comes in; so it is where nothing is said. */
  readonly ingress: boolean
  /** What is translated: `'192.0.2.0/24'`, an address, or `'any'`. */
  readonly old: string
  /** Its first address afterwards. */
  readonly new: string
  /** As `old`; without a prefix length and a `mask` one address. */
  readonly oldAddr: string
}

/** The mask of a prefix length: 24 is 255.255.255.0. */
const maskOf = (length: number): string =>
  [24, 16, 8, 0].map((shift) => ((length === 0 ? 0 : -1 << (32 - length)) >>> shift) & 255).join('.')

/** Parts `192.0.2.0/24` into address and mask. */
function prefixInto(options: Fields): void {
  const { oldAddr } = options
  if (typeof oldAddr !== 'string') return
  const [address, length] = oldAddr === 'any' ? ['0.0.0.0', '0'] : oldAddr.split('/')
  if (length !== undefined) {
    if (!/^\d+$/.test(length) || Number(length) > 32) wrongType(`oldAddr: ${shown(oldAddr)} is not an address with a prefix length`)
    if (options['mask'] !== undefined) wrongType(`'mask' is given beside ${shown(oldAddr)}`)
    options['oldAddr'] = address
  }
  options['mask'] ??= maskOf(Number(length ?? 32))
}

/** The packet passes where nothing else is said. */
export const nat: KindWords<NatWords> = {
  words: ['egress', 'ingress', 'old', 'new', 'oldAddr'],
  required: [
    ['old', 'oldAddr', 'index', 'parms', 'TCA_NAT_PARMS'],
    ['new', 'newAddr', 'index', 'parms', 'TCA_NAT_PARMS'],
  ],
  complete(options) {
    const egress = take(options, 'egress')
    const ingress = take(options, 'ingress')
    if (egress === true && ingress === true) wrongType("'egress' and 'ingress' exclude each other")
    if ((egress ?? ingress) !== undefined && options['flags'] !== undefined) wrongType("'flags' is given beside a direction")
    if (egress === true) options['flags'] = ['egress']
    rename(options, 'old', 'oldAddr')
    rename(options, 'new', 'newAddr')
    prefixInto(options)
    fillIn(options, 'pass')
  },
}
