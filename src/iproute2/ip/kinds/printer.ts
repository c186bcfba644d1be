// What a kind's own part of a link looks like: one file a kind or family of kinds, beside its table in the schema.
import type { Decoded } from '../../../netlink/codec.ts'
import type { linkKinds, portKinds } from '../../../schema/link/kinds/index.ts'
import type { JsonObject, Printing } from '../../types.ts'

type Of<Table, K> = K extends keyof Table ? Decoded<Table[K]> : never

/** The member `info_data`. */
export type KindPrinter<K extends keyof typeof linkKinds> = (data: Of<typeof linkKinds, K>, printing: Printing) => JsonObject
/** The member `info_slave_data`. */
export type PortPrinter<K extends keyof typeof portKinds> = (data: Of<typeof portKinds, K>, printing: Printing) => JsonObject
