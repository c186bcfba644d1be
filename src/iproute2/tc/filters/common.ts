// What tc prints of filters of several kinds.
import type { Action } from '../../../schema/tc/actions/action.ts'
import type { ClassifierFlags } from '../../../schema/tc/filters/flags.ts'
import type { JsonObject, Printing } from '../../types.ts'
import { printActions } from '../actions.ts'
import { printClassid } from '../words.ts'

/** A number as C's `%#x` writes it. */
export const hex = (number: number): string => (number === 0 ? '0' : `0x${number.toString(16)}`)

/** Where the filter works. Of hardware it says one thing at most. */
export function printFlags(flags: ReturnType<typeof ClassifierFlags.names> | undefined): JsonObject {
  if (flags === undefined) return {}
  const told = (flag: 'skip_hw' | 'skip_sw' | 'in_hw' | 'not_in_hw'): true | undefined => flags.includes(flag) || undefined
  const inHardware = told('in_hw')
  return { skip_hw: told('skip_hw'), skip_sw: told('skip_sw'), in_hw: inHardware, not_in_hw: inHardware ? undefined : told('not_in_hw') }
}

/** The class that packets go to. */
export const printFlowid = ({ classid }: { readonly classid?: string }): JsonObject =>
  classid === undefined ? {} : { flowid: printClassid(classid) }

/** What is done with the packets. */
export const printActionsOf = ({ actions }: { readonly actions?: readonly Action[] }, printing: Printing): JsonObject =>
  actions === undefined ? {} : { actions: printActions(actions, printing) }
