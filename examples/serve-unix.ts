// Lets another program use this kernel's links and routes through a Unix socket: to look and to listen, not to change.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { IPRoute, readOnly } from 'rtnl'

const folder = await mkdtemp(join(tmpdir(), 'rtnl-'))
const machine = new IPRoute()
const serving = await machine.serve(`unix://${folder}/rtnl.sock`, { authorize: readOnly })

// Mostly another process, or another container that has the socket.
const ip = new IPRoute({ host: serving.url })
for (const { ifname, operstate } of await ip.getLinks()) console.log(ifname, operstate)
console.log('served:', serving.peers)
await ip.link('set', { ifname: 'lo', state: 'up' }).catch((error) => console.log((error as Error).message))

await ip.release()
await machine.release()
await rm(folder, { recursive: true })
