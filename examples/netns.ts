// Two network namespaces and a link between them, without leaving this one. Needs CAP_SYS_ADMIN.
import { IPRoute, netns } from 'rtnl'

await netns.create('blue')
try {
  await using here = new IPRoute()
  await using there = new IPRoute({ netns: 'blue' })
  await here.link('add', { ifname: 'here', kind: 'veth', peer: { ifname: 'there', netns: 'blue' } })
  await here.addr('add', { dev: 'here', address: '10.0.0.1/24' })
  await there.addr('add', { dev: 'there', address: '10.0.0.2/24' })
  await here.linkUp('here')
  await there.linkUp('there')
  for (const { ifname } of await there.getLinks()) console.log(`blue has ${ifname}`)
} finally {
  await netns.remove('blue')
}
