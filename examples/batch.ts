// Ten thousand routes in few system calls, each reported. Changes routes: run it in a namespace (unshare -rn).
import { IPRoute } from 'rtnl'

await using ip = new IPRoute()
const { index } = await ip.link('add', { ifname: 'v0', kind: 'veth', peer: 'v1' })
await Promise.all([ip.linkUp('v0'), ip.linkUp('v1')])

const results = await ip.batch(function* (batch) {
  for (let i = 0; i < 10_000; i++) yield batch.route('add', { dst: `10.${i >> 8}.${i & 255}.0/24`, dev: index })
  // One that must fail: it is there already.
  yield batch.route('add', { dst: '10.0.0.0/24', dev: index })
})
const failed = results.filter((result) => result.status === 'rejected')
console.log(results.length, 'requests,', failed.length, 'failed:', String(failed[0]?.reason))
console.log(await ip.route('flush', { dev: 'v0', proto: 'static' }), 'routes flushed')
