// Live: what our printer says of the kernel's answers, against `ip -j` in the same namespace. It is given all that the
// kernel has, so that what the words of a command leave out is left out by us.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { encode, type IPRoute } from '../../src/index.ts'
import { iproute2Json } from '../../src/iproute2/index.ts'
import { plain } from '../vectors/plain.ts'
import { COMMANDS, LOOKUPS, SETUP } from './ip-json-lines.ts'
import { lab } from './reference-lab.ts'

/** What passes while we look: ages, and how often something was looked at. */
const PASSING: ReadonlySet<string> = new Set([
  ...['expires', 'used', 'confirmed', 'updated', 'age', 'users', 'refcnt', 'idle_time', 'unbalanced_time', 'reachable'],
  ...['lookups', 'hits', 'last_flush', 'last_rand', 'periodic_gc_runs'],
])
const steady = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(steady)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, PASSING.has(key) ? key : steady(one)]))
}

/** The first objects that are not the same. */
function differing(ours: readonly unknown[], theirs: readonly unknown[]): string | undefined {
  const at = Array.from({ length: Math.max(ours.length, theirs.length) }, (_, i) => i).find((i) => !isDeepStrictEqual(ours[i], theirs[i]))
  if (at === undefined) return undefined
  return `${ours.length} and ${theirs.length}; [${at}] ${JSON.stringify(ours[at])} is not ${JSON.stringify(theirs[at])}`
}

const datagram = (type: string, message: object): Uint8Array => encode({ ...message, header: { type, flags: ['multi'] } } as never)

/** All that the kernel answers, as datagrams. */
async function answers(ip: IPRoute): Promise<Uint8Array[]> {
  const lists: Readonly<Record<string, readonly object[]>> = {
    RTM_NEWLINK: [...(await ip.getLinks()), ...(await ip.getLinks({ family: 'inet6' } as never))],
    RTM_NEWROUTE: await ip.getRoutes(),
    RTM_NEWRULE: await ip.getRules(),
    RTM_NEWNEIGH: [...(await ip.getNeighbors()), ...(await ip.getNeighbors({ proxy: true } as never))],
    RTM_NEWNEXTHOP: await ip.getNexthops(),
    RTM_NEWNEXTHOPBUCKET: await ip.getBuckets(),
    RTM_NEWNEIGHTBL: await ip.getNeighbourTables(),
    RTM_NEWNETCONF: await ip.getNetconf(),
    RTM_NEWADDRLABEL: await ip.getAddrlabels(),
  }
  return Object.entries(lists).flatMap(([type, list]) => list.map((one) => datagram(type, one)))
}

/** Puts everything there; answers the lines that the kernel refused. */
function setUp(name: string): string[] {
  for (const module of ['mpls_router', 'mpls_iptunnel', 'ip_tunnel', 'ila']) spawnSync('modprobe', [module])
  spawnSync('ip', ['netns', 'exec', name, 'sysctl', '-qw', 'net.mpls.platform_labels=1000'])
  return ['', '-6 ', '-f mpls '].flatMap((switches) => {
    const lines = SETUP.filter((line) => (switches === '' ? !line.startsWith('-') : line.startsWith(switches)))
    const words = ['-n', name, ...switches.split(' ').filter((word) => word !== ''), '-force', '-batch', '-']
    const input = `${lines.map((line) => line.slice(switches.length)).join('\n')}\n`
    const { stderr, status } = spawnSync('ip', words, { encoding: 'utf8', input })
    assert.ok(status === 0 || status === 1, `iproute2 gave up: ${stderr}`)
    return [...stderr.matchAll(/^Command failed -:(\d+)/gm)].map(([, line]) => String(lines[Number(line) - 1]))
  })
}

/** What ip prints, each command after the other: values, or undefined where it has no JSON. One shell forks faster than we do. */
function theirs(name: string, commands: readonly string[]): unknown[] {
  const input = commands.map((words) => `ip -n ${name} -j ${words} 2>&1 || echo failed; printf '\\001'`).join('\n')
  const { stdout } = spawnSync('sh', { encoding: 'utf8', input, maxBuffer: 1 << 26 })
  return stdout.split('\x01').map((text) => {
    try {
      return steady(JSON.parse(text))
    } catch {
      return undefined // iproute2 6.1 prints text, broken JSON or an error
    }
  })
}

test('what ip prints of everything, and what we print', async (t) => {
  const here = await lab(t)
  if (here === undefined) return
  const { ip, name } = here
  const refused = setUp(name)
  t.diagnostic(`${SETUP.length - refused.length} of ${SETUP.length} lines; refused: ${refused.join('; ')}`)
  const links = Object.fromEntries((await ip.getLinks()).map(({ index, ifname }) => [index, ifname ?? '']))
  const everything = await answers(ip)
  const cases: [words: string, datagrams: readonly Uint8Array[]][] = COMMANDS.map((words) => [words, everything])
  for (const [words, options] of LOOKUPS) {
    const found = await ip.route('get', options as never).catch(() => undefined)
    const [, switches = '', rest = ''] = /^((?:-f \w+ |-\w+ )*)(.*)$/.exec(words) ?? []
    if (found) cases.push([`${switches}route get ${rest}`, [datagram('RTM_NEWROUTE', found)]])
  }
  const printed = theirs(
    name,
    cases.map(([words]) => words),
  )
  const wrong: string[] = []
  for (const [i, [words, datagrams]] of cases.entries()) {
    if (!Array.isArray(printed[i])) t.diagnostic(`${words}: iproute2 prints no JSON`)
    else {
      const ours = steady(plain(iproute2Json(['ip', '-j', ...words.split(' ')], datagrams, { links })))
      const difference = differing(ours as unknown[], printed[i])
      if (difference !== undefined) wrong.push(`${words}: ${difference}`)
    }
  }
  const compared = printed.filter(Array.isArray).length
  t.diagnostic(`${compared} of ${cases.length} commands compared`)
  assert.equal(wrong.join('\n'), '')
  assert.ok(compared > cases.length / 2, `${compared} compared`)
})
