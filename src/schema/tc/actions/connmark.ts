import { alignment, attributes } from '../../../netlink/attributes.ts'
import { flat } from '../../../netlink/flat.ts'
import { u16 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { general, TcfT } from './common.ts'

/** TCA_CONNMARK_PARMS (linux/tc_act/tc_connmark.h). */
export class TcConnmark extends struct('tc_connmark', {
  ...general,
  zone: u16, // of connection tracking
}) {}

/** Attributes of the action connmark as they lie on the wire (TCA_CONNMARK_*). */
export class ConnmarkAttributes extends attributes('TCA_CONNMARK_', {
  parms: [1, TcConnmark],
  tm: [2, TcfT],
  pad: [3, alignment],
}) {}

/** The action connmark: gives a packet the mark of its connection (net/sched/act_connmark.c). */
export class ConnmarkAction extends flat(ConnmarkAttributes, 'parms') {}
