import { alignment, attributes } from '../../../netlink/attributes.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { flat } from '../../../netlink/flat.ts'
import { u16 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { general, TcfT } from './common.ts'
import { control } from './control.ts'

/** How packets are picked for the other verdict (PGACT_*, linux/tc_act/tc_gact.h): one in `pval` by chance, or every `pval`th. */
export const GactRandom = enumeration('PGACT_', { none: 0, netrand: 1, determ: 2 })

/** TCA_GACT_PARMS (linux/tc_act/tc_gact.h). */
export class TcGact extends struct('tc_gact', general) {}

/** TCA_GACT_PROB: another verdict for some of the packets. */
export class TcGactP extends struct('tc_gact_p', {
  ptype: GactRandom.u16,
  pval: u16, // 1 .. 10000
  paction: control, // what happens to the picked
}) {}

/** TCA_GACT_* (linux/tc_act/tc_gact.h). */
export class GactAttributes extends attributes('TCA_GACT_', {
  tm: [1, TcfT],
  parms: [2, TcGact],
  prob: [3, TcGactP],
  pad: [4, alignment],
}) {}

/** The generic action: only a verdict (net/sched/act_gact.c, tc-actions(8)). */
export class GactAction extends flat(GactAttributes, 'parms') {}
