// Our tables, from the messages of rtnetlink and from all enumerations that the schema exports.
import type { AnyCodec } from '../src/netlink/codec.ts'
import * as schema from '../src/schema/index.ts'
import { collect, type Tables } from './tables.ts'

/** Enumerations and flag sets have a codec for each width they occur in; all describe the same names. */
const enumerations = (): AnyCodec[] =>
  Object.values(schema).flatMap((value) => {
    const { u8: codec } = (typeof value === 'object' ? value : {}) as { readonly u8?: AnyCodec }
    return codec?.describe?.().kind === 'enum' ? [codec] : []
  })

export const ourTables = (): Tables => collect(schema.rtnetlink.messages, enumerations())
