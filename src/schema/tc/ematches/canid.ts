import type { Codec } from '../../../netlink/codec.ts'
import { arrayOf } from '../../../netlink/containers.ts'
import { outOfRange, shown, wrongType } from '../../../netlink/errors.ts'
import { wantObject } from '../../../netlink/faults.ts'
import { u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'

/** Frames whose id is `canId` in the bits of `canMask` (linux/can.h). */
class CanFilter extends struct('can_filter', { canId: u32, canMask: u32 }) {}

const CAN_EFF_FLAG = 0x80000000
const CAN_SFF_MASK = 0x7ff
const CAN_EFF_MASK = 0x1fffffff

type Rule = string | CanFilter
type RuleInput = string | { readonly canId?: number | undefined; readonly canMask?: number | undefined }

/** `sff 0x123` and `eff 0x12345678:0xff` of tc(8): the extended format's bit is in the mask always. */
function ruleText(filter: CanFilter): Rule {
  const extended = filter.canId >= CAN_EFF_FLAG
  const [id, mask] = [filter.canId & ~CAN_EFF_FLAG, filter.canMask & ~CAN_EFF_FLAG]
  const whole = extended ? CAN_EFF_MASK : CAN_SFF_MASK
  if (filter.canMask < CAN_EFF_FLAG || (id & ~whole) !== 0 || (mask & ~whole) !== 0) return filter
  return `${extended ? 'eff' : 'sff'} 0x${id.toString(16)}${mask === whole ? '' : `:0x${mask.toString(16)}`}`
}

function ruleOf(rule: RuleInput): Exclude<RuleInput, string> {
  if (typeof rule !== 'string') return wantObject(rule, 'struct can_filter')
  const match = /^(sff|eff) (?:0x)?([0-9a-f]+)(?::(?:0x)?([0-9a-f]+))?$/i.exec(rule)
  if (!match) return wrongType(`${shown(rule)} is not a rule ('sff 0x123', 'eff 0x12345678:0xff')`)
  const [, format, id, mask] = match
  const whole = format === 'eff' ? CAN_EFF_MASK : CAN_SFF_MASK
  const numbers = [Number.parseInt(id as string, 16), mask === undefined ? whole : Number.parseInt(mask, 16)] as const
  if (numbers.some((number) => number > whole)) return outOfRange(`${shown(rule)}: not within 0 .. 0x${whole.toString(16)}`)
  return { canId: numbers[0] + (format === 'eff' ? CAN_EFF_FLAG : 0), canMask: numbers[1] + CAN_EFF_FLAG }
}

const filters = arrayOf(CanFilter)

/** `canid`: CAN frames by their identifiers; one of the rules must fit (struct can_filter[]). */
export const CanidEmatch: Codec<{ readonly rules: readonly Rule[] }, { readonly rules: readonly RuleInput[] }> = {
  type: filters.type,
  read: (view, at, end, scope) => ({ rules: filters.read(view, at, end, scope).map(ruleText) }),
  write(out, value, scope) {
    const { rules } = wantObject(value, 'the ematch canid')
    if (!Array.isArray(rules)) return wrongType(`rules (['sff 0x123']) are wanted, not ${shown(rules)}`)
    filters.write(out, rules.map(ruleOf), scope)
  },
  describe: () => (filters.describe as NonNullable<typeof filters.describe>)(),
}
