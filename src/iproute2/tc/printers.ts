// What a kind's own part of a listing looks like: one file a kind, beside its table in the schema.
import type { Decoded } from '../../netlink/codec.ts'
import type { actionKinds } from '../../schema/tc/actions/index.ts'
import type { filterKinds } from '../../schema/tc/filters/index.ts'
import type { classKinds, qdiscKinds } from '../../schema/tc/qdiscs/index.ts'
import type { classXstats, qdiscXstats } from '../../schema/tc/qdiscs/xstats.ts'
import type { FilterMessage } from '../../schema/tc/tc.ts'
import type { JsonObject, Printing } from '../types.ts'

type Of<Table, K> = K extends keyof Table ? Decoded<Table[K]> : never

/** Of a queueing discipline or class. */
export interface SchedulerPrinter<Options, Xstats> {
  /** The member `options`. */
  readonly options?: (options: Options, printing: Printing) => JsonObject
  /** Members beside `bytes` and `packets`. */
  readonly xstats?: (xstats: Xstats, printing: Printing) => JsonObject
}
export type QdiscPrinter<K> = SchedulerPrinter<Of<typeof qdiscKinds, K>, Of<typeof qdiscXstats, K>>
export type ClassPrinter<K> = SchedulerPrinter<Of<typeof classKinds, K>, Of<typeof classXstats, K>>
/** Of a filter: the members of `options`; with `-s` those that count too. */
export type FilterPrinter<K> = (options: Of<typeof filterKinds, K>, printing: Printing, filter: FilterMessage) => JsonObject
/** Of an action: its members between `order` and the statistics, `kind` among them. */
export type ActionPrinter<K> = (options: Of<typeof actionKinds, K>, printing: Printing) => JsonObject
