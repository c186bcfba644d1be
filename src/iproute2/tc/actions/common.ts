// What tc prints of every kind of action.
import type { Decoded } from '../../../netlink/codec.ts'
import type { TcfT } from '../../../schema/tc/actions/common.ts'
import { type control, TcAct } from '../../../schema/tc/actions/control.ts'
import type { JsonObject, Printing } from '../../types.ts'

type Verdict = Decoded<typeof control>

/** The verdicts that tc 6.1 has words for; others it prints as numbers. */
const WORDS: Readonly<Record<string, string>> = {
  ...{ unspec: 'continue', ok: 'pass', shot: 'drop' },
  ...{ reclassify: 'reclassify', pipe: 'pipe', stolen: 'stolen', trap: 'trap' },
}

/** A verdict: `{ type: 'pass' }`, `{ type: 'goto', chain: 7 }`. */
export function printControl(verdict: Verdict = 'ok'): JsonObject {
  const text = String(verdict)
  if (text.startsWith('goto_chain ')) return { type: 'goto', chain: Number(text.slice('goto_chain '.length)) }
  if (text.startsWith('jump ')) return { type: 'jump', jump: Number(text.slice('jump '.length)) }
  return { type: WORDS[text] ?? String(TcAct.number(verdict as Parameters<typeof TcAct.number>[0])) }
}

const seconds = (ticks: bigint): number | undefined => (ticks === 0n ? undefined : Number((ticks / 100n) & 0xffffffffn))

/** With `-s`, in seconds, how long ago it was made and used; what is 0 is left out. */
export function printTimes(times: TcfT | undefined, { statistics }: Printing): JsonObject {
  if (times === undefined || !statistics) return {}
  const members = {
    installed: seconds(times.install),
    last_used: seconds(times.lastuse),
    first_used: seconds(times.firstuse),
    expires: seconds(times.expires),
  }
  return members as JsonObject
}

/** What all actions' options have. */
export interface Identified {
  readonly index?: number
  readonly refcnt?: number
  readonly bindcnt?: number
  readonly tm?: TcfT
}

/** Its number, who holds it, which filters use it, and its times. */
export const printIdentity = ({ index = 0, refcnt = 0, bindcnt = 0, tm }: Identified, printing: Printing): JsonObject => ({
  index,
  ref: refcnt,
  bind: bindcnt,
  ...printTimes(tm, printing),
})
