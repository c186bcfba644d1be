// Tunnels in the words of `ip link ... type KIND`. Changes links: run it in a namespace of its own (unshare -rn).
import { IPRoute, type LinkOptions, NetlinkError } from 'rtnl'

const TUNNELS: readonly LinkOptions[] = [
  { kind: 'gre', local: '192.0.2.1', remote: '192.0.2.2', key: '0.0.0.7', csum: true, ttl: 64 },
  { kind: 'ip6tnl', local: '2001:db8::1', remote: '2001:db8::2', mode: 'ipip6', tclass: 'inherit', encaplimit: 'none' },
  { kind: 'sit', local: '192.0.2.1', mode: 'ip6ip', '6rdPrefix': '2001:db8::/32' },
  { kind: 'vti', local: '192.0.2.1', remote: '192.0.2.2', ikey: 7, okey: 8 },
  { kind: 'geneve', id: 5, remote: '192.0.2.2', ttl: 'inherit', noudpcsum: true },
]

await using ip = new IPRoute()
for (const tunnel of TUNNELS) {
  try {
    // The kernel chooses the number, and the answer tells it.
    const { index, ifname } = await ip.link('add', { ...tunnel, ifname: 'tunnel%d' })
    console.log(ifname, 'is', tunnel.kind)
    // Only the TTL changes. The kernel would set all that is left out to nothing; rtnl sends along what is so now.
    if (tunnel.kind === 'gre') await ip.link('set', { index, kind: 'gre', ttl: 9 })
    const { linkinfo } = await ip.link('get', index)
    if (linkinfo?.kind === 'gre') console.log('to', linkinfo.data?.remote, 'key', linkinfo.data?.ikey, 'ttl', linkinfo.data?.ttl)
  } catch (error) {
    if (!(error instanceof NetlinkError && error.code === 'EOPNOTSUPP')) throw error
    console.log('this kernel has no', tunnel.kind)
  }
}
