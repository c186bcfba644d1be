/** RTNH_F_* and RTM_F_* of linux/rtnetlink.h, in the order in which iproute2 tells them. */
const FLAGS: readonly (readonly [bit: number, name: string])[] = [
  [0x1, 'dead'],
  [0x4, 'onlink'],
  [0x2, 'pervasive'],
  [0x8, 'offload'],
  [0x40, 'trap'],
  [0x100, 'notify'],
  [0x10, 'linkdown'],
  [0x20, 'unresolved'],
  [0x4000, 'rt_offload'],
  [0x8000, 'rt_trap'],
  [0x20000000, 'rt_offload_failed'],
]
/** Flags of a route, of a next hop in it, or of a next hop object. */
export const printRouteFlags = (bits: number): string[] => FLAGS.filter(([bit]) => (bits & bit) !== 0).map(([, name]) => name)
