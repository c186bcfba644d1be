/** What decoding, encoding and reading by name infer; compiled, never run. */
import { getAttr, type RtnetlinkMessage, rtnetlink } from '../../src/schema/index.ts'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const yes = <T extends true>(_?: T): void => {}

for (const message of rtnetlink.decode(new Uint8Array(0))) {
  // What was decoded can be encoded.
  rtnetlink.encode(message)
  if (rtnetlink.is(message, 'RTM_NEWLINK')) {
    yes<Equal<typeof message.header.type, 'RTM_NEWLINK'>>()
    const name = getAttr(message, 'IFLA_IFNAME')
    yes<Equal<typeof name, string | undefined>>()
    const index = getAttr(message, 'ifi_index')
    yes<Equal<typeof index, number>>()
    if (message.linkinfo?.kind === 'vlan' && message.linkinfo.data) {
      const id = getAttr(message.linkinfo.data, 'IFLA_VLAN_ID')
      yes<Equal<typeof id, number | undefined>>()
    }
    // @ts-expect-error: misspelt
    getAttr(message, 'IFLA_IFNAM')
    // @ts-expect-error: of another message
    getAttr(message, 'RTA_GATEWAY')
    // @ts-expect-error: results are read-only
    message.ifname = 'v1'
  }
  if (rtnetlink.is(message, 'RTM_NEWROUTE')) {
    const gateway = message.multipath?.[0]?.gateway
    yes<Equal<typeof gateway, string | undefined>>()
    if (message.encapType === 'mpls') message.encap satisfies object | undefined
    if (message.type === 'blackhole') message.type satisfies 'blackhole'
    // @ts-expect-error: no type of routes
    if (message.type === 'blackhol') message.type satisfies never
  }
  if (rtnetlink.is(message, 'RTM_NEWNEIGH', 'RTM_DELNEIGH')) yes<Equal<typeof message.lladdr, string | undefined>>()
  if (rtnetlink.is(message, 'NLMSG_ERROR')) yes<Equal<typeof message.code, string | undefined>>()
  // @ts-expect-error: no message
  rtnetlink.is(message, 'RTM_NEWLNK')
}

yes<Equal<RtnetlinkMessage<'RTM_NEWRULE'>['tunId'], bigint | undefined>>()

rtnetlink.encode({
  header: { type: 'RTM_NEWLINK', flags: ['request', 'NLM_F_ACK'] },
  ifname: 'v0',
  linkinfo: { kind: 'vlan', data: { id: 5 } },
})
rtnetlink.encode({
  header: { type: 'RTM_NEWROUTE' },
  family: 'AF_INET',
  dst: '10.0.0.0',
  dstLen: 8,
  multipath: [{ gateway: '10.0.0.1', hops: 1, flags: ['onlink'] }],
})
rtnetlink.encode({ header: { type: 'RTM_NEWRULE' }, FRA_PRIORITY: 5, sportRange: { start: 1, end: 2 } })
rtnetlink.encode({ header: { type: 'NLMSG_ERROR' }, error: -17, request: { type: 'RTM_NEWLINK' }, message: 'in use' })
rtnetlink.encode({ header: { type: 200 }, payload: new Uint8Array(4) })
// @ts-expect-error: misspelt attribute
rtnetlink.encode({ header: { type: 'RTM_NEWLINK' }, ifnam: 'v0' })
// @ts-expect-error: misspelt flag
rtnetlink.encode({ header: { type: 'RTM_NEWLINK', flags: ['requst'] }, ifname: 'v0' })
// @ts-expect-error: no next hop has a metric of its own
rtnetlink.encode({ header: { type: 'RTM_NEWROUTE' }, multipath: [{ priority: 1 }] })
