// The command `rtnl`, as a process: what it shows of a namespace that `ip` filled.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type Lab, lab } from './reference-lab.ts'

const main = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url))

const shown = ({ name }: Lab, ...words: string[]): string[] => {
  const { status, stdout, stderr } = spawnSync('ip', ['netns', 'exec', name, process.execPath, main, ...words], { encoding: 'utf8' })
  assert.equal(status, 0, stderr)
  return stdout.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, ' | '))
}

test('what ip made is shown, section by section', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { text, pair } = here
  const { a } = await pair()
  text('ip', 'link', 'set', 'dev', 'a', 'address', '02:00:00:00:00:01', 'mtu', '1400')
  text('ip', 'addr', 'add', '192.0.2.1/24', 'dev', 'a')
  text('ip', 'addr', 'add', '198.51.100.1', 'peer', '198.51.100.2', 'dev', 'a')
  text('ip', 'route', 'add', 'default', 'via', '192.0.2.254', 'metric', '50', 'proto', 'static')
  text('ip', 'route', 'add', 'unreachable', '10.0.0.0/8', 'table', '77')
  text('ip', 'rule', 'add', 'priority', '100', 'not', 'from', '192.0.2.0/24', 'fwmark', '16', 'lookup', '77')
  text('ip', 'neigh', 'add', '192.0.2.9', 'lladdr', '02:00:00:00:00:99', 'dev', 'a')
  const all = shown(here)
  for (const title of ['links', 'default routes', 'rules']) assert.ok(all.includes(title), title)
  // Its qdisc stands in one word where it has one; counters since start-up may be there or not.
  assert.ok(
    all.some((line) => /^a \| up \| veth\b.*192\.0\.2\.1\/24$/.test(line)),
    all.join('\n'),
  )
  assert.ok(all.includes('default | via 192.0.2.254 dev a | static | 50'), all.join('\n'))
  assert.ok(all.includes('100 | IPv4 | not from 192.0.2.0/24 fwmark 0x10 | lookup 77'), all.join('\n'))
  assert.match(shown(here, 'link').join('\n'), new RegExp(`^${a} \\| a \\| veth \\| up \\| 1400 \\| 02:00:00:00:00:01 \\| on b$`, 'm'))
  const addresses = shown(here, 'addr')
  assert.ok(addresses.includes('a | 192.0.2.1/24 | global'), addresses.join('\n'))
  assert.ok(addresses.includes('a | 198.51.100.1/32 | global | peer 198.51.100.2'), addresses.join('\n'))
  const routes = shown(here, 'route', 'table=all')
  assert.ok(routes.includes('default | via 192.0.2.254 dev a | static | 50'), routes.join('\n'))
  assert.ok(routes.includes('unreachable | 10.0.0.0/8 | boot | 77'), routes.join('\n'))
  assert.ok(shown(here, 'rule').includes('100 | IPv4 | not from 192.0.2.0/24 fwmark 0x10 | lookup 77'))
  assert.ok(shown(here, 'neigh').includes('192.0.2.9 | a | 02:00:00:00:00:99 | permanent'))
})

test('a word it does not know, and a reader that has seen enough', async (t) => {
  const wrong = spawnSync(process.execPath, [main, 'rotues'], { encoding: 'utf8' })
  assert.equal(wrong.status, 2)
  assert.match(wrong.stderr, /no command 'rotues'; did you mean 'routes'/)
  assert.match(spawnSync(process.execPath, [main, '--help'], { encoding: 'utf8' }).stdout, /^rtnl \[COMMAND\]/)
  const child = spawn(process.execPath, [main], { stdio: ['ignore', 'pipe', 'pipe'] })
  t.after(() => child.kill())
  let errors = ''
  child.stderr.on('data', (text: Buffer) => {
    errors += text.toString()
  })
  child.stdout.destroy()
  const [status] = (await once(child, 'close')) as [number]
  assert.deepEqual([status, errors], [0, ''])
})
