// How a test reaches the kernel of its namespace: by a socket of its own, or, as RTNL_TEST_TRANSPORT says (unix, tcp, tls,
// chain), through servers in this process. Everything must be the same.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { IPRoute } from '../../src/index.ts'
import { Authority } from '../remote/certificates.ts'

/** An IPRoute, and what ends it and all that stands between it and the kernel. */
export interface Reached {
  readonly ip: IPRoute
  end(): Promise<void>
}

/** An emulated processor that others use too may be slow. */
const timeout = 60_000

export async function reach(netns: string): Promise<Reached> {
  const how = process.env['RTNL_TEST_TRANSPORT'] ?? 'local'
  const machine = new IPRoute({ netns, timeout })
  if (how === 'local') return { ip: machine, end: () => machine.release() }
  const folder = mkdtempSync(join(tmpdir(), 'rtnl-reach-'))
  const all = [machine]
  const end = async () => {
    for (const one of all.reverse()) await one.release()
    rmSync(folder, { recursive: true, force: true })
  }
  const client = (options: ConstructorParameters<typeof IPRoute>[0]): Reached => {
    const ip = new IPRoute({ timeout, ...options })
    all.push(ip)
    return { ip, end }
  }
  switch (how) {
    case 'unix':
      return client({ host: (await machine.serve(`unix://${folder}/s`)).url })
    case 'tcp':
      return client({ host: (await machine.serve('tcp://127.0.0.1:0')).url })
    case 'tls': {
      const authority = new Authority(folder)
      const [server, user] = [authority.issue('server', 'IP:127.0.0.1'), authority.issue('user', 'DNS:user')]
      const { url } = await machine.serve('tls://127.0.0.1:0', { ...server, ca: authority.cert })
      return client({ host: url, ...user, ca: authority.cert })
    }
    case 'chain': {
      const { url } = await machine.serve(`unix://${folder}/s`)
      const proxy = new IPRoute({ connect: false })
      all.push(proxy)
      proxy.connect(url, { name: 'machine' })
      return client({ host: (await proxy.serve(`unix://${folder}/p`)).url, addr: 'machine' })
    }
    default:
      throw new Error(`RTNL_TEST_TRANSPORT: '${how}' is none of unix, tcp, tls, chain`)
  }
}
