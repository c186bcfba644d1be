import { basic } from './basic.ts'
import { bpf } from './bpf.ts'
import { cgroup } from './cgroup.ts'
import { flow } from './flow.ts'
import { flower } from './flower.ts'
import { fw } from './fw.ts'
import { matchall } from './matchall.ts'
import { route } from './route.ts'
import { u32 } from './u32.ts'

/** People's words for kinds that have some. */
export const filterWords = {
  basic,
  bpf,
  cgroup,
  flow,
  flower,
  fw,
  matchall,
  route,
  u32,
}
