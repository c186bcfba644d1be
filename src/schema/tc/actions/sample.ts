import { alignment, attributes } from '../../../netlink/attributes.ts'
import { flat } from '../../../netlink/flat.ts'
import { u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { general, TcfT } from './common.ts'

/** TCA_SAMPLE_PARMS (linux/tc_act/tc_sample.h). */
export class TcSample extends struct('tc_sample', general) {}

/** Attributes of the action sample as they lie on the wire (TCA_SAMPLE_*). */
export class SampleAttributes extends attributes('TCA_SAMPLE_', {
  tm: [1, TcfT],
  parms: [2, TcSample],
  rate: [3, u32], // one packet of so many
  truncSize: [4, u32], // bytes of a packet that a sample holds at most
  psampleGroup: [5, u32], // where samples go (generic netlink, psample)
  pad: [6, alignment],
}) {}

/** The action sample: copies some of the packets to user space (net/sched/act_sample.c). */
export class SampleAction extends flat(SampleAttributes, 'parms') {}
