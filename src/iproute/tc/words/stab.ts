// Size tables (TCA_STAB): what tc(8) makes of the words behind `stab` (tc-stab(8)).
import type { Encodable } from '../../../netlink/codec.ts'
import { outOfRange, shown, wrongType } from '../../../netlink/errors.ts'
import { LinkLayer, type LinkLayerInput, whole } from '../../../schema/tc/ratespec.ts'
import type { SizeTable } from '../../../schema/tc/stab.ts'
import type { Quantity } from '../../../schema/tc/units.ts'
import { within } from '../../../schema/tc/within.ts'
import type { Fields } from '../../words/input.ts'
import { cellLogOf, lineSize } from './rate-table.ts'

type Wire = Encodable<typeof SizeTable>
/** How sizes are reckoned: at least one of `overhead`, `mpu` and `linklayer`. The table is computed. */
export interface SizeTableWords extends Omit<Wire, 'overhead' | 'mpu' | 'mtu' | 'linklayer'> {
  /** Bytes added to each packet; may be negative. */
  readonly overhead?: Quantity | undefined
  /** No packet counts for less bytes. */
  readonly mpu?: Quantity | undefined
  readonly linklayer?: LinkLayerInput | undefined
  /** Bytes of the greatest packet the table is for; 2047 where nothing is said. */
  readonly mtu?: Quantity | undefined
}

const MOST_ENTRIES = 0x7ff0 // as many as an attribute holds
const MOST_SIZE_LOG = 30 // STAB_SIZE_LOG_MAX (net/sched/sch_api.c)

interface Table {
  readonly sizeLog: number
  readonly data: readonly number[]
}
/** The size on the line of (n + 1) << cellLog bytes; all are shifted until they fit in 16 bits. */
function sizeTable(tsize: number, cellLog: number, mpu: number, linklayer: number): Table {
  const sizes = Array.from({ length: tsize }, (_, i) => lineSize((i + 1) * 2 ** cellLog, mpu, linklayer))
  const greatest = Math.max(sizes.at(-1) as number, mpu)
  let sizeLog = 0
  while (greatest / 2 ** sizeLog >= 0x10000) sizeLog++
  if (sizeLog > MOST_SIZE_LOG) outOfRange('sizes are too big for a table')
  return { sizeLog, data: sizes.map((size) => Math.floor(size / 2 ** sizeLog)) }
}

/** Puts the table that the words of `message.stab` mean in their place. One that was read with its table stays as it is. */
export function sizeTableInto(message: Fields): void {
  const { stab } = message
  if (typeof stab !== 'object' || stab === null || Array.isArray(stab) || stab instanceof Uint8Array)
    wrongType(`an object is wanted ({ overhead: 20, linklayer: 'atm' }), not ${shown(stab)}`)
  const { data, base, ...words } = stab as SizeTableWords & { readonly base?: unknown }
  if (data !== undefined || base !== undefined || Object.keys(stab).some((key) => /^[A-Z]/.test(key))) return
  const linklayer = within('linklayer', () => LinkLayer.number((words.linklayer ?? 0) as 'atm'))
  const mpu = whole('mpu', words.mpu ?? 0, 0, 0xffffffff)
  const overhead = whole('overhead', words.overhead ?? 0, -0x80000000, 0x7fffffff)
  if (linklayer === 0 && mpu === 0 && overhead === 0) wrongType("'overhead', 'mpu' or 'linklayer' is missing")
  const says = { ...words, linklayer, mpu, overhead }
  if (linklayer !== LinkLayer.constants.ATM && mpu === 0) {
    // The overhead alone needs no table.
    message['stab'] = { ...says, mtu: 0, tsize: 0, cellLog: 0, sizeLog: 0, cellAlign: 0 }
    return
  }
  const mtu = whole('mtu', words.mtu ?? 0, 0, 0xffffffff) || 2047
  const tsize = whole('tsize', words.tsize ?? 0, 0, MOST_ENTRIES) || 512
  const cellLog = cellLogOf(mtu, tsize)
  message['stab'] = { ...says, mtu, tsize, cellLog, cellAlign: -1, ...sizeTable(tsize, cellLog, mpu, linklayer) }
}
