/** One measurement of rtnl in a process of its own, started by main.ts; prints one line of JSON. */
import type { Batch } from 'rtnl'
import { IPRoute, IPRSocket } from 'rtnl'
import { tcDump, tcInstall } from './ours-tc.ts'
import type { Sample } from './sample.ts'
import { latency, measure } from './sample.ts'
import { benchDevice, benchRoute } from './workload.ts'

/** `lo`, which is in every namespace. */
const LOOPBACK = 1

/** The routes of a dump, all fields decoded, in one of three ways to go through them. */
const dump = async (ip: IPRoute | IPRSocket, how: string | undefined): Promise<number> => {
  const routes = ip.getRoutes()
  let seen = 0
  if (how === 'collect') seen = (await routes).length
  else if (how === 'batches') for await (const items of routes.batches()) seen += items.length
  else for await (const _ of routes) seen++
  return seen
}

const request = (ip: IPRoute | IPRSocket, rounds: number): Promise<Sample> => latency(rounds, 1, () => ip.getLinks(LOOPBACK).toArray())

const request64 = (ip: IPRoute | IPRSocket, rounds: number): Promise<Sample> =>
  latency(Math.floor(rounds / 64), 64, () => Promise.all(Array.from({ length: 64 }, () => ip.getLinks(LOOPBACK).toArray())))

type Change = 'add' | 'delete'

/** What `ip.route` is called with for the first `count` routes of the bench's table. */
const routesOf = async (ip: IPRoute | IPRSocket, count: number) => {
  const [oif] = await ip.linkLookup({ ifname: benchDevice })
  if (oif === undefined) throw new Error(`${benchDevice} is missing`)
  return Array.from({ length: count }, (_, i) => {
    const { priority, ...route } = benchRoute(i)
    return { ...route, oif, priority: priority === 0 ? undefined : priority }
  })
}

/** Adds or deletes routes by calls of `batch.route`; answers how many of them the kernel took. */
const calls = async (ip: IPRoute | IPRSocket, command: Change, routes: Awaited<ReturnType<typeof routesOf>>): Promise<number> => {
  const results = await ip.batch(function* (batch: Batch) {
    for (const route of routes) {
      batch.route(command, route)
      yield
    }
  })
  return results.filter(({ status }) => status === 'fulfilled').length
}

/** The same by messages as the kernel takes them, which need no words turned into fields. */
const messages = async (ip: IPRoute | IPRSocket, command: Change, routes: Awaited<ReturnType<typeof routesOf>>): Promise<number> => {
  const how = command === 'add' ? { type: 'RTM_NEWROUTE', flags: ['create', 'excl'] } : { type: 'RTM_DELROUTE', flags: [] }
  const requests = routes.map(({ dst: prefix, protocol, gateway, oif, priority }) => {
    const [dst = '', length] = prefix.split('/')
    const message = { family: 'inet', dstLen: Number(length), table: 'main', protocol, type: 'unicast', dst, oif, gateway, priority }
    return { type: how.type, flags: how.flags, message }
  })
  const results = await ip.batch(requests)
  return results.filter(({ status }) => status === 'fulfilled').length
}

/** Keeps the event loop busy for two seconds from the moment on that the emitter may start, then counts. */
const events = async (ip: IPRoute, wanted: number): Promise<object> => {
  let seen = 0
  let lost = 0
  const stream = ip.events('route')
  console.log(JSON.stringify({ what: 'ready' }))
  const end = performance.now() + 2000
  while (performance.now() < end);
  const idle = setTimeout(() => stream.close(), 10_000)
  for await (const { type } of stream) {
    if (type === 'lost') lost++
    else if (++seen === wanted) break
  }
  clearTimeout(idle)
  return { seen, lost }
}

const start = async (): Promise<object> => {
  await using ip = new IPRSocket()
  return { links: (await ip.getLinks()).length }
}

const run = async ([what, ...args]: string[]): Promise<object> => {
  const [first, second, third] = args
  if (what === 'start') return await start()
  await using ip = first === 'socket' ? new IPRSocket() : new IPRoute()
  switch (what) {
    case 'dump':
      return await measure(() => dump(ip, second))
    case 'request':
      return await request(ip, Number(second))
    case 'request64':
      return await request64(ip, Number(second))
    case 'add':
    case 'delete': {
      const routes = await routesOf(ip, Number(second))
      return await measure(() => (third === 'messages' ? messages : calls)(ip, what, routes))
    }
    case 'tc-install':
      return await measure(() => tcInstall(ip))
    case 'tc-dump':
      return await measure(() => tcDump(ip, second))
    case 'events':
      return await events(ip as IPRoute, Number(second))
    default:
      throw new Error(`unknown measurement: ${String(what)}`)
  }
}

console.log(JSON.stringify(await run(process.argv.slice(2))))
