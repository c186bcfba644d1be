// `rtnl top`: counters and rates, live.
import { setTimeout as sleep } from 'node:timers/promises'
import type { IPRoute } from '../../iproute/iproute.ts'
import type { Link } from '../../iproute/link/types.ts'
import { buildTcTree } from '../../iproute/tc/tree.ts'
import { type Call, UsageError } from '../command.ts'
import { jsonText } from '../json.ts'
import { Rates } from '../top/rates.ts'
import { type SeenLink, screen, takeCounters } from '../top/screen.ts'
import { Terminal } from '../top/terminal.ts'

/** Queueing disciplines that tell nothing that their link does not. */
const PLAIN = new Set(['noqueue', 'noop', 'pfifo_fast', 'fq_codel', 'mq', 'fq'])
/** Those that are none at all, shown not even where a link was named. */
const NONE = new Set(['noqueue', 'noop'])

const stateOf = ({ operstate, flags }: Link): string =>
  operstate === undefined || operstate === 'unknown' ? (flags.includes('up') ? 'up' : 'down') : String(operstate)

/** One look. Classes are asked for only where a queueing discipline may have some. */
async function look(ip: IPRoute, names: readonly string[]): Promise<SeenLink[]> {
  const [all, qdiscs] = await Promise.all([ip.getLinks(), ip.getQdiscs()])
  const links = names.length === 0 ? all : all.filter(({ ifname }) => names.includes(ifname ?? ''))
  return Promise.all(
    links.map(async (link) => {
      const name = link.ifname ?? String(link.index)
      const own = qdiscs.filter(({ index }) => index === link.index)
      const told = own.some(({ kind }) => !(names.includes(name) ? NONE : PLAIN).has(kind ?? ''))
      const classes = told ? await ip.getClasses(link.index) : []
      const { rxBytes = 0n, txBytes = 0n, rxPackets = 0n, txPackets = 0n, rxDropped = 0n, txDropped = 0n } = link.stats64 ?? {}
      return {
        index: link.index,
        name,
        state: stateOf(link),
        rxBytes,
        txBytes,
        rxPackets,
        txPackets,
        dropped: rxDropped + txDropped,
        ...(told && { tree: buildTcTree({ index: link.index, name }, own, classes, []) }),
      }
    }),
  )
}

/** Shows the screen anew each second; without a terminal prints each look below the other, with -j as a line of JSON. */
export async function run({ ip, options: given, out, signal, style, words }: Call): Promise<undefined> {
  const seconds = Number(given['interval'] ?? 1)
  if (!(seconds >= 0.1)) throw new UsageError(`--interval: '${given['interval']}' is not a number of seconds from 0.1 on`)
  const most = given['count'] === undefined ? Number.POSITIVE_INFINITY : Number(given['count'])
  if (!(most >= 1)) throw new UsageError(`--count: '${given['count']}' is not a number of looks`)
  const kernel = await ip()
  // Wrong names are refused before the screen is taken.
  for (const word of words) await kernel.link('get', { dev: word } as never)
  const ended = new AbortController()
  const end = (): void => ended.abort()
  signal.addEventListener('abort', end)
  const asJson = given['json'] !== undefined || given['native'] !== undefined
  const terminal = process.stdout.isTTY && !asJson ? new Terminal(end) : undefined
  const rates = new Rates()
  try {
    for (let count = 1; !ended.signal.aborted; count++) {
      const links = await look(kernel, words)
      const now = Date.now()
      takeCounters(rates, now, links)
      if (asJson) await out.write(`${jsonText({ timestamp: new Date(now).toISOString(), links })}\n`)
      else {
        const room = terminal?.room ?? { columns: out.columns ?? 120, rows: Number.POSITIVE_INFINITY }
        const title = `rtnl top  every ${seconds} s  ${new Date(now).toTimeString().slice(0, 8)}${terminal ? '  q quits' : ''}`
        const lines = screen(links, rates, room, style, title)
        if (terminal) terminal.show(lines)
        else await out.write(`${lines.join('\n')}\n\n`)
      }
      if (count >= most) break
      await sleep(seconds * 1000, undefined, { signal: ended.signal }).catch(() => undefined)
    }
  } finally {
    terminal?.close()
    signal.removeEventListener('abort', end)
  }
}
