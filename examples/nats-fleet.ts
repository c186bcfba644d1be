// A fleet through NATS: each machine registers itself, one program finds them all. Changes links: run it in a namespace of
// its own (unshare -rn).
import { spawn } from 'node:child_process'
import { connect } from '@nats-io/transport-node'
import { IPRoute } from 'rtnl'
import { natsMachines, natsTransport, serveNats } from 'rtnl/nats'

// A NATS server of our own, for this example alone; the loopback of a new namespace is down.
const here = new IPRoute()
await here.link('set', { ifname: 'lo', state: 'up' })
await here.release()
const broker = spawn('nats-server', ['-a', '127.0.0.1', '-p', '14222'], { stdio: 'ignore' })
const running = await new Promise<boolean>((resolve) => {
  broker.on('error', () => resolve(false))
  broker.on('spawn', () => resolve(true))
})

if (running) {
  const connection = await connect({
    servers: '127.0.0.1:14222',
    waitOnFirstConnect: true,
    reconnectTimeWait: 200,
    maxReconnectAttempts: 300,
  })
  // On each machine:
  const serving = await serveNats(connection, { name: 'router-17' })
  // Elsewhere:
  for (const name of await natsMachines(connection)) {
    await using ip = new IPRoute({ transport: natsTransport(connection, name) })
    console.log(name, (await ip.getLinks()).map(({ ifname }) => ifname).join(' '))
  }
  await serving.close()
  await connection.close()
} else console.log('nats-server is missing here')
broker.kill()
