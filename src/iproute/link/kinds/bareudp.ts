import { type KindWords, negatable, oneOf, present, same } from './words.ts'

/** The words of `ip link ... type bareudp` (ip/iplink_bareudp.c). */
export const bareudpKind = {
  words: {
    dstport: same<number>('port'),
    /** Protocols of linux/if_ether.h. */
    ethertype: oneOf('ethertype', { ip: 0x0800, ipv4: 0x0800, ipv6: 0x86dd, mpls: 0x8847, mpls_uc: 0x8847, mpls_mc: 0x8848 }),
    srcportmin: same<number>('srcportMin'),
    ...negatable('multiproto', present('multiprotoMode')),
  },
} as const satisfies KindWords
