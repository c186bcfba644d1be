import { BasicFilter } from './basic.ts'
import { BpfFilter } from './bpf.ts'
import { CgroupFilter } from './cgroup.ts'
import { FlowFilter } from './flow.ts'
import { FlowerFilter } from './flower.ts'
import { FwFilter } from './fw.ts'
import { MatchallFilter } from './matchall.ts'
import { RouteFilter } from './route.ts'
import { U32Filter } from './u32.ts'

/** TCA_OPTIONS of filters by TCA_KIND: one line for each kind. */
export const filterKinds = {
  basic: BasicFilter,
  bpf: BpfFilter,
  cgroup: CgroupFilter,
  flow: FlowFilter,
  flower: FlowerFilter,
  fw: FwFilter,
  matchall: MatchallFilter,
  route: RouteFilter,
  u32: U32Filter,
}
