// Two links as one, made only where there is need. Changes links: run it in a namespace of its own (unshare -rn).
import { IPRoute, NetlinkError } from 'rtnl'

await using ip = new IPRoute()
const bond = { ifname: 'uplink0', kind: 'bond', mode: 'active-backup', miimon: 100, numGratArp: 3 } as const
try {
  console.log(await ip.link('ensure', bond), await ip.link('ensure', bond))
  await ip.link('add', { ifname: 'port0', kind: 'veth', peer: 'port1' })
  for (const dev of ['port0', 'port1']) await ip.link('set', { dev, state: 'down', master: 'uplink0' })
  await ip.link('set', { dev: 'uplink0', kind: 'bond', primary: 'port1', state: 'up' })
  await ip.link('set', { dev: 'port1', kind: 'bond_slave', queueId: 3 })
  for (const { ifname, linkinfo } of await ip.getLinks({ master: 'uplink0' })) {
    if (linkinfo?.slaveKind === 'bond') console.log(ifname, linkinfo.slaveData?.state, linkinfo.slaveData?.miiStatus)
  }
} catch (error) {
  if (!(error instanceof NetlinkError && error.code === 'EOPNOTSUPP')) throw error
  console.log('this kernel has no bonds')
}
// A slip in the kind of a link: a kind may be newer than this library, so the kernel is asked, and the error names the nearest word.
await ip.link('add', { ifname: 'x0', kind: 'bnod' }).catch((error: NetlinkError) => console.log(error.message))
