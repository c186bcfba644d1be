// What the commands of traffic control share.
import { bytesText, rateText } from './amounts.ts'
import type { Options } from './words.ts'

/** tc takes the kind beside the options; chains have none. */
export function tcCall(_command: string, { kind, ...options }: Options): readonly unknown[] {
  return kind === undefined ? [options] : [kind, options]
}

interface Counted {
  readonly stats2?:
    | {
        readonly basic?: { readonly bytes: bigint; readonly packets: number } | undefined
        readonly queue?: Queue | undefined
        readonly rateEst?: { readonly bps: number; readonly pps: number } | undefined
      }
    | undefined
}
interface Queue {
  readonly qlen: number
  readonly backlog: number
  readonly drops: number
  readonly overlimits: number
  readonly requeues: number
}

const queueText = ({ qlen, backlog, drops, overlimits, requeues }: Queue): string =>
  `${drops} dropped, ${overlimits} over limits, ${requeues} requeued, ${bytesText(backlog)} in ${qlen} packets wait`

/** What passed, waits, was dropped. */
export function tcCounters(one: object): readonly string[] {
  const { basic, queue, rateEst } = (one as Counted).stats2 ?? {}
  const parts = [
    basic === undefined ? '' : `${bytesText(basic.bytes)}, ${basic.packets} packets`,
    queue === undefined ? '' : queueText(queue),
    rateEst === undefined ? '' : `${rateText(rateEst.bps)}, ${rateEst.pps} packets/s`,
  ].filter((part) => part !== '')
  return parts.length === 0 ? [] : [parts.join(', ')]
}
