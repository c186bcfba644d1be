import { ipv4, ipv6 } from '../../../netlink/addresses.ts'
import { alignment, attributes } from '../../../netlink/attributes.ts'
import { nested, nestedRequest } from '../../../netlink/containers.ts'
import { enumeration, flagSet } from '../../../netlink/enums.ts'
import { string, u8, u32, u64 } from '../../../netlink/scalars.ts'
import { RouteTable } from '../enums.ts'
import { segmentRoutingHeader } from './srh.ts'

/** What a router does with a packet at its segment (SEG6_LOCAL_ACTION_*, linux/seg6_local.h, RFC 8986), also in the RFC's words. */
export const Seg6LocalAction = enumeration(
  'SEG6_LOCAL_ACTION_',
  {
    ...{ end: 1, end_x: 2, end_t: 3, end_dx2: 4, end_dx6: 5, end_dx4: 6, end_dt6: 7, end_dt4: 8, end_b6: 9, end_b6_encap: 10 },
    ...{ end_bm: 11, end_s: 12, end_as: 13, end_am: 14, end_bpf: 15, end_dt46: 16 },
  },
  {
    ...{ End: 1, 'End.X': 2, 'End.T': 3, 'End.DX2': 4, 'End.DX6': 5, 'End.DX4': 6, 'End.DT6': 7, 'End.DT4': 8, 'End.B6': 9 },
    ...{ 'End.B6.Encaps': 10, 'End.BM': 11, 'End.S': 12, 'End.AS': 13, 'End.AM': 14, 'End.BPF': 15, 'End.DT46': 16 },
  },
)

/**
 * Variants of an action (SEG6_LOCAL_FLV_OP_*, linux/seg6_local.h), each a bit: penultimate segment pop, ultimate segment
 * pop and decapsulation (RFC 8986), the next compressed segment (RFC 9800).
 */
export const Seg6LocalFlavor = flagSet(
  'SEG6_LOCAL_FLV_OP_',
  { psp: 1 << 1, usp: 1 << 2, usd: 1 << 3, next_csid: 1 << 4 },
  { 'next-csid': 1 << 4 },
)

/** A program in place of an action (linux/seg6_local.h). */
export class Seg6LocalBpf extends attributes('SEG6_LOCAL_BPF_', {
  prog: [1, u32], // as input an open file of the program (bpf(2)); told is the program's id
  progName: [2, string],
}) {}

/** Packets at the segment, told only; a request that has them switches counting on. */
export class Seg6LocalCounters extends attributes('SEG6_LOCAL_CNT_', {
  pad: [1, alignment],
  packets: [2, u64],
  bytes: [3, u64],
  errors: [4, u64],
}) {}

/** Variants of the action and what `next_csid` needs. */
export class Seg6LocalFlavors extends attributes('SEG6_LOCAL_FLV_', {
  operation: [1, Seg6LocalFlavor.u32],
  lcblockBits: [2, u8], // of the locator's block; 32, where nothing is said
  lcnodeFnBits: [3, u8], // of the locator's node and function; 16, where nothing is said
}) {}

/** What is done with packets whose destination is a segment of this router (SEG6_LOCAL_*, linux/seg6_local.h). */
export class Seg6LocalEncap extends attributes('SEG6_LOCAL_', {
  action: [1, Seg6LocalAction.u32],
  srh: [2, segmentRoutingHeader],
  table: [3, RouteTable.u32],
  nh4: [4, ipv4],
  nh6: [5, ipv6],
  iif: [6, u32],
  oif: [7, u32],
  bpf: [8, nestedRequest(Seg6LocalBpf)],
  vrftable: [9, RouteTable.u32], // of a vrf link
  counters: [10, nested(Seg6LocalCounters)],
  flavors: [11, nested(Seg6LocalFlavors)],
}) {}
