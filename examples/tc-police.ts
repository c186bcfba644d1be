// A limit on what comes in: there is no queue on that side, what is too much is dropped.
// Changes links: run it in a namespace of its own (unshare -rn).
import { IPRoute, NetlinkError } from 'rtnl'

await using ip = new IPRoute()
const { index } = await ip.link('add', { ifname: 'v0', kind: 'veth', peer: 'v1' })
await ip.linkUp('v0')
try {
  await ip.tc('add', 'ingress', index)
  await ip.tc('add-filter', 'u32', index, {
    parent: 'ffff:',
    protocol: 'ip',
    prio: 1,
    keys: ['ip src 0.0.0.0/0'],
    actions: [{ kind: 'police', rate: '10mbit', burst: '100kb', mtu: '2kb', conformExceed: 'drop/pipe' }],
  })
  for (const { kind, options } of await ip.getFilters(index)) {
    if (kind !== 'u32') continue
    for (const action of options?.actions ?? [])
      if (action.kind === 'police')
        console.log(
          `police: ${action.options?.rate} bit/s, burst ${action.options?.burst} bytes,`,
          action.stats?.queue?.overlimits,
          'dropped',
        )
  }
} catch (error) {
  if (!(error instanceof NetlinkError && (error.code === 'ENOENT' || error.code === 'EOPNOTSUPP'))) throw error
  console.log(`not in this kernel: ${error.message}`)
}
