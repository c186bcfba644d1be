// What the parameters of all actions begin with, and the times that the kernel tells of each.
import { s32, u32, u64 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { control } from './control.ts'

/** The members that `tc_gen` (linux/pkt_cls.h) gives to the struct of an action's parameters: they come first. */
export const general = {
  index: u32, // its number among those of its kind; 0: the kernel chooses one
  capab: u32, // always 0
  action: control, // what happens to the packet afterwards
  refcnt: s32, // told only: who holds it, filters among them
  bindcnt: s32, // told only: filters that use it
} as const

/** TCA_*_TM: times since then in USER_HZ, 1/100 s (linux/pkt_cls.h). */
export class TcfT extends struct('tcf_t', {
  install: u64,
  lastuse: u64,
  expires: u64, // always 0
  firstuse: u64, // 0: never used
}) {}
