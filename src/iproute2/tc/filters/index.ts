import { printBasic } from './basic.ts'
import { printBpf } from './bpf.ts'
import { printCgroup } from './cgroup.ts'
import { printFlow } from './flow.ts'
import { printFlower } from './flower.ts'
import { printFw } from './fw.ts'
import { printMatchall } from './matchall.ts'
import { printRoute } from './route.ts'
import { printU32 } from './u32.ts'

/** One line for each kind. */
export const filterPrinters = {
  basic: printBasic,
  bpf: printBpf,
  cgroup: printCgroup,
  flow: printFlow,
  flower: printFlower,
  fw: printFw,
  matchall: printMatchall,
  route: printRoute,
  u32: printU32,
}
