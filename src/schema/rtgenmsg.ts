import { struct } from '../netlink/struct.ts'
import { AddressFamily } from './enums.ts'

/**
 * The shortest header: the address family alone (linux/rtnetlink.h). Reports of multicast routing have it, ids of
 * network namespaces too, and requests for listings of any kind may have no more, where the kernel is not strict.
 */
export class RtGenMsg extends struct('rtgenmsg', { family: AddressFamily.u8 }, { prefix: 'rtgen_' }) {}
