// Lists links: all, those of a kind, those that are up. Needs no root.
import { IPRoute } from 'rtnl'

await using ip = new IPRoute()
for (const { index, ifname, operstate, mtu, address, linkinfo, stats64 } of await ip.getLinks()) {
  console.log(index, ifname, linkinfo?.kind ?? 'hardware', operstate, `mtu ${mtu}`, address, `${stats64?.rxBytes} bytes received`)
}
console.log(
  'bridges:',
  (await ip.getLinks({ kind: 'bridge' })).map((link) => link.ifname),
)
console.log('indexes of links that are up:', await ip.linkLookup((link) => link.flags.includes('up')))
