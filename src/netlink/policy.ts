import { alignment, attributes } from './attributes.ts'
import { enumeration } from './enums.ts'
import { s64, u32, u64 } from './scalars.ts'

/** What the payload of an attribute has to be, as the kernel says it of one it refused (linux/netlink.h). */
export const AttributeType = enumeration('NL_ATTR_TYPE_', {
  ...{ invalid: 0, flag: 1, u8: 2, u16: 3, u32: 4, u64: 5, s8: 6, s16: 7, s32: 8, s64: 9, binary: 10, string: 11, nul_string: 12 },
  ...{ nested: 13, nested_array: 14, bitfield32: 15, sint: 16, uint: 17 },
})

/** NLMSGERR_ATTR_POLICY: the policy of the refused attribute (linux/netlink.h). */
export class Policy extends attributes('NL_POLICY_TYPE_ATTR_', {
  type: [1, AttributeType.u32],
  minValueS: [2, s64],
  maxValueS: [3, s64],
  minValueU: [4, u64],
  maxValueU: [5, u64],
  minLength: [6, u32], // bytes, without the zero that ends a string
  maxLength: [7, u32],
  policyIdx: [8, u32],
  policyMaxtype: [9, u32], // the highest attribute number in a nest
  bitfield32Mask: [10, u32],
  pad: [11, alignment],
  mask: [12, u64],
}) {}

const lengths = (low: number | undefined, high: number | undefined, what: string): string => {
  if (low !== undefined && low === high) return `${low} ${what}`
  if (low === undefined) return high === undefined ? '' : `at most ${high} ${what}`
  return high === undefined ? `at least ${low} ${what}` : `${low}..${high} ${what}`
}

/** The policy as the end of a sentence: `must be 0..4094`. */
export function policyInWords(policy: Policy): string {
  const { type, minValueU, maxValueU, minValueS, maxValueS, mask, bitfield32Mask } = policy
  if (mask !== undefined) return `must have no other bits than 0x${mask.toString(16)}`
  if (minValueU !== undefined && maxValueU !== undefined) return `must be ${minValueU}..${maxValueU}`
  if (minValueS !== undefined && maxValueS !== undefined) return `must be ${minValueS}..${maxValueS}`
  switch (type) {
    case 'flag':
      return 'must be without payload'
    case 'string':
    case 'nul_string': {
      const length = lengths(policy.minLength, policy.maxLength, 'bytes')
      return `must be a string${type === 'nul_string' ? ' with a zero byte at its end' : ''}${length && ` of ${length}`}`
    }
    case 'binary': {
      const length = lengths(policy.minLength, policy.maxLength, 'bytes')
      return length === '' ? 'must be bytes' : `must have ${length}`
    }
    case 'nested':
      return 'must be a nest of attributes'
    case 'nested_array':
      return 'must be an array of nests'
    case 'bitfield32':
      return `must be a bitfield${bitfield32Mask === undefined ? '' : ` with no other bits than 0x${bitfield32Mask.toString(16)}`}`
    case undefined:
    case 'invalid':
      return 'must be of another kind'
    default:
      return `must be of type ${type}`
  }
}
