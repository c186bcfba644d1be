/**
 * What a connection costs: the same listing and the same question by a socket of the kernel's, over a Unix socket and over TLS;
 * client and server in processes of their own, in a network namespace that may be filled:
 *
 *     unshare -rn node dist/bench/remote.js [--routes 100000] [--rounds 5]
 *
 * Only the ratios mean something.
 */
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { IPRoute, type IPRouteOptions } from '../src/index.ts'
import { Authority } from '../test/remote/certificates.ts'
import { measure, median, type Sample } from './sample.ts'
import { benchDevice, ipBatch } from './workload.ts'

const WAYS = ['local', 'unix', 'tls'] as const
type Way = (typeof WAYS)[number]
const WORKS = ['streamed', 'collected', 'question', 'together'] as const
type Work = (typeof WORKS)[number]
const WHAT: Readonly<Record<Work, string>> = {
  streamed: 'list all routes, streamed (ms)',
  collected: 'list all routes, collected (ms)',
  question: 'one link by its index (us, median)',
  together: 'one link by its index, 64 at once (us each)',
}

const { values: options } = parseArgs({
  options: {
    routes: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '5' },
    serve: { type: 'string' },
    client: { type: 'string' },
  },
})

/** A client's whole life: what it does once to warm up is not measured. */
async function client(reach: IPRouteOptions, work: Work): Promise<Sample> {
  await using ip = new IPRoute({ ...reach, timeout: 60_000 })
  const { index } = (await ip.getLinks()).find(({ ifname }) => ifname === 'lo') ?? { index: 1 }
  const ask = () => ip.getLinks(index)
  for (let i = 0; i < 200; i++) await ask()
  switch (work) {
    case 'streamed':
      return await measure(async () => {
        let count = 0
        for await (const _ of ip.dump({ type: 'RTM_GETROUTE', message: { family: 'inet' } })) count++
        return count
      })
    case 'collected':
      return await measure(async () => (await ip.dump({ type: 'RTM_GETROUTE', message: { family: 'inet' } })).length)
    case 'question': {
      const times: number[] = []
      for (let i = 0; i < 1000; i++) {
        const start = performance.now()
        await ask()
        times.push((performance.now() - start) * 1e6)
      }
      return { ns: median(times) }
    }
    case 'together': {
      const start = performance.now()
      for (let i = 0; i < 32; i++) await Promise.all(Array.from({ length: 64 }, ask))
      return { ns: ((performance.now() - start) * 1e6) / (32 * 64) }
    }
  }
}

/** Serves until it is killed; says where. */
async function serve(folder: string): Promise<void> {
  const authority = new Authority(folder)
  const [server, user] = [authority.issue('server', 'IP:127.0.0.1'), authority.issue('user', 'DNS:user')]
  const machine = new IPRoute()
  const { url: unix } = await machine.serve(`unix://${folder}/s`)
  const { url: tls } = await machine.serve('tls://127.0.0.1:0', { ...server, ca: authority.cert })
  const ways: Record<Way, IPRouteOptions> = { local: {}, unix: { host: unix }, tls: { host: tls, ...user, ca: authority.cert } }
  writeFileSync(join(folder, 'ways'), JSON.stringify(ways))
  process.stdout.write('ready\n')
}

function fill(routes: number): void {
  for (const words of [
    ['link', 'set', 'lo', 'up'],
    ['link', 'add', benchDevice, 'type', 'dummy'],
    ['link', 'set', benchDevice, 'up'],
    ['addr', 'add', '192.0.2.1/24', 'dev', benchDevice],
  ])
    execFileSync('ip', words)
  execFileSync('ip', ['-batch', '-'], { input: ipBatch('add', routes) })
}

async function main(): Promise<void> {
  const routes = Number(options.routes)
  fill(routes)
  const folder = mkdtempSync(join(tmpdir(), 'rtnl-bench-'))
  const self = fileURLToPath(import.meta.url)
  const server = spawn(process.execPath, [self, '--serve', folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => server.stdout.once('data', resolve))
  const run = (way: Way, work: Work) =>
    JSON.parse(execFileSync(process.execPath, [self, '--client', `${way}:${work}:${folder}`], { encoding: 'utf8' })) as Sample
  try {
    // A server has mostly run for a while.
    for (const way of WAYS) run(way, 'streamed')
    for (const work of WORKS) {
      const taken: Record<Way, Sample[]> = { local: [], unix: [], tls: [] }
      for (let round = 0; round < Number(options.rounds); round++) {
        for (const way of WAYS) {
          const sample = run(way, work)
          if (sample.count !== undefined && sample.count < routes) throw new Error(`${work} ${way}: ${sample.count} routes`)
          taken[way].push(sample)
        }
      }
      const unit = work === 'streamed' || work === 'collected' ? 1e6 : 1e3
      const middle = (way: Way) => median(taken[way].map(({ ns }) => ns)) / unit
      const shown = WAYS.map((way) => `${way} ${middle(way).toFixed(1)} (${(middle(way) / middle('local')).toFixed(2)} x)`)
      console.log(`${WHAT[work].padEnd(46)} ${shown.join('  ')}`)
    }
  } finally {
    server.kill()
    rmSync(folder, { recursive: true })
  }
}

if (options.serve !== undefined) await serve(options.serve)
else if (options.client !== undefined) {
  const [way = 'local', work = 'question', folder = ''] = options.client.split(':')
  const ways = JSON.parse(readFileSync(join(folder, 'ways'), 'utf8')) as Record<string, IPRouteOptions>
  console.log(JSON.stringify(await client(ways[way] ?? {}, work as Work)))
} else await main()
