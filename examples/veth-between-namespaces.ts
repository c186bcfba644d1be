// A cable between two namespaces, made from outside of both. Needs root; makes the namespaces itself.
import { IPRoute, netns } from 'rtnl'

await netns.create('left')
await netns.create('right')
try {
  await using left = new IPRoute({ netns: 'left' })
  await using right = new IPRoute({ netns: 'right' })
  await left.link('add', { ifname: 'cable', kind: 'veth', state: 'down', peer: { ifname: 'cable', netns: 'right' } })
  await left.addr('add', { dev: 'cable', address: '10.0.0.1/24' })
  await right.addr('add', { dev: 'cable', address: '10.0.0.2/24' })
  await Promise.all([left.linkUp('cable'), right.linkUp('cable')])
  const way = await left.route('get', '10.0.0.2')
  console.log('left reaches 10.0.0.2 from', way.prefsrc)
  console.log('left:', await left.addresses(), 'right:', await right.addresses())
} finally {
  await netns.remove('left')
  await netns.remove('right')
}
