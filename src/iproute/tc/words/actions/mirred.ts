import { shown, wrongType } from '../../../../netlink/errors.ts'
import { type Fields, take } from '../../../words/input.ts'
import type { LinkReference } from '../../../words/input-types.ts'
import type { KindWords } from '../kind.ts'
import { fillIn, rename } from './common.ts'

/** What tc-mirred(8) says otherwise than the kernel. */
export interface MirredWords {
  /** Out of the device: the packet itself, or a copy. `true` beside `redirect` or `mirror`. */
  readonly egress: 'redirect' | 'mirror' | boolean
  /** As if it came in by the device. */
  readonly ingress: 'redirect' | 'mirror' | boolean
  readonly redirect: boolean
  readonly mirror: boolean
  /** The device: its index or name. */
  readonly dev: LinkReference
  readonly ifindex: LinkReference
}

/** `eaction` out of direction and verb. */
function operationInto(options: Fields): void {
  const given = { egress: take(options, 'egress'), ingress: take(options, 'ingress') }
  const verbs = { redirect: take(options, 'redirect'), mirror: take(options, 'mirror') }
  const wanted = (values: Fields): string[] => Object.keys(values).filter((word) => values[word] !== undefined && values[word] !== false)
  const [direction, second] = wanted(given)
  const [verb, other] = wanted(verbs)
  if (second !== undefined) wrongType("'egress' and 'ingress' exclude each other")
  if (other !== undefined) wrongType("'redirect' and 'mirror' exclude each other")
  if (direction === undefined) {
    if (verb !== undefined) wrongType(`'${verb}' needs 'egress' or 'ingress'`)
    return
  }
  if (options['eaction'] !== undefined) wrongType(`'${direction}' is given beside 'eaction'`)
  const value = given[direction as 'egress' | 'ingress']
  const named = value === true ? verb : value
  if (named !== 'redirect' && named !== 'mirror') wrongType(`${direction}: 'redirect' or 'mirror' is wanted, not ${shown(value)}`)
  options['eaction'] = `${direction}_${named === 'mirror' ? 'mirror' : 'redir'}`
}

/** A copy lets the packet go on to the next action, a redirected packet is gone. */
export const mirred: KindWords<MirredWords> = {
  words: ['egress', 'ingress', 'redirect', 'mirror', 'dev', 'ifindex'],
  required: [['eaction', 'egress', 'ingress', 'index', 'parms', 'TCA_MIRRED_PARMS']],
  complete(options, { links }) {
    operationInto(options)
    rename(options, 'dev', 'ifindex')
    links.replace(options, 'ifindex')
    const mirrors =
      typeof options['eaction'] === 'string' ? /mirror$/i.test(options['eaction']) : options['eaction'] === 2 || options['eaction'] === 4
    fillIn(options, mirrors ? 'pipe' : 'stolen')
  },
}
