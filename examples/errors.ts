// What errors say. Changes links: run it in a namespace of its own (unshare -rn).
import { IPRoute, NetlinkError } from 'rtnl'

await using ip = new IPRoute()
const refused = async (what: string, request: Promise<unknown>): Promise<void> => {
  try {
    await request
  } catch (error) {
    if (error instanceof NetlinkError) console.log(`${what}: ${error.message}`, { code: error.code, attribute: error.attribute })
    else console.log(`${what}: ${String(error)}`)
  }
}
await ip.link('add', { ifname: 'v0', kind: 'veth', peer: 'v1' })
// Refused by the kernel, with its words and the attribute they point at, if it has any.
await refused('a second v0', ip.link('add', { ifname: 'v0', kind: 'veth', peer: 'v2' }))
await refused('an MTU too small', ip.link('set', { ifname: 'v0', mtu: 67 }))
await refused('a gateway nowhere', ip.route('add', { dst: '10.0.0.0/8', via: '192.0.2.1' }))
// Refused before anything was sent.
await refused('a misspelt option', ip.link('set', { ifname: 'v0', mut: 1400 } as object))
await refused('a value that does not fit', ip.link('set', { ifname: 'v0', mtu: -1 }))
await refused('a prefix that is none', ip.route('add', { dst: '10.0.0.0/33', dev: 'v0' }))
