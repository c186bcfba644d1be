// Actions that stand by themselves and are shared by filters: made, found, used by their number, deleted.
// Changes links: run it in a namespace of its own (unshare -rn).
import { setTimeout } from 'node:timers/promises'
import { IPRoute, NetlinkError } from 'rtnl'

await using ip = new IPRoute()
const { index } = await ip.link('add', { ifname: 'v0', kind: 'veth', peer: 'v1' })
await ip.link('add', { ifname: 'copy0', kind: 'veth', peer: 'copy1', state: 'up' })
try {
  await ip.tc('add-action', 'mirred', { index: 7, egress: 'mirror', dev: 'copy0', cookie: 'c0ffee' })
  const one = await ip.tc('get-action', 'mirred', { index: 7 })
  console.log('made:', one.kind, one.options, 'cookie', one.cookie)

  await ip.tc('add', 'clsact', index)
  // The number alone says which action is meant.
  for (const parent of ['ingress', 'egress'])
    await ip.tc('add-filter', 'u32', index, {
      parent,
      protocol: 'ip',
      keys: ['ip dst 198.51.100.0/24'],
      actions: [{ kind: 'mirred', index: 7 }],
    })
  const users = async (): Promise<number> => {
    const [action] = await ip.getActions('mirred')
    return action?.kind === 'mirred' ? (action.options?.bindcnt ?? 0) : 0
  }
  console.log(await users(), 'filters use it')

  // What a filter uses stays.
  await ip.tc('del-action', 'mirred', { index: 7 }).catch((error: unknown) => console.log(String(error)))
  await ip.tc('del', 'clsact', index)
  // The kernel takes filters away a little later.
  while ((await users()) > 0) await setTimeout(10)
  await ip.tc('del-action', 'mirred', { index: 7 })
  console.log('left:', (await ip.getActions()).length)
} catch (error) {
  if (!(error instanceof NetlinkError && (error.code === 'ENOENT' || error.code === 'EOPNOTSUPP'))) throw error
  console.log(`not in this kernel: ${error.message}`)
}
