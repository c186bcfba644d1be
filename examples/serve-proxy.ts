// One place from which several machines can be reached, each by a name: client -> proxy -> machine. Between real machines
// the places are tls://router-1:7000, with key, cert and ca on both sides.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { IPRoute } from 'rtnl'

const folder = await mkdtemp(join(tmpdir(), 'rtnl-'))
const router = new IPRoute()
const { url } = await router.serve(`unix://${join(folder, 'router')}`)

// `connect: false`: the proxy has no machine of its own.
const proxy = new IPRoute({ connect: false })
proxy.connect(url, { name: 'router-1' })
const { url: place } = await proxy.serve(`unix://${join(folder, 'proxy')}`)

const ip = new IPRoute({ host: place, addr: 'router-1', reconnect: true })
for (const { dst, oif } of await ip.getRoutes()) console.log(dst ?? 'default', 'through link', oif)

const nobody = new IPRoute({ host: place, addr: 'router-9' })
await nobody.getLinks().catch((error) => console.log((error as Error).message))

for (const one of [ip, nobody, proxy, router]) await one.release()
await rm(folder, { recursive: true })
