// Tables of rates: what 3.8 and older kernels shaped by, and what the police action wants to this day.
import { transmitTicks } from '../../../schema/tc/units.ts'

/** What a table is made of. */
export interface RateTableInput {
  /** Bit/s. htb and tbf reckon with the rate of the ratespec, cut off at {@link RATE_CAP}; police with the true one. */
  readonly rate: number
  /** The least size that counts, bytes. */
  readonly mpu?: number
  /** The greatest packet the table is to have an entry for, bytes; 0 is 2047, as for tc(8). htb takes 1600. */
  readonly mtu?: number
  /** As tc's `burst 10k/8`: entries are this many bytes apart, 2^cellLog. It has precedence over the mtu. */
  readonly cellLog?: number
  /** 2 (`atm`) rounds sizes up to cells of 53 bytes for 48 of data. */
  readonly linklayer?: number
}

/** A table and what its ratespec must say of it. */
export interface RateTable {
  /** For `rtab`, `ctab`, `ptab`: 256 times in ticks of the packet scheduler's clock. */
  readonly table: readonly number[]
  readonly cellLog: number
  /** Entry n is for (n + 1) << cellLog bytes. */
  readonly cellAlign: -1
}

const CELL_PAYLOAD = 48
const CELL = 53
const ATM = 2

/** Bytes on the line of `size` bytes of data: {@link RateTable} and size tables (TCA_STAB) have it in common. */
export function lineSize(size: number, mpu: number, linklayer: number): number {
  const counted = Math.max(size, mpu)
  return linklayer === ATM ? Math.ceil(counted / CELL_PAYLOAD) * CELL : counted
}

/** The least power of two by which 256 entries reach the mtu. */
export function cellLogOf(mtu: number, entries = 256): number {
  let log = 0
  while (mtu >>> log > entries - 1) log++
  return log
}

/**
 * The table of one rate, the same numbers as tc(8) sends: `const { table, ...cell } = rateTable({ rate, mtu })`, then `rtab: table`
 * and `cell` among the options. The overhead does not enter: the kernel adds it before it looks.
 */
export function rateTable({ rate, mpu = 0, mtu = 0, cellLog, linklayer = 1 }: RateTableInput): RateTable {
  const log = cellLog ?? cellLogOf(mtu === 0 ? 2047 : mtu)
  const key = `${rate}/${mpu}/${log}/${linklayer}`
  let table = made.get(key)
  if (table === undefined) {
    table = Array.from({ length: 256 }, (_, i) => transmitTicks(rate, lineSize((i + 1) * 2 ** log, mpu, linklayer)))
    if (made.size >= KEPT) made.clear()
    made.set(key, table)
  }
  return { table, cellLog: log, cellAlign: -1 }
}

/** Tables that were made: many classes have the same few rates. */
const made = new Map<string, readonly number[]>()
const KEPT = 1024
