import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { tcWorks } from './comparisons-tc.ts'
import { ipBatch } from './workload.ts'
import type { Around, Side, Work } from './works.ts'
import { events, program } from './works.ts'

/** Where the runner found things. */
export interface Setting {
  /** The package's directory. */
  readonly root: string
  /** The compiled C program. */
  readonly bench: string
  /** Size of the table that is dumped. */
  readonly routes: number
}

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const MiB = 2 ** 20

/** Why a program cannot run here, or undefined when it can. */
const missing = (reason: string, command: string, ...args: string[]): string | undefined =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0 ? undefined : reason

/** Every comparison. The order matters: the big table comes last, because a full one slows what changes it. */
export const allWorks = ({ root, bench, routes }: Setting): Work[] => {
  const noIp = missing('iproute2 is not installed', 'ip', '-V')
  const noPyroute2 = missing('pyroute2 is not installed for python3', 'python3', '-c', 'import pyroute2')
  const noNetlink = missing('the npm package `netlink` is not resolvable (see NODE_PATH)', process.execPath, '-e', "require('netlink')")
  const c = (name: string, ...args: string[]): Side => ({ name: `C: ${name}`, run: program([bench, ...args]) })
  const ours = (name: string, aim: Side['aim'], ...args: string[]): Side => ({
    name,
    run: program([process.execPath, script('./ours.js'), ...args]),
    ...(aim && { aim }),
  })
  const transport = (name: string, ...args: string[]): Side => ({
    name: `transport alone, ${name}`,
    run: program([process.execPath, script('./transport.js'), ...args]),
  })
  const pyroute2 = (...args: string[]): Side => ({
    name: 'pyroute2',
    skip: noPyroute2,
    run: program(['python3', join(root, 'bench/peers/with_pyroute2.py'), ...args]),
  })
  const npmNetlink = (...args: string[]): Side => ({
    name: 'npm netlink',
    skip: noNetlink,
    run: program([process.execPath, join(root, 'bench/peers/with_netlink.cjs'), ...args]),
  })
  const whole = (name: string, around: Around, aim: Side['aim'], ...argv: string[]): Side => ({
    name,
    run: program([bench, 'spawn', ...argv], around),
    ...(aim && { aim }),
  })
  const requests = '20000'
  const installed = '100000'
  const deleting: Around = { after: [bench, 'delete', installed] }
  const installing: Around = { before: [bench, 'install', installed] }
  const around = (side: Side, steps: Around, ...argv: [string, ...string[]]): Side => ({ ...side, run: program(argv, steps) })
  const cli = join(root, 'dist/lib/cli.js')
  let populated = false
  /** Fills the table before the first dump of this namespace. */
  const populate = (side: Side): Side => ({
    ...side,
    run: () => {
      if (!populated) spawnSync(bench, ['populate', String(routes)], { stdio: 'ignore' })
      populated = true
      return side.run()
    },
  })
  const oursAround = (name: string, aim: Side['aim'], steps: Around, ...args: string[]): Side =>
    around(ours(name, aim), steps, process.execPath, script('./ours.js'), ...args)
  return [
    {
      name: 'request',
      title: 'One link by its index, round trip (median of 20,000 in a process)',
      sides: [
        c('send, receive', 'request', requests),
        transport('event loop', 'request', 'loop', requests),
        transport('I/O thread', 'request', 'thread', requests),
        ours('IPRSocket', { ratio: 1.7 }, 'request', 'socket', requests),
        ours('IPRoute', { ratio: 6 }, 'request', 'route', requests),
        ours('IPRoute, 64 in flight, each', { ratio: 1.5 }, 'request64', 'route', requests),
        ours('IPRSocket, 64 in flight, each', undefined, 'request64', 'socket', requests),
        c('64 in flight, each', 'request64', requests),
        pyroute2('request', '2000'),
        npmNetlink('request', '5000'),
      ],
    },
    {
      name: 'install',
      title: 'Install 100,000 routes',
      sides: [
        around(c('256 a datagram', 'install'), deleting, bench, 'install', installed),
        oursAround('ip.batch, calls of batch.route', { ratio: 1.15, count: 100_000 }, deleting, 'add', 'route', installed, 'calls'),
        oursAround('ip.batch, messages', undefined, deleting, 'add', 'route', installed, 'messages'),
        { ...whole('ip -batch', deleting, undefined, 'ip', '-batch', batchFile('add', Number(installed))), skip: noIp },
      ],
    },
    {
      name: 'delete',
      title: 'Delete 100,000 routes',
      sides: [
        around(c('256 a datagram', 'delete'), installing, bench, 'delete', installed),
        oursAround('ip.batch, calls of batch.route', { ratio: 1.15, count: 100_000 }, installing, 'delete', 'route', installed, 'calls'),
        oursAround('ip.batch, messages', undefined, installing, 'delete', 'route', installed, 'messages'),
        { ...whole('ip -batch', installing, undefined, 'ip', '-batch', batchFile('del', Number(installed))), skip: noIp },
      ],
    },
    ...tcWorks({ whole, oursAround, skip: missing('tc is not installed', 'tc', '-V') }),
    {
      name: 'events',
      title: "200,000 route events at full speed; the time is the emitter's, the count the listener's",
      sides: [
        { name: 'C: no listener but a 1 KiB queue', run: events([bench, 'events', '1', '1024'], [bench, 'emit', '200000']) },
        {
          name: 'C: listener with a 256 MiB queue',
          run: events([bench, 'events', '200000', String(256 * MiB)], [bench, 'emit', '200000']),
        },
        {
          name: 'ip.events, event loop blocked for 2 s',
          run: events([process.execPath, script('./ours.js'), 'events', 'route', '200000'], [bench, 'emit', '200000']),
          aim: { count: 200_000 },
        },
      ],
    },
    {
      name: 'start',
      title: 'Whole processes',
      sides: [
        whole('node -e 0', {}, undefined, process.execPath, '-e', '0'),
        whole('import, open, list links', {}, { cpuAbove: 30e6 }, process.execPath, script('./ours.js'), 'start'),
        {
          ...whole('rtnl links', {}, { ratio: 1.3 }, process.execPath, cli, 'links'),
          skip: existsSync(cli) ? undefined : 'no dist/lib',
        },
        { ...whole('ip link', {}, undefined, 'ip', 'link'), skip: noIp },
        {
          ...whole('pyroute2: import, open, list links', {}, undefined, 'python3', join(root, 'bench/peers/with_pyroute2.py'), 'start'),
          skip: noPyroute2,
        },
      ],
    },
    {
      name: 'dump',
      title: `Dump ${routes.toLocaleString('en')} routes`,
      sides: [
        c('headers walked', 'dump'),
        c('attributes walked', 'dump-attrs'),
        transport('event loop', 'dump', 'loop'),
        transport('I/O thread', 'dump', 'thread'),
        ours('for await (IPRoute), every field decoded', { ratio: 1.3, memory: 60 * MiB, count: routes }, 'dump', 'route', 'stream'),
        ours('await (IPRoute), an array', { ratio: 2, memory: 350 * MiB, count: routes }, 'dump', 'route', 'collect'),
        ours('for await over batches() (IPRoute)', undefined, 'dump', 'route', 'batches'),
        ours('for await (IPRSocket)', undefined, 'dump', 'socket', 'stream'),
        { ...whole('ip route show > /dev/null', {}, undefined, 'ip', 'route', 'show'), skip: noIp },
        { ...pyroute2('dump'), once: true },
        { ...npmNetlink('dump'), once: true },
      ].map(populate),
    },
  ]
}

const batchFile = (command: 'add' | 'del', count: number): string => {
  const file = join(tmpdir(), `rtnl-bench-${process.pid}-${command}`)
  writeFileSync(file, ipBatch(command, count))
  return file
}
