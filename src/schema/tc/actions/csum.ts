import { alignment, attributes } from '../../../netlink/attributes.ts'
import { flagSet } from '../../../netlink/enums.ts'
import { flat } from '../../../netlink/flat.ts'
import { struct } from '../../../netlink/struct.ts'
import { general, TcfT } from './common.ts'

/** Headers whose checksums are made anew (linux/tc_act/tc_csum.h); tc(8) says `iph` for ipv4hdr. */
export const CsumUpdateFlags = flagSet(
  'TCA_CSUM_UPDATE_FLAG_',
  { ipv4hdr: 1, icmp: 2, igmp: 4, tcp: 8, udp: 16, udplite: 32, sctp: 64 },
  { iph: 1, ip: 1, ip4h: 1, ipv4h: 1 },
)

/** TCA_CSUM_PARMS (linux/tc_act/tc_csum.h). */
export class TcCsum extends struct('tc_csum', { ...general, updateFlags: CsumUpdateFlags.u32 }) {}

/** TCA_CSUM_* (linux/tc_act/tc_csum.h). */
export class CsumAttributes extends attributes('TCA_CSUM_', {
  parms: [1, TcCsum],
  tm: [2, TcfT],
  pad: [3, alignment],
}) {}

/** Makes checksums anew, behind actions that change packets (net/sched/act_csum.c, tc-csum(8)). */
export class CsumAction extends flat(CsumAttributes, 'parms') {}
