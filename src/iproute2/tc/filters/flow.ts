import type { JsonObject } from '../../types.ts'
import { printPolice } from '../actions/police.ts'
import type { FilterPrinter } from '../printers.ts'
import { printClassid } from '../words.ts'
import { hex, printActionsOf } from './common.ts'

/** Keys that tc writes with other words than the kernel's. */
const KEYS: Readonly<Record<string, string>> = { rtclassid: 'rt-classid', skuid: 'sk-uid', skgid: 'sk-gid' }

/** What becomes of the key: ((key & mask) ^ xor), told as tc's three operations. */
function operations({ mask = 0xffffffff, xor = 0 }: { readonly mask?: number; readonly xor?: number }): JsonObject {
  const kept = (mask & xor) >>> 0
  const set = (xor & ~mask) >>> 0
  return {
    and: mask === 0xffffffff ? undefined : hex(mask),
    xor: kept === 0 ? undefined : hex(kept),
    or: set === 0 ? undefined : hex(set),
  }
}

/** tc/f_flow.c; tc 6.1 prints plain text among the JSON here, so this is what a newer tc prints, but for extended matches. */
export const printFlow: FilterPrinter<'flow'> = (options, printing, { handle }) => {
  const { addend, baseclass, divisor, keys, mode, perturb, police, rshift } = options
  return {
    handle: hex(handle),
    mode: typeof mode === 'number' ? hex(mode) : mode,
    keys: keys?.filter((key) => typeof key === 'string').map((key) => KEYS[key] ?? key.replaceAll('_', '-')),
    ...operations(options),
    rshift,
    addend: addend === undefined ? undefined : hex(addend),
    divisor,
    baseclass: baseclass === undefined ? undefined : printClassid(baseclass),
    perturb,
    ...(police && printPolice(police, printing)),
    ...printActionsOf(options, printing),
  }
}
