import type { Codec } from '../../../netlink/codec.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { s32 } from '../../../netlink/scalars.ts'

/**
 * What happens to a packet behind an action or a police (TC_ACT_*, linux/pkt_cls.h). tc(8) says `pass` for ok, `drop`
 * for shot and `continue` for unspec, which are taken as input too.
 */
export const TcAct = enumeration(
  'TC_ACT_',
  { unspec: -1, ok: 0, reclassify: 1, shot: 2, pipe: 3, stolen: 4, queued: 5, repeat: 6, redirect: 7, trap: 8 },
  { continue: -1, pass: 0, drop: 2 },
)
/** Verdicts of actions: `TC_ACT.SHOT`. */
export const TC_ACT = TcAct.constants

const JUMP = 1 << 28
const GOTO_CHAIN = 2 << 28
const VALUE = (1 << 28) - 1

/** `jump 2`: over the next two actions; `goto_chain 7`: on to the filters of chain 7. */
type Extended = `jump ${number}` | `goto_chain ${number}`
type Verdict = ReturnType<typeof TcAct.name>
type VerdictInput = Parameters<typeof TcAct.number>[0] | 'pass' | 'drop' | 'continue' | Extended | `goto chain ${number}`

const read = (number: number): Verdict | Extended => {
  const opcode = number & ~VALUE
  if (opcode === JUMP) return `jump ${number & VALUE}`
  if (opcode === GOTO_CHAIN) return `goto_chain ${number & VALUE}`
  return TcAct.name(number)
}
const write = (value: VerdictInput): number => {
  const extended = typeof value === 'string' ? /^(jump|goto[_ ]chain) (\d+)$/.exec(value) : null
  if (extended) return (extended[1] === 'jump' ? JUMP : GOTO_CHAIN) | (Number(extended[2]) & VALUE)
  return TcAct.number(value as Parameters<typeof TcAct.number>[0])
}

/** A verdict of 32 bits: a word of {@link TcAct}, `'jump 2'` or `'goto_chain 7'`. */
export const control: Codec<Verdict | Extended, VerdictInput> = {
  type: 's32',
  size: 4,
  read: (view, at, end, scope) => read(s32.read(view, at, end, scope)),
  write: (out, value, scope) => s32.write(out, write(value), scope),
  toNumber: write,
  describe: () => (TcAct.s32.describe as NonNullable<Codec<unknown>['describe']>)(),
}
