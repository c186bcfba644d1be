import { attributes } from '../../../netlink/attributes.ts'
import { nestedRequest } from '../../../netlink/containers.ts'
import { string, u32 } from '../../../netlink/scalars.ts'

/** One program (LWT_BPF_PROG_*, linux/lwtunnel.h). The kernel wants both and tells the name alone. */
export class LwtBpfProgram extends attributes('LWT_BPF_PROG_', {
  fd: [1, u32], // open file of a loaded program (bpf(2)), in the process that asks
  name: [2, string],
}) {}

/** Programs that see the packets of a route (LWT_BPF_*, linux/lwtunnel.h). */
export class BpfEncap extends attributes('LWT_BPF_', {
  in: [1, nestedRequest(LwtBpfProgram)],
  out: [2, nestedRequest(LwtBpfProgram)],
  xmit: [3, nestedRequest(LwtBpfProgram)],
  xmitHeadroom: [4, u32], // bytes before the packet that `xmit` may use, at most 256
}) {}
