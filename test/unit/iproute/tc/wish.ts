// Wishes in our words against what tc(8) sent for them.
import type { Context } from '../../../../src/iproute/context.ts'
import { Nouns } from '../../../../src/iproute/nouns.ts'
import type { AnyMessageCodec } from '../../../../src/netlink/payload.ts'
import { ActionMessage, ChainMessage, ClassMessage, FilterMessage, QdiscMessage } from '../../../../src/schema/tc/tc.ts'
import type { Area } from '../../../vectors/read.ts'
import { sameAsRecorded } from '../input-recorder.ts'

/** A recorded command of tc, and the same in our words: `'tc qdisc add dev d0 root pfifo': (ip) => ip.tc('add', 'pfifo', 'd0')`. */
export type TcWishes = Readonly<Record<string, (ip: Nouns) => PromiseLike<unknown>>>

const OBJECTS: Readonly<Record<string, readonly [area: Area, codec: AnyMessageCodec, headerSize: number]>> = {
  qdisc: ['tc-qdisc', QdiscMessage, 20],
  class: ['tc-class', ClassMessage, 20],
  filter: ['tc-filter', FilterMessage, 20],
  chain: ['tc-filter', ChainMessage, 20],
  actions: ['tc-action', ActionMessage, 4],
}

/** A test for each wish: the same type, flags, header and attributes as tc's. `area` where the recordings are not those of the object. */
export const sameAsTc = (wishes: TcWishes, area?: Area): void => {
  for (const [command, wish] of Object.entries(wishes)) {
    const [usual, codec, headerSize] =
      OBJECTS[command.split(' ').find((word, at) => at > 0 && !word.startsWith('-')) ?? ''] ?? OBJECTS['qdisc']!
    sameAsRecorded({
      area: area ?? usual,
      codec,
      headerSize,
      wishes: { [command]: (context: Context) => wish(new Nouns(context)) },
    })
  }
}
