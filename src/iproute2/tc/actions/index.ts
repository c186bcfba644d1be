import { printBpf } from './bpf.ts'
import { printConnmark } from './connmark.ts'
import { printCsum } from './csum.ts'
import { printCt } from './ct.ts'
import { printCtinfo } from './ctinfo.ts'
import { printGact } from './gact.ts'
import { printGate } from './gate.ts'
import { printIfe } from './ife.ts'
import { printMirred } from './mirred.ts'
import { printMpls } from './mpls.ts'
import { printNat } from './nat.ts'
import { printPedit } from './pedit.ts'
import { printPolice } from './police.ts'
import { printSample } from './sample.ts'
import { printSimple } from './simple.ts'
import { printSkbedit } from './skbedit.ts'
import { printSkbmod } from './skbmod.ts'
import { printTunnelKey } from './tunnel_key.ts'
import { printVlan } from './vlan.ts'

/** One line for each kind. */
export const actionPrinters = {
  bpf: printBpf,
  connmark: printConnmark,
  csum: printCsum,
  ct: printCt,
  ctinfo: printCtinfo,
  gact: printGact,
  gate: printGate,
  ife: printIfe,
  mirred: printMirred,
  mpls: printMpls,
  nat: printNat,
  pedit: printPedit,
  police: printPolice,
  sample: printSample,
  simple: printSimple,
  skbedit: printSkbedit,
  skbmod: printSkbmod,
  tunnel_key: printTunnelKey,
  vlan: printVlan,
}
