// Filters of basic and their extended matches, as a user says them: our words against what tc(8) sent.
import type { Nouns } from '../../../../src/iproute/nouns.ts'
import { sameAsTc } from './wish.ts'

const start = 'tc filter add dev d0 ingress protocol ip prio 5 basic'
const place = { parent: 'ingress', protocol: 'ip', prio: 5 } as const

sameAsTc({
  [`${start} classid 1:1`]: (ip) => ip.tc('add-filter', 'basic', 'd0', { ...place, flowid: '1:1' }),
  [`${start} action drop`]: (ip) => ip.tc('add-filter', 'basic', 'd0', { ...place, action: 'drop' }),
  [`${start} police rate 1mbit burst 10k drop classid 1:1`]: (ip) =>
    ip.tc('add-filter', 'basic', 'd0', { ...place, police: { rate: '1mbit', burst: '10k', action: 'drop' }, classid: '1:1' }),
  ...Object.fromEntries(
    [
      'cmp(u16 at 2 layer network mask 0xff00 gt 20)',
      'cmp(u8 at 0 layer link eq 7)',
      'cmp(u32 at 4 layer transport trans lt 9)',
      'u32(u16 0x1234 0xffff at nexthdr+2)',
      'meta(nf_mark mask 0xff eq 7)',
      'meta(pkt_len gt 100) and not meta(pkt_type eq 3)',
      'canid(sff 0x123 eff 0x12345678)',
    ].map((match) => [
      `${start} match ${match} classid 1:1`,
      (ip: Nouns) => ip.tc('add-filter', 'basic', 'd0', { ...place, match, classid: '1:1' }),
    ]),
  ),
})
