import { bpf } from './bpf.ts'
import { connmark } from './connmark.ts'
import { csum } from './csum.ts'
import { ct } from './ct.ts'
import { ctinfo } from './ctinfo.ts'
import { gact } from './gact.ts'
import { gate } from './gate.ts'
import { ife } from './ife.ts'
import { mirred } from './mirred.ts'
import { mpls } from './mpls.ts'
import { nat } from './nat.ts'
import { pedit } from './pedit.ts'
import { police } from './police.ts'
import { sample } from './sample.ts'
import { simple } from './simple.ts'
import { skbedit } from './skbedit.ts'
import { skbmod } from './skbmod.ts'
import { tunnelKey } from './tunnel_key.ts'
import { vlan } from './vlan.ts'

/** People's words for kinds that have some. */
export const actionWords = {
  bpf,
  connmark,
  csum,
  ct,
  ctinfo,
  gact,
  gate,
  ife,
  mirred,
  mpls,
  nat,
  pedit,
  police,
  sample,
  simple,
  skbedit,
  skbmod,
  tunnel_key: tunnelKey,
  vlan,
}
