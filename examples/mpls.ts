// A label switching router: labels come in, others go out. Needs the module mpls_router, and says so where it is not.
// Changes routes: run it in a namespace of its own (unshare -rn).
import { writeFile } from 'node:fs/promises'
import { IPRoute, NetlinkError } from 'rtnl'

await using ip = new IPRoute()
await ip.link('add', { ifname: 'a', kind: 'veth', peer: 'b' })
await Promise.all([ip.linkUp('a'), ip.linkUp('b'), ip.linkUp('lo')])
await ip.addr('add', { dev: 'a', address: '192.0.2.1/24' })

try {
  // How many labels there may be; 0, as it is at first, is none.
  await writeFile('/proc/sys/net/mpls/platform_labels', '1000')
  await writeFile('/proc/sys/net/mpls/conf/a/input', '1')
  await ip.route('add', { family: 'mpls', dst: 100, as: '200/300', via: '192.0.2.9' })
  await ip.route('add', {
    family: 'mpls',
    dst: 101,
    multipath: [
      { as: '200', via: '192.0.2.9' },
      { as: '300', via: '192.0.2.8' },
    ],
  })
  const label = await ip.route('add', { family: 'mpls', as: '400', via: '192.0.2.9', ttlPropagate: false })
  console.log('the kernel picked label', label)
  for (const { dst, newdst, via, multipath } of await ip.getRoutes({ family: 'mpls' })) {
    const hops = multipath ?? [{ newdst, via }]
    console.log(dst, 'becomes', hops.map((hop) => `${hop.newdst ?? '(no label)'} to ${hop.via?.address}`).join(' or '))
  }
  const { newdst } = await ip.route('get', { family: 'mpls', dst: 100, fibmatch: true })
  console.log('looked up: 100 becomes', newdst)
} catch (error) {
  const code = (error as { readonly code?: string }).code ?? ''
  if (!(error instanceof NetlinkError) && !['ENOENT', 'EACCES', 'EROFS'].includes(code)) throw error
  console.log('this kernel has no MPLS, or does not let it be set up here:', (error as Error).message)
}
