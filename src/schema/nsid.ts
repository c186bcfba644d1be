import { attributes } from '../netlink/attributes.ts'
import type { Encodable } from '../netlink/codec.ts'
import { message } from '../netlink/payload.ts'
import { s32, u32 } from '../netlink/scalars.ts'
import { RtGenMsg } from './rtgenmsg.ts'

/** The attributes of a network namespace's id (linux/net_namespace.h); -1 (NETNSA_NSID_NOT_ASSIGNED) is none. */
export class NsidAttributes extends attributes('NETNSA_', {
  nsid: [1, s32], // what the namespace asked, or the one of targetNsid, calls the other
  pid: [2, u32], // the namespace that is meant: of a process, or
  fd: [3, u32], // of an open file
  targetNsid: [4, s32], // ask what this namespace calls it, not the socket's own
  currentNsid: [5, s32], // only answered, where targetNsid was asked: its id here
}) {}

/** Ids of network namespaces, each namespace's names for others: struct rtgenmsg and NETNSA_* (net/core/net_namespace.c). */
export class NsidMessage extends message({ RTM_NEWNSID: 88, RTM_DELNSID: 89, RTM_GETNSID: 90 }, RtGenMsg, NsidAttributes) {}
/** An id of a network namespace as it can be written. */
export interface NsidMessageInput extends Encodable<typeof NsidMessage> {}
