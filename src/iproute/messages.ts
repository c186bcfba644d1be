import { rtnetlink } from '../schema/index.ts'

/**
 * The messages of one datagram of rtnetlink, flat, each with its `header`; NLMSG_ERROR and NLMSG_DONE too. Needs no
 * socket and no addon. Throws a DecodeError.
 */
export const decode: typeof rtnetlink.decode = (bytes, options) => rtnetlink.decode(bytes, options)

/**
 * The bytes of one message: `encode({ header: { type: 'RTM_NEWLINK', flags: ['request', 'ack'] }, ifname: 'v0' })`, or
 * what {@link decode} answered. Throws a TypeError or RangeError that names the attribute.
 */
export const encode: typeof rtnetlink.encode = (message, options) => rtnetlink.encode(message, options)

/** A datagram of rtnetlink, also a broken one, as annotated text; never throws. */
export const describe: typeof rtnetlink.describe = (bytes, options) => rtnetlink.describe(bytes, options)
