import { BpfAction } from './bpf.ts'
import { ConnmarkAction } from './connmark.ts'
import { CsumAction } from './csum.ts'
import { CtAction } from './ct.ts'
import { CtinfoAction } from './ctinfo.ts'
import { GactAction } from './gact.ts'
import { GateAction } from './gate.ts'
import { IfeAction } from './ife.ts'
import { MirredAction } from './mirred.ts'
import { MplsAction } from './mpls.ts'
import { NatAction } from './nat.ts'
import { PeditAction } from './pedit.ts'
import { PoliceAction } from './police.ts'
import { SampleAction } from './sample.ts'
import { SimpleAction } from './simple.ts'
import { SkbeditAction } from './skbedit.ts'
import { SkbmodAction } from './skbmod.ts'
import { TunnelKeyAction } from './tunnel_key.ts'
import { VlanAction } from './vlan.ts'

/** TCA_ACT_OPTIONS by TCA_ACT_KIND: one line for each kind of action. */
export const actionKinds = {
  bpf: BpfAction,
  connmark: ConnmarkAction,
  csum: CsumAction,
  ct: CtAction,
  ctinfo: CtinfoAction,
  gact: GactAction,
  gate: GateAction,
  ife: IfeAction,
  mirred: MirredAction,
  mpls: MplsAction,
  nat: NatAction,
  pedit: PeditAction,
  police: PoliceAction,
  sample: SampleAction,
  simple: SimpleAction,
  skbedit: SkbeditAction,
  skbmod: SkbmodAction,
  tunnel_key: TunnelKeyAction,
  vlan: VlanAction,
}
