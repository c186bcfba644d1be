// `rtnl monitor`: events as they come.
import type { EventSource } from '../../iproute/events/groups.ts'
import type { MonitorEvent } from '../../iproute/events/monitor.ts'
import { type Call, UsageError } from '../command.ts'
import { jsonText } from '../json.ts'
import { Lines } from '../watch/lines.ts'

/** `2026-11-26 09:25:49.086`, in the time of this place. */
const timeText = (now: Date): string => {
  const two = (value: number, width = 2) => String(value).padStart(width, '0')
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  return `${day} ${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}.${two(now.getMilliseconds(), 3)}`
}

/** Prints a line for each event, until it is interrupted. */
export async function run({ ip, options: given, out, signal, style, words }: Call): Promise<number | undefined> {
  const most = given['count'] === undefined ? Number.POSITIVE_INFINITY : Number(given['count'])
  if (!(most >= 1)) throw new UsageError(`--count: '${given['count']}' is not a number of events`)
  const kernel = await ip()
  const wanted = words.filter((word) => word !== 'all') as EventSource[]
  const stream = kernel.monitor({
    ...(wanted.length > 0 && { events: wanted }),
    initial: given['initial'] !== undefined,
    resync: given['resync'] !== undefined,
  })
  const asJson = given['json'] !== undefined || given['native'] !== undefined
  // After the stream has begun: what changes meanwhile is told twice and not missed.
  const lines = new Lines(style, asJson ? [] : await kernel.getLinks())
  const print = async (event: MonitorEvent): Promise<void> => {
    const now = new Date()
    const stamp = given['timestamp'] === undefined ? undefined : now
    if (asJson)
      await out.write(
        `${jsonText({ timestamp: stamp?.toISOString(), ...event, ...(event.type === 'broken' && { error: event.error.message }) })}\n`,
      )
    else await out.write(`${stamp ? `${style('quiet', timeText(stamp))} ` : ''}${lines.line(event)}\n`)
  }
  // ^C is how it ends, and no error.
  const close = () => stream.close()
  signal.addEventListener('abort', close)
  try {
    let count = 0
    if (signal.aborted) return undefined
    for await (const event of stream) {
      await print(event)
      if (++count >= most) break
    }
  } finally {
    signal.removeEventListener('abort', close)
  }
  return undefined
}
