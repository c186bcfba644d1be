import { attributes } from '../../../netlink/attributes.ts'
import type { Codec, Decoded } from '../../../netlink/codec.ts'
import { indexed } from '../../../netlink/containers.ts'
import { InputFault, shown, wrongType } from '../../../netlink/errors.ts'
import { u16 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { type Ematch, type EmatchInput, EmatchItem } from './ematch.ts'
import { ematchesOf } from './expression.ts'

class EmatchTreeHdr extends struct('tcf_ematch_tree_hdr', { nmatches: u16, progid: u16 }) {}

class EmatchTreeAttributes extends attributes('TCA_EMATCH_', {
  treeHdr: [1, EmatchTreeHdr],
  treeList: [2, indexed(EmatchItem)],
}) {}
type Wire = Decoded<typeof EmatchTreeAttributes>

/** An expression of ematches, in the kernel's order: matches in parentheses stand behind the container that refers to them. */
export interface EmatchList extends ReadonlyArray<Ematch> {
  /** The tree's header, where it is not that of tc(8): another program than 0, another count than that of the matches. */
  readonly treeHdr?: Wire['treeHdr']
  readonly unknown?: Wire['unknown']
}
interface Listed extends ReadonlyArray<EmatchInput> {
  readonly treeHdr?: Wire['treeHdr']
  readonly unknown?: Wire['unknown']
}

/** An expression as input: a list of matches, or tc-ematch(8)'s text: `'cmp(u8 at 9 eq 6) and not nbyte("ab" at 12)'`. */
export type EmatchListInput = Listed | string

/**
 * Lays the matches of containers behind all others, as tc(8) does: the matches of the first container, those of the
 * containers in it, then those of the next.
 */
function flattened(matches: readonly EmatchInput[], flat: EmatchInput[] = []): readonly EmatchInput[] {
  const start = flat.length
  for (const [i, one] of matches.entries()) {
    const last = i === matches.length - 1
    flat.push(one?.relation === undefined && typeof one === 'object' ? { ...one, relation: last ? 'end' : 'and' } : one)
  }
  for (const [i, one] of matches.entries()) {
    if (one?.kind !== 'container' || !('matches' in one)) continue
    const { matches: inner, ...container } = flat[start + i] as typeof one
    if (!Array.isArray(inner)) return wrongType(`the matches of a container are wanted as an array, not as ${shown(inner)}`)
    flat[start + i] = { ...container, ref: flat.length }
    flattened(inner, flat)
  }
  return flat
}

const isList = (value: unknown): value is Listed => Array.isArray(value)

/** TCA_*_EMATCHES of the filters basic, cgroup and flow (linux/pkt_cls.h, net/sched/ematch.c). */
export const EmatchTree: Codec<EmatchList, EmatchListInput> = {
  type: EmatchTreeAttributes.type,
  read(view, at, end, scope) {
    const { treeHdr, treeList = [], unknown } = EmatchTreeAttributes.read(view, at, end, scope)
    const matches = [...treeList]
    const { relation, ...last } = matches.at(-1) ?? {}
    if (relation === 'end') matches[matches.length - 1] = last as Ematch
    const plain = treeHdr !== undefined && treeHdr.nmatches === matches.length && treeHdr.progid === 0 && treeHdr.rest === undefined
    return Object.assign(matches, plain ? {} : { treeHdr }, unknown && { unknown })
  },
  write(out, value, scope) {
    const list: Listed = typeof value === 'string' ? ematchesOf(value) : value
    if (!isList(list)) return wrongType(`an array of ematches, or an expression, is wanted, not ${shown(list)}`)
    const { treeHdr, unknown } = list
    const treeList = flattened(list)
    const header = 'treeHdr' in list ? treeHdr : { nmatches: treeList.length, progid: 0 }
    try {
      EmatchTreeAttributes.write(out, { treeHdr: header, treeList, unknown }, scope)
    } catch (error) {
      if (error instanceof InputFault && error.path[0] === 'treeList') error.path = error.path.slice(1)
      throw error
    }
  },
  parts: (view, at, end, scope) => EmatchTreeAttributes.parts?.(view, at, end, scope) ?? [],
  describe: () => (EmatchTreeAttributes.describe as NonNullable<Codec<unknown>['describe']>)(),
}
