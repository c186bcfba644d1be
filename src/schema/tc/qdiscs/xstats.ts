import type { Decoded } from '../../../netlink/codec.ts'
import { statisticsByKind } from '../stats.ts'
import { CakeStats } from './cake.ts'
import { ChokeXstats } from './choke.ts'
import { CodelXstats } from './codel.ts'
import { DrrXstats } from './drr.ts'
import { Dualpi2Xstats } from './dualpi2.ts'
import { FqXstats } from './fq.ts'
import { FqCodelXstats } from './fq_codel.ts'
import { FqPieXstats } from './fq_pie.ts'
import { HfscXstats } from './hfsc.ts'
import { HhfXstats } from './hhf.ts'
import { HtbXstats } from './htb.ts'
import { PieXstats } from './pie.ts'
import { QfqXstats } from './qfq.ts'
import { RedXstats } from './red.ts'
import { SfbXstats } from './sfb.ts'
import { SfqXstats } from './sfq.ts'
import { TaprioXstats } from './taprio.ts'

/** What queueing disciplines of a kind count themselves: TCA_STATS_APP, and TCA_XSTATS of old. */
export const qdiscXstats = {
  cake: CakeStats,
  cake_mq: CakeStats,
  choke: ChokeXstats,
  codel: CodelXstats,
  dualpi2: Dualpi2Xstats,
  fq: FqXstats,
  fq_codel: FqCodelXstats,
  fq_pie: FqPieXstats,
  hhf: HhfXstats,
  pie: PieXstats,
  red: RedXstats,
  sfb: SfbXstats,
  sfq: SfqXstats,
  taprio: TaprioXstats,
}

/** The same of their classes. */
export const classXstats = {
  cake: CakeStats,
  drr: DrrXstats,
  fq_codel: FqCodelXstats,
  hfsc: HfscXstats,
  htb: HtbXstats,
  qfq: QfqXstats,
  sfq: SfqXstats,
}

/** What any kind counts. */
export type QdiscXstats = Decoded<(typeof qdiscXstats)[keyof typeof qdiscXstats]>
export type ClassXstats = Decoded<(typeof classXstats)[keyof typeof classXstats]>

/** TCA_STATS2 by kind. */
export const qdiscStatistics = statisticsByKind(qdiscXstats)
export const classStatistics = statisticsByKind(classXstats, 'classes of ')
