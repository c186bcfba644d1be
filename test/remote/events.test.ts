// Each group heard by a socket of its own and through a server, which tells from an event's type which group it was sent to.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Event, IPRoute } from '../../src/index.ts'
import { lab } from '../kernel/reference-lab.ts'

process.env['RTNL_TEST_TRANSPORT'] = 'unix'
const SOURCES = [
  'link',
  'ipv4-ifaddr',
  'ipv6-ifaddr',
  'ipv4-route',
  'ipv6-route',
  'ipv4-rule',
  'ipv6-rule',
  'neigh',
  'tc',
  'ipv4-netconf',
] as const

test('what is heard through a server is what a socket of that group hears', async (t) => {
  const here = await lab(t)
  if (!here) return
  const local = new IPRoute({ netns: here.name })
  t.after(() => local.release())
  const heard = { local: new Map<string, string[]>(), remote: new Map<string, string[]>() }
  const streams = SOURCES.flatMap((source) =>
    (
      [
        ['local', local],
        ['remote', here.ip],
      ] as const
    ).map(([way, ip]) => {
      const list: string[] = []
      heard[way].set(source, list)
      const stream = ip.events(source)
      const done = (async () => {
        for await (const event of stream as AsyncIterable<Event>)
          list.push(JSON.stringify(event, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)))
      })()
      return { stream, done }
    }),
  )
  // The groups of a server are joined when it has read of them: a question behind them is answered later.
  await here.ip.getLinks()
  await new Promise((resolve) => setTimeout(resolve, 1000))
  const { a } = await here.pair()
  await here.ip.addr('add', a, { address: '192.0.2.1/24' })
  await here.ip.addr('add', a, { address: '2001:db8::1/64' })
  await here.ip.route('add', { dst: '198.51.100.0/24', gateway: '192.0.2.2' })
  await here.ip.rule('add', { priority: 100, table: 10 })
  await here.ip.neigh('add', { dst: '192.0.2.9', lladdr: '02:00:00:00:00:09', dev: 'a' })
  await here.ip.tc('add', 'pfifo', a, '1:')
  await here.ip.link('delete', { ifname: 'a' })
  await new Promise((resolve) => setTimeout(resolve, 1500))
  for (const { stream } of streams) stream.close()
  await Promise.all(streams.map(({ done }) => done))
  for (const source of SOURCES) {
    const [near, far] = [heard.local.get(source) ?? [], heard.remote.get(source) ?? []]
    if (source !== 'ipv6-rule') assert.ok(near.length > 0, `${source} tells something`)
    assert.deepEqual(far, near, source)
  }
})
