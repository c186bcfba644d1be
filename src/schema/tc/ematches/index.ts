import { enumeration } from '../../../netlink/enums.ts'
import { CanidEmatch } from './canid.ts'
import { CmpEmatch } from './cmp.ts'
import { ContainerEmatch } from './container.ts'
import { IpsetEmatch } from './ipset.ts'
import { IptEmatch } from './ipt.ts'
import { MetaEmatch } from './meta.ts'
import { NbyteEmatch } from './nbyte.ts'
import { TextEmatch } from './text.ts'
import { U32Ematch } from './u32.ts'
import { VlanEmatch } from './vlan.ts'

/** Kinds of ematches (TCF_EM_*, linux/pkt_cls.h). */
export const EmatchKind = enumeration('TCF_EM_', {
  ...{ container: 0, cmp: 1, nbyte: 2, u32: 3, meta: 4, text: 5, vlan: 6, canid: 7, ipset: 8, ipt: 9 },
})

/** What follows struct tcf_ematch_hdr, by kind: one line for each. */
export const ematchKinds = {
  container: ContainerEmatch,
  cmp: CmpEmatch,
  nbyte: NbyteEmatch,
  u32: U32Ematch,
  meta: MetaEmatch,
  text: TextEmatch,
  vlan: VlanEmatch,
  canid: CanidEmatch,
  ipset: IpsetEmatch,
  ipt: IptEmatch,
}
