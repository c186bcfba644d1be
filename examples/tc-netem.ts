// A bad line: delay and loss on one end of a cable, made worse, taken away again.
// Changes links: run it in a namespace of its own (unshare -rn).
import { IPRoute, NetlinkError } from 'rtnl'

await using ip = new IPRoute()
const { index } = await ip.link('add', { ifname: 'v0', kind: 'veth', peer: 'v1' })
await Promise.all([ip.linkUp('v0'), ip.linkUp('v1')])

const show = async (): Promise<void> => {
  // Where `kind` is 'netem', `options` are exactly those of netem.
  for (const { kind, options } of await ip.getQdiscs({ index, kind: 'netem' }))
    if (kind === 'netem') console.log(`delay ${options?.delay} us, +- ${options?.jitter} us, loss ${options?.loss} %`)
}
try {
  await ip.tc('add', 'netem', index, '1:', { delay: '100ms', jitter: '10ms', loss: '0.3%' })
  await show()
  await ip.tc('change', 'netem', index, '1:', { delay: '300ms', jitter: '50ms', loss: '5%', duplicate: '1%' })
  await show()
  await ip.tc('del', 'netem', index)
  console.log('now:', (await ip.getQdiscs(index)).map(({ kind }) => kind).join(', '))
} catch (error) {
  if (!(error instanceof NetlinkError && (error.code === 'ENOENT' || error.code === 'EOPNOTSUPP'))) throw error
  console.log(`not in this kernel: ${error.message}`)
}
