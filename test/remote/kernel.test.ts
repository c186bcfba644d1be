// The machine's own kernel through connections, by what it lists without the lock of all links: IPv4 routes.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { IPRoute } from '../../src/index.ts'
import { folderOf } from './lab.ts'

const routes = (ip: IPRoute) => ip.dump<object>({ type: 'RTM_GETROUTE', message: { family: 'inet' } })

test('routes of this machine, by a socket and through connections', async (t) => {
  const machine = new IPRoute()
  t.after(() => machine.release())
  let local: object[]
  try {
    local = [...(await routes(machine))]
  } catch (error) {
    return t.skip(`no routes can be listed here: ${(error as Error).message}`)
  }
  const folder = folderOf(t)
  const { url } = await machine.serve(`unix://${join(folder, 's')}`)
  const { url: tcp } = await machine.serve('tcp://127.0.0.1:0')
  const proxy = new IPRoute({ connect: false })
  t.after(() => proxy.release())
  proxy.connect(url, { name: 'machine' })
  const { url: proxied } = await proxy.serve(`unix://${join(folder, 'p')}`)
  for (const options of [{ host: url }, { host: tcp }, { host: proxied, addr: 'machine' }]) {
    await using ip = new IPRoute(options)
    assert.deepEqual(await routes(ip), local)
    const streamed: object[] = []
    for await (const route of routes(ip)) streamed.push(route)
    assert.deepEqual(streamed, local)
  }
})

test('a family without routes, and a question that the kernel refuses, are answered alike', async (t) => {
  const machine = new IPRoute()
  t.after(() => machine.release())
  const { url } = await machine.serve(`unix://${join(folderOf(t), 's')}`)
  await using ip = new IPRoute({ host: url })
  const asked = async (one: IPRoute) => {
    try {
      return await one.dump({ type: 'RTM_GETROUTE', message: { family: 'inet', dstLen: 24 } as never })
    } catch (error) {
      const { code, message, extack } = error as { code: string; message: string; extack: unknown }
      return { code, message, extack }
    }
  }
  assert.deepEqual(await asked(ip), await asked(machine))
})
