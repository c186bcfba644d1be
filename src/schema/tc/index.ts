export { Action, ActionFlags, ActionHwStats, type ActionInput, Actions, ListedActions } from './actions/action.ts'
export { BpfAction, BpfActionAttributes, TcActBpf } from './actions/bpf.ts'
export { TcfT } from './actions/common.ts'
export { ConnmarkAction, ConnmarkAttributes, TcConnmark } from './actions/connmark.ts'
export { TC_ACT, TcAct } from './actions/control.ts'
export { CsumAction, CsumAttributes, CsumUpdateFlags, TcCsum } from './actions/csum.ts'
export { CtAction, CtAttributes, CtFlags, TcCt } from './actions/ct.ts'
export type { CtWords } from './actions/ct-words.ts'
export { CtinfoAction, CtinfoAttributes, TcCtinfo } from './actions/ctinfo.ts'
export { GactAction, GactAttributes, GactRandom, TcGact, TcGactP } from './actions/gact.ts'
export { GateAction, GateAttributes, GateEntry, TcGate } from './actions/gate.ts'
export { IfeAction, IfeAttributes, IfeMetadata, IfeMode, type IfeWords, TcIfe } from './actions/ife.ts'
export { MirredAction, MirredAttributes, MirredEaction, TcMirred } from './actions/mirred.ts'
export { MplsAction, MplsAttributes, MplsOperation, TcMpls } from './actions/mpls.ts'
export { NatAction, NatAttributes, NatFlags, TcNat } from './actions/nat.ts'
export {
  PeditAction,
  PeditAttributes,
  PeditCommand,
  PeditHeaderType,
  PeditKeyEx,
  type PeditParms,
  type PeditParmsInput,
  type PeditWire,
  type PeditWireInput,
  TcPeditKey,
  TcPeditSel,
} from './actions/pedit.ts'
export { PEDIT_WORDS, type PeditInput, type PeditKey, type PeditKeyInput, type PeditMunge, type PeditWords } from './actions/pedit-words.ts'
export { PoliceAction, PoliceAttributes, TcPolice } from './actions/police.ts'
export { POLICE_WORDS, type PoliceInput, type PoliceWords } from './actions/police-words.ts'
export { SampleAction, SampleAttributes, TcSample } from './actions/sample.ts'
export { SimpleAction, SimpleAttributes, TcDefact } from './actions/simple.ts'
export { PacketType, SkbeditAction, SkbeditAttributes, SkbeditFlags, TcSkbedit } from './actions/skbedit.ts'
export { SkbmodAction, SkbmodAttributes, SkbmodFlags, type SkbmodWords, TcSkbmod } from './actions/skbmod.ts'
export {
  TcTunnelKey,
  TunnelKeyAction,
  TunnelKeyAttributes,
  TunnelKeyErspan,
  TunnelKeyGeneve,
  TunnelKeyMode,
  TunnelKeyOptions,
  TunnelKeyVxlan,
} from './actions/tunnel_key.ts'
export { TcVlan, VlanAction, VlanActionKind, VlanAttributes } from './actions/vlan.ts'
export type { Reckoning } from './burst.ts'
export { type BytecodeInput, type Instruction, SockFilter } from './bytecode.ts'
export { TC_H } from './classid.ts'
export { ClockId } from './clocks.ts'
export type { Argument } from './ematches/arguments.ts'
export { CanidEmatch } from './ematches/canid.ts'
export { CmpEmatch, TcfEmAlign, TcfEmCmp } from './ematches/cmp.ts'
export { type Layer, type LayerInput, type Operand, type OperandInput, TcfEmOpnd, TcfLayer } from './ematches/common.ts'
export { ContainerEmatch } from './ematches/container.ts'
export { type Ematch, type EmatchInput, EmatchItem, EmatchRelation } from './ematches/ematch.ts'
export { IpsetEmatch } from './ematches/ipset.ts'
export { IptEmatch, NfProto } from './ematches/ipt.ts'
export { MetaEmatch, type MetaOperand, type MetaOperandInput, TcfMetaId, TcfMetaType } from './ematches/meta.ts'
export { NbyteEmatch } from './ematches/nbyte.ts'
export { TextEmatch } from './ematches/text.ts'
export { type EmatchList, type EmatchListInput, EmatchTree } from './ematches/tree.ts'
export { U32Ematch } from './ematches/u32.ts'
export { VlanEmatch } from './ematches/vlan.ts'
export { BasicFilter, BasicPcnt } from './filters/basic.ts'
export { BpfFilter, BpfFilterFlags, type BpfFilterInput, type BpfFilterValue } from './filters/bpf.ts'
export { CgroupFilter } from './filters/cgroup.ts'
export { ClassifierFlags } from './filters/flags.ts'
export { FlowFilter, FlowKey, FlowMode } from './filters/flow.ts'
export { ArpOperation, FlowerCtFlags, FlowerKeyFlags, PppProtocol } from './filters/flower/flags.ts'
export { FlowerCfm, FlowerMpls, FlowerMplsEntry } from './filters/flower/nests.ts'
export {
  FlowerErspanOption,
  FlowerGeneveOption,
  FlowerGtpOption,
  FlowerPfcpOption,
  FlowerTunnelOptions,
  FlowerVxlanOption,
} from './filters/flower/tunnel.ts'
export { FlowerFilter } from './filters/flower.ts'
export { FwFilter } from './filters/fw.ts'
export { MatchallCount, MatchallFilter } from './filters/matchall.ts'
export { RouteFilter } from './filters/route.ts'
export { U32Filter, type U32FilterInput, type U32FilterValue, type U32Hashkey, type U32Match, type U32Offset } from './filters/u32.ts'
export { U32Flags, U32Key, type U32KeyInput, type U32Mark, type U32MarkInput, U32Selector } from './filters/u32-selector.ts'
export { CakeAck, CakeAtm, CakeDiffserv, CakeFlow, CakeOptions, CakeStats, CakeTinStats } from './qdiscs/cake.ts'
export { CbsAttributes, CbsOptions, CbsQopt } from './qdiscs/cbs.ts'
export { ChokeOptions, ChokeXstats } from './qdiscs/choke.ts'
export { CodelOptions, CodelXstats } from './qdiscs/codel.ts'
export { DrrClassOptions, DrrOptions, DrrXstats } from './qdiscs/drr.ts'
export { Dualpi2DropEarly, Dualpi2DropOverload, Dualpi2EcnMask, Dualpi2Options, Dualpi2SplitGso, Dualpi2Xstats } from './qdiscs/dualpi2.ts'
export { EtfAttributes, EtfFlags, EtfOptions, EtfQopt } from './qdiscs/etf.ts'
export { EtsClassOptions, EtsOptions } from './qdiscs/ets.ts'
export { FifoOptions } from './qdiscs/fifo.ts'
export { FqOptions, FqXstats } from './qdiscs/fq.ts'
export { FqCodelOptions, FqCodelXstats, FqCodelXstatsType } from './qdiscs/fq_codel.ts'
export { FqPieOptions, FqPieXstats } from './qdiscs/fq_pie.ts'
export { GredOptions, type GredQueue } from './qdiscs/gred.ts'
export { HfscClassAttributes, HfscClassOptions, HfscOptions, HfscXstats, ServiceCurve } from './qdiscs/hfsc.ts'
export { HhfOptions, HhfXstats } from './qdiscs/hhf.ts'
export { HtbAttributes, HtbClassAttributes, HtbClassOptions, HtbGlob, HtbOpt, HtbOptions, HtbXstats } from './qdiscs/htb.ts'
export { HTB_CLASS_WORDS, type HtbClassInput, type HtbClassWords } from './qdiscs/htb-class.ts'
export { MqprioMode, MqprioOptions, MqprioShaper, MqprioTcEntry } from './qdiscs/mqprio.ts'
export { MultiqOptions } from './qdiscs/multiq.ts'
export { NetemOptions } from './qdiscs/netem.ts'
export { GeModel, GiModel } from './qdiscs/netem-loss.ts'
export { NoOptions } from './qdiscs/none.ts'
export { PieOptions, PieXstats } from './qdiscs/pie.ts'
export { PlugAction, PlugOptions } from './qdiscs/plug.ts'
export { PrioOptions, TcPrioQopt } from './qdiscs/prio.ts'
export { QfqClassOptions, QfqOptions, QfqXstats } from './qdiscs/qfq.ts'
export {
  AlignedMqprioQopt,
  FramePreemption,
  type FramePreemptions,
  type FramePreemptionsInput,
  MAX_CLASSES,
  MqprioOffload,
  TcMqprioQopt,
} from './qdiscs/queues.ts'
export { RedOptions, RedXstats } from './qdiscs/red.ts'
export type { DelayInput, HfscClassInput, HfscClassWords, ServiceCurveInput, SlopesInput } from './qdiscs/service-curve.ts'
export { SfbOptions, SfbXstats } from './qdiscs/sfb.ts'
export { SfqOptions, SfqXstats } from './qdiscs/sfq.ts'
export { SkbprioOptions } from './qdiscs/skbprio.ts'
export { TaprioCommand, TaprioEntry, TaprioFlags, TaprioOptions, TaprioSchedule, TaprioTcEntry, TaprioXstats } from './qdiscs/taprio.ts'
export { TbfAttributes, TbfOptions, TbfQopt } from './qdiscs/tbf.ts'
export { TBF_WORDS, type TbfInput, type TbfWords } from './qdiscs/tbf-words.ts'
export {
  LinkLayer,
  type LinkLayerInput,
  RATE_CAP,
  Ratespec,
  type RatespecInput,
  type RatespecWords,
  type RatespecWordsInput,
  type SecondWords,
  type SplitRate,
} from './ratespec.ts'
export {
  type NodropSwitch,
  type NodropSwitchIn,
  OLD_SWITCHES,
  type RedSwitch,
  type RedSwitches,
  type RedSwitchesIn,
  TC_RED,
} from './red.ts'
export { SizeSpec, SizeTable, SizeTableAttributes } from './stab.ts'
export * from './stats.ts'
export * from './tc.ts'
export type { Quantity } from './units.ts'
