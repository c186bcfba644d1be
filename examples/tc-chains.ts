// Chains: lists of filters, of which the first is asked and may lead to others.
// Changes links: run it in a namespace of its own (unshare -rn).
import { IPRoute, NetlinkError } from 'rtnl'

await using ip = new IPRoute()
const { index } = await ip.link('add', { ifname: 'v0', kind: 'veth', peer: 'v1' })
const place = { index, parent: 'ingress' }
try {
  await ip.tc('add', 'clsact', index)
  // A chain made by hand stays when its last filter goes; others come and go with their filters.
  await ip.tc('add-chain', { ...place, chain: 5 })
  await ip.tc('add-filter', { ...place, kind: 'u32', chain: 5, prio: 1, protocol: 'ip', keys: ['ip src 198.51.100.0/24'], classid: '1:5' })
  await ip.tc('add-filter', { ...place, kind: 'u32', chain: 9, prio: 2, protocol: 'ip', keys: ['ip src 203.0.113.0/24'], classid: '1:9' })
  console.log(
    'chains:',
    (await ip.getChains({ ...place })).map(({ chain }) => chain),
  )
  // Hash tables of u32 are listed as filters too, without a class.
  for (const { kind, chain, options } of await ip.getFilters({ ...place, chain: 5 }))
    if (kind === 'u32' && options?.classid !== undefined) console.log(`chain ${chain}: ${kind} to ${options.classid}`)

  await ip.tc('del-filter', { ...place, chain: 5 })
  await ip.tc('del-filter', { ...place, chain: 9 })
  console.log(
    'left:',
    (await ip.getChains({ ...place })).map(({ chain }) => chain),
  )
  await ip.tc('del-chain', { ...place, chain: 5 })
  // The way to a chain is an action of a filter of chain 0.
  await ip.tc('add-filter', {
    ...place,
    kind: 'u32',
    protocol: 'ip',
    keys: ['ip src 198.51.100.0/24'],
    actions: [{ kind: 'gact', action: 'goto chain 5' }],
  })
} catch (error) {
  if (!(error instanceof NetlinkError && (error.code === 'ENOENT' || error.code === 'EOPNOTSUPP'))) throw error
  console.log(`not in this kernel: ${error.message}`)
}
