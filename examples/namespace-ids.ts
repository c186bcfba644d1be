// Names by which this namespace knows others: events and links of them carry these ids. Makes namespaces: needs root.
import { IPRoute, netns } from 'rtnl'

await netns.create('blue')
await netns.create('red')
try {
  await using ip = new IPRoute()
  console.log('blue is', await ip.netns('set', { netns: 'blue', nsid: 7 }))
  console.log('red is', await ip.netns('set', { netns: 'red', nsid: 'auto' }))
  console.log(await ip.netns('get', { netns: 'blue' }))
  for (const { nsid } of await ip.getNsids()) {
    const links = await ip.getLinks({ targetNetnsid: nsid as number })
    console.log('in', nsid, 'are', links.map(({ ifname }) => ifname).join())
  }
} finally {
  await netns.remove('red')
  await netns.remove('blue')
}
