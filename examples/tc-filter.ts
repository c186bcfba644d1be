// Filters on what leaves and what comes in: u32 and flower, packets dropped and copied, and how many there were.
// Changes links: run it in a namespace of its own (unshare -rn).
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { IPRoute, NetlinkError } from 'rtnl'

await using ip = new IPRoute()
const { index } = await ip.link('add', { ifname: 'v0', kind: 'veth', peer: 'v1' })
await Promise.all([ip.linkUp('v0'), ip.linkUp('v1')])
await ip.link('add', { ifname: 'copy0', kind: 'veth', peer: 'copy1', state: 'up' })
await ip.addr('add', { dev: 'v0', address: '192.0.2.1/24' })
await ip.neigh('add', { dst: '192.0.2.2', lladdr: '02:00:00:00:00:02', dev: 'v0', state: 'permanent' })

/** Kernels are built with some of these filters and actions. */
const attempt = async (what: string, made: () => Promise<unknown>): Promise<void> => {
  try {
    await made()
  } catch (error) {
    if (!(error instanceof NetlinkError && (error.code === 'ENOENT' || error.code === 'EOPNOTSUPP'))) throw error
    console.log(`${what}: not in this kernel`)
  }
}
// A place for filters on both sides of the link, which queues nothing.
await attempt('clsact', () => ip.tc('add', 'clsact', index))
const out = { parent: 'egress', protocol: 'ip' } as const
await attempt('u32 with mirred', () =>
  ip.tc('add-filter', 'u32', index, {
    ...out,
    prio: 1,
    keys: ['ip dst 192.0.2.2', 'ip protocol 17'],
    // A copy leaves through another link; the packet goes on to the next filter.
    actions: [{ kind: 'mirred', egress: 'mirror', dev: 'copy0', action: 'continue' }],
  }),
)
await attempt('u32 with drop', () => ip.tc('add-filter', 'u32', index, { ...out, prio: 2, keys: ['udp dst 9999'], actions: ['drop'] }))
await attempt('flower', () =>
  ip.tc('add-filter', 'flower', index, {
    parent: 'ingress',
    protocol: 'ip',
    prio: 1,
    ipProto: 'tcp',
    dstPort: '6000-6063',
    action: 'drop',
  }),
)

const socket = createSocket('udp4').bind(0, '192.0.2.1')
await once(socket, 'listening')
for (const port of [53, 53, 9999])
  await new Promise<void>((done, failed) => socket.send('hello', port, '192.0.2.2', (error) => (error ? failed(error) : done())))
socket.close()

for (const { kind, prio, parent, options } of await ip.getFilters(index)) {
  // Each message is of one kind, but several kinds have actions.
  const actions = options !== undefined && 'actions' in options ? (options.actions ?? []) : []
  for (const action of actions) console.log(`${parent} ${prio} ${kind}: ${action.kind}`, action.stats?.basic)
}
