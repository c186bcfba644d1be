import { nested, nestedRequest } from '../../../netlink/containers.ts'
import { CakeOptions } from './cake.ts'
import { CbsOptions } from './cbs.ts'
import { ChokeOptions } from './choke.ts'
import { CodelOptions } from './codel.ts'
import { DrrClassOptions, DrrOptions } from './drr.ts'
import { Dualpi2Options } from './dualpi2.ts'
import { EtfOptions } from './etf.ts'
import { EtsClassOptions, EtsOptions } from './ets.ts'
import { FifoOptions } from './fifo.ts'
import { FqOptions } from './fq.ts'
import { FqCodelOptions } from './fq_codel.ts'
import { FqPieOptions } from './fq_pie.ts'
import { GredOptions } from './gred.ts'
import { HfscClassOptions, HfscOptions } from './hfsc.ts'
import { HhfOptions } from './hhf.ts'
import { HtbClassOptions, HtbOptions } from './htb.ts'
import { MqprioOptions } from './mqprio.ts'
import { MultiqOptions } from './multiq.ts'
import { NetemOptions } from './netem.ts'
import { NoOptions } from './none.ts'
import { PieOptions } from './pie.ts'
import { PlugOptions } from './plug.ts'
import { PrioOptions } from './prio.ts'
import { QfqClassOptions, QfqOptions } from './qfq.ts'
import { RedOptions } from './red.ts'
import { SfbOptions } from './sfb.ts'
import { SfqOptions } from './sfq.ts'
import { SkbprioOptions } from './skbprio.ts'
import { TaprioOptions } from './taprio.ts'
import { TbfOptions } from './tbf.ts'

/** TCA_OPTIONS of queueing disciplines by TCA_KIND: one line for each kind. */
export const qdiscKinds = {
  bfifo: FifoOptions,
  blackhole: NoOptions,
  cake: CakeOptions,
  cake_mq: CakeOptions,
  cbs: CbsOptions,
  choke: ChokeOptions,
  clsact: NoOptions,
  codel: CodelOptions,
  drr: DrrOptions,
  dualpi2: Dualpi2Options,
  etf: EtfOptions,
  ets: nestedRequest(EtsOptions),
  fq: FqOptions,
  fq_codel: FqCodelOptions,
  fq_pie: nested(FqPieOptions),
  gred: GredOptions,
  hfsc: HfscOptions,
  hhf: HhfOptions,
  htb: HtbOptions,
  ingress: NoOptions,
  mq: NoOptions,
  mqprio: MqprioOptions,
  multiq: MultiqOptions,
  netem: NetemOptions,
  noqueue: NoOptions,
  pfifo: FifoOptions,
  pfifo_fast: PrioOptions,
  pfifo_head_drop: FifoOptions,
  pie: PieOptions,
  plug: PlugOptions,
  prio: PrioOptions,
  qfq: QfqOptions,
  red: RedOptions,
  sfb: SfbOptions,
  sfq: SfqOptions,
  skbprio: SkbprioOptions,
  taprio: TaprioOptions,
  tbf: TbfOptions,
  teql0: NoOptions,
}

/** TCA_OPTIONS of classes by the kind of their queueing discipline; kinds without a line have classes without options. */
export const classKinds = {
  drr: DrrClassOptions,
  ets: nestedRequest(EtsClassOptions),
  hfsc: HfscClassOptions,
  htb: HtbClassOptions,
  qfq: QfqClassOptions,
}
