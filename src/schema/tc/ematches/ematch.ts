import type { AnyCodec, Codec, Decoded, Encodable } from '../../../netlink/codec.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { DecodeError } from '../../../netlink/errors.ts'
import { wantObject } from '../../../netlink/faults.ts'
import { bytes, u16 } from '../../../netlink/scalars.ts'
import { pad, struct } from '../../../netlink/struct.ts'
import { dataOf } from './data.ts'
import { EmatchKind, ematchKinds } from './index.ts'

/** How a match is joined to the next (TCF_EM_REL_*, linux/pkt_cls.h). */
export const EmatchRelation = enumeration('TCF_EM_REL_', { end: 0, and: 1, or: 2 })

const RELATION = 3
const INVERT = 1 << 2 // TCF_EM_INVERT
const SIMPLE = 1 << 3 // TCF_EM_SIMPLE: the payload is a number that the kernel keeps itself

class EmatchHdr extends struct('tcf_ematch_hdr', { matchid: u16, kind: EmatchKind.u16, flags: u16, pad: pad(2) }) {}

/** What all matches have in common. */
interface Common {
  /** How it is joined to the next. Left out of the last, where it is `end`. */
  readonly relation?: ReturnType<typeof EmatchRelation.name>
  /** The opposite is wanted. */
  readonly not?: true
  /** A number of whoever made it. */
  readonly matchid?: number
  /** The payload is the number itself (TCF_EM_SIMPLE); `data` has its bytes. */
  readonly simple?: true
  /** Bits of the header without a name. */
  readonly headerFlags?: number
}
interface CommonInput {
  /** Default: `and`, `end` for the last. */
  readonly relation?: Parameters<typeof EmatchRelation.number>[0] | undefined
  readonly not?: boolean | undefined
  readonly matchid?: number | undefined
  readonly simple?: boolean | undefined
  readonly headerFlags?: number | undefined
}
type Kinds = typeof ematchKinds
type Raw = { readonly data: Uint8Array }

/** One match of a tree, by `kind`. */
export type Ematch =
  | { [K in keyof Kinds]: { readonly kind: K } & Decoded<Kinds[K]> & Common }[keyof Kinds]
  | ({ readonly kind: number } & Raw & Common)
/** One match as input; a container may hold its matches, as deep as need be. */
export type EmatchInput =
  | { [K in keyof Kinds]: { readonly kind: K } & Encodable<Kinds[K]> & CommonInput }[keyof Kinds]
  | ({ readonly kind: 'container'; readonly matches: readonly EmatchInput[] } & CommonInput)
  | ({ readonly kind: keyof Kinds | number } & Raw & CommonInput)

const raw: AnyCodec = dataOf(bytes)
const payloads: Readonly<Record<string, AnyCodec>> = ematchKinds
const payloadOf = (kind: string | number, simple: boolean): AnyCodec => (simple ? raw : (payloads[kind] ?? raw))

/** One item of TCA_EMATCH_TREE_LIST: struct tcf_ematch_hdr and what its kind adds. Written with its relation. */
export const EmatchItem: Codec<Ematch, EmatchInput> = {
  type: 'tcf_ematch_hdr',
  read(view, at, end, scope) {
    if (end - at < EmatchHdr.size) throw new DecodeError(`an ematch has ${end - at} bytes, ${EmatchHdr.size} wanted`)
    const { matchid, kind, flags } = EmatchHdr.read(view, at, at + EmatchHdr.size, scope)
    const simple = (flags & SIMPLE) !== 0
    const values = payloadOf(kind, simple).read(view, at + EmatchHdr.size, end, scope) as object
    const headerFlags = flags & ~(RELATION | INVERT | SIMPLE)
    const result: Record<string, unknown> = { kind, ...values, relation: EmatchRelation.name(flags & RELATION) }
    if ((flags & INVERT) !== 0) result['not'] = true
    if (matchid !== 0) result['matchid'] = matchid
    if (simple) result['simple'] = true
    if (headerFlags !== 0) result['headerFlags'] = headerFlags
    return result as unknown as Ematch
  },
  write(out, value, scope) {
    const { kind, relation, not, matchid, simple, headerFlags, ...values } = wantObject(value, 'an ematch') as unknown as EmatchInput
    const name = EmatchKind.name(EmatchKind.number(kind as keyof Kinds))
    const flags =
      EmatchRelation.number(relation ?? 'end') | (not === true ? INVERT : 0) | (simple === true ? SIMPLE : 0) | (headerFlags ?? 0)
    EmatchHdr.write(out, { kind: name, flags, ...(matchid !== undefined && { matchid }) }, scope)
    payloadOf(name, simple === true).write(out, values as never, scope)
  },
  parts(view, at, end, scope) {
    if (end - at < EmatchHdr.size) return []
    const { kind, flags } = EmatchHdr.read(view, at, at + EmatchHdr.size, scope)
    const head = EmatchHdr.parts?.(view, at, at + EmatchHdr.size, scope) ?? []
    return [...head, ...(payloadOf(kind, (flags & SIMPLE) !== 0).parts?.(view, at + EmatchHdr.size, end, scope) ?? [])]
  },
  describe: () => ({ kind: 'choice', cases: { '': EmatchHdr as AnyCodec, ...ematchKinds } }),
}
