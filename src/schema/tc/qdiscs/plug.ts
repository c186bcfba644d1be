import { enumeration } from '../../../netlink/enums.ts'
import { struct } from '../../../netlink/struct.ts'
import { size32 } from '../units.ts'

/** What a plug is to do; `block` and `release` are tc's words for the first two. */
export const PlugAction = enumeration(
  'TCQ_PLUG_',
  {
    buffer: 0, // hold back what comes from now on
    release_one: 1, // let out what came before the last plug
    release_indefinite: 2, // let out everything, and hold back nothing more
    limit: 3, // change the limit
  },
  { block: 0, release: 1 },
)

/** Holds packets back until they are let out: for checkpoints of virtual machines (net/sched/sch_plug.c). It shows nothing. */
export class PlugOptions extends struct('tc_plug_qopt', {
  action: PlugAction.s32,
  limit: size32, // bytes waiting
}) {}
