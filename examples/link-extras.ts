// What only some links have: IPv6's way to make addresses, virtual functions, programs for packets, data center bridging. Changes
// links: run it in a namespace of its own (unshare -rn).
import { IPRoute, NetlinkError } from 'rtnl'

await using ip = new IPRoute()
const { index } = await ip.link('add', { ifname: 'v0', kind: 'veth', peer: 'v1' })
await ip.link('set', { index, addrgenmode: 'none', afSpec: { inet: { conf: { forwarding: 1 } } } })
await ip.link('set', { index, xdp: 'off' })
console.log((await ip.link('get', index)).afSpec?.inet6?.addrGenMode)

/** Hardware that this link is not. */
const refused = async (what: string, work: Promise<unknown>): Promise<void> => {
  try {
    await work
  } catch (error) {
    if (!(error instanceof NetlinkError)) throw error
    console.log(what, error.code)
  }
}
await refused('virtual function:', ip.link('set', { index, vf: 0, mac: '02:00:00:00:00:01', vlan: 5, trust: true }))
await refused('bridging:', ip.dcb('set', 'v0', { pfc: { prioPfc: { 3: true } } }))
await refused('bridging:', ip.dcb('add', 'v0', { app: [{ selector: 'dscp', protocol: 24, priority: 3 }] }))
