import { wrongType } from '../../../../netlink/errors.ts'
import { type Fields, take } from '../../../words/input.ts'
import type { KindWords } from '../kind.ts'
import { fillIn, rename } from './common.ts'

/** What tc-vlan(8) says otherwise than the kernel. */
export interface VlanWords {
  /** In place of `vlanAction`. */
  readonly pop: boolean
  readonly push: boolean
  readonly modify: boolean
  readonly popEth: boolean
  readonly pushEth: boolean
  /** 0 .. 4094 */
  readonly id: number
  /** `'802.1Q'`, which it is where nothing is said, or `'802.1ad'`. */
  readonly protocol: string | number
  /** 0 .. 7 */
  readonly priority: number
  /** Of the Ethernet header that is pushed. */
  readonly dstMac: string
  readonly srcMac: string
}

const OPERATIONS = { pop: 'pop', push: 'push', modify: 'modify', popEth: 'pop_eth', pushEth: 'push_eth' } as const

function operationInto(options: Fields): void {
  for (const word of Object.keys(OPERATIONS) as (keyof typeof OPERATIONS)[]) {
    if (take(options, word) !== true) continue
    if (options['vlanAction'] !== undefined) wrongType(`'${word}' is given beside '${String(options['vlanAction'])}'`)
    options['vlanAction'] = OPERATIONS[word]
  }
}

/** Pushing and changing a tag wants its id, pushing a header both addresses; then the next action, `pipe`. */
export const vlan: KindWords<VlanWords> = {
  words: ['pop', 'push', 'modify', 'popEth', 'pushEth', 'id', 'protocol', 'priority', 'dstMac', 'srcMac'],
  required: [['vlanAction', 'pop', 'push', 'modify', 'popEth', 'pushEth', 'index', 'parms', 'TCA_VLAN_PARMS']],
  complete(options) {
    operationInto(options)
    rename(options, 'id', 'pushVlanId')
    rename(options, 'protocol', 'pushVlanProtocol')
    rename(options, 'priority', 'pushVlanPriority')
    rename(options, 'dstMac', 'pushEthDst')
    rename(options, 'srcMac', 'pushEthSrc')
    const needs = (operation: string, word: string, key: string): void => {
      if (options['vlanAction'] === operation && options[key] === undefined) throw new TypeError(`'${operation}' needs '${word}'`)
    }
    needs('push', 'id', 'pushVlanId')
    needs('modify', 'id', 'pushVlanId')
    needs('push_eth', 'dstMac', 'pushEthDst')
    needs('push_eth', 'srcMac', 'pushEthSrc')
    fillIn(options)
  },
}
