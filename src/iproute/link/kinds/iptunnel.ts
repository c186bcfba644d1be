import { SitFlags } from '../../../schema/link/kinds/iptun.ts'
import { parsePrefix } from '../../words/input-prefix.ts'
import { encap4, encap6, ends4, ends6, finish6, over6, pmtudisc, tos4s, ttls } from './tunnel.ts'
import { bit, type Draft, type KindWords, oneOf, type Word } from './words.ts'

/** Protocols of what is inside (linux/in.h). */
const ANY = 0
const IPIP = 4
const IPV6 = 41
const MPLS = 137

/** A prefix of RFC 5969, and its length in an attribute of its own. */
const sixRd = (key: string, lengthKey: string): Word<string> => ({
  put(draft, value, word) {
    const { address, length } = parsePrefix(`link: ${word}`, value)
    draft.set(key, address, word)
    if (length !== undefined) draft.set(lengthKey, length, word)
  },
})

/** What `ip` makes, where the kernel would take packets of one protocol only. */
function finish4(draft: Draft): void {
  if (draft.making) draft.fields['proto'] ??= ANY
}

const over4 = { ...ends4, ...ttls, ...tos4s, ...pmtudisc, ...encap4 } as const

export const ipipKind = {
  words: {
    ...over4,
    mode: oneOf('proto', {
      ipip: IPIP,
      'ip/ip': IPIP,
      ip4ip4: IPIP,
      'ipv4/ipv4': IPIP,
      mplsip: MPLS,
      'mpls/ipv4': MPLS,
      any: ANY,
      'any/ipv4': ANY,
    }),
  },
  finish: finish4,
  whole: true,
} as const satisfies KindWords

export const sitKind = {
  words: {
    ...over4,
    mode: oneOf('proto', {
      ...{ ip6ip: IPV6, 'ipv6/ipv4': IPV6, ip6ip4: IPV6, ipip: IPIP, 'ip/ip': IPIP, ip4ip4: IPIP, 'ipv4/ipv4': IPIP },
      ...{ mplsip: MPLS, 'mpls/ipv4': MPLS, any: ANY, 'any/ipv4': ANY },
    }),
    isatap: bit('flags', SitFlags, 'isatap'),
    '6rdPrefix': sixRd('6rdPrefix', '6rdPrefixlen'),
    '6rdRelayPrefix': sixRd('6rdRelayPrefix', '6rdRelayPrefixlen'),
    /** The prefix of 6to4, 2002::/16. */
    '6rdReset': {
      put(draft, _value, word) {
        draft.set('6rdPrefix', '2002::', word)
        draft.set('6rdPrefixlen', 16, word)
        draft.set('6rdRelayPrefix', '0.0.0.0', word)
        draft.set('6rdRelayPrefixlen', 0, word)
      },
    } as Word<true>,
  },
  finish: finish4,
  whole: true,
} as const satisfies KindWords

export const ip6tnlKind = {
  words: {
    ...ends6,
    ...encap6,
    ...over6,
    mode: oneOf('proto', {
      ...{ ip6ip6: IPV6, 'ipv6/ipv6': IPV6, ipip6: IPIP, 'ip/ipv6': IPIP, 'ipv4/ipv6': IPIP, ip4ip6: IPIP, any: ANY, 'any/ipv6': ANY },
    }),
  },
  finish: finish6,
  whole: true,
} as const satisfies KindWords
