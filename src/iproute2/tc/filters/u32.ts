import type { U32FilterValue } from '../../../schema/tc/filters/u32.ts'
import { u32HandleText } from '../../../schema/tc/filters/u32-handle.ts'
import type { JsonObject } from '../../types.ts'
import { printPolice } from '../actions/police.ts'
import type { FilterPrinter } from '../printers.ts'
import { hex, printActionsOf, printFlags, printFlowid } from './common.ts'

/** Without a hash table tc leaves its colon out too. */
const handleName = (text: string): string => (text.startsWith(':') ? text.slice(1) : text)

/** Of a hash table how many buckets it has, of a filter where it stands. */
function printPlace({ divisor, hash }: U32FilterValue): JsonObject {
  if (divisor !== undefined) return { ht_divisor: divisor }
  if (hash === undefined) return {}
  const [table, bucket = ''] = hash === 'none' ? [''] : hash.split(':')
  return { key_ht: table === '' ? '0' : table, bkt: bucket === '' ? '0' : bucket }
}

/** All keys are told by one name, so that the last alone is left, and what counts it by the filter's own. */
function printKeys({ keys = [], pcnt }: U32FilterValue, statistics: boolean): JsonObject {
  const key = keys.at(-1)
  if (key === undefined) return {}
  const { mask, off, offmask, val } = key
  const success = statistics ? pcnt?.kcnts[keys.length - 1] : undefined
  return {
    ...(success !== undefined && { success }),
    match: { value: val.toString(16), mask: mask.toString(16), offmask: offmask === 0 ? '' : 'nexthdr+', off },
  }
}

function printNext({ hashkey, offset }: U32FilterValue): JsonObject {
  const { at, mask, plus, shift } = offset ?? {}
  return {
    offset_mask: mask?.toString(16),
    offset_shift: shift,
    offset_off: at,
    plus: plus === 0 ? undefined : plus,
    ...(hashkey?.mask && { hash_mask: hashkey.mask.toString(16), hash_off: hashkey.at }),
  }
}

/**
 * tc/f_u32.c. Where offsets are tc 6.1 prints strings without names among the members, which is no JSON; here they are
 * left out.
 */
export const printU32: FilterPrinter<'u32'> = (options, printing, { handle }) => {
  const { indev, keys, link, mark, pcnt, police } = options
  const order = handle & 0xfff
  const counted = keys !== undefined && pcnt !== undefined && printing.statistics
  return {
    fh: handle === 0 ? undefined : handleName(u32HandleText(handle)),
    order: order === 0 ? undefined : order,
    ...printPlace(options),
    ...printFlowid(options),
    link: link === undefined ? undefined : handleName(link),
    ...printFlags(options.flags),
    ...(counted && { rule_hit: pcnt.rcnt, success: pcnt.rhit }),
    ...(mark && { fwmark_value: hex(mark.val), fwmark_mask: hex(mark.mask), fwmark_success: mark.success }),
    ...printKeys(options, printing.statistics),
    ...printNext(options),
    ...(police && printPolice(police, printing)),
    input_dev: indev,
    ...printActionsOf(options, printing),
  }
}
