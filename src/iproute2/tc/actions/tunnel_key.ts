import type { TunnelKeyAction, TunnelKeyErspan, TunnelKeyGeneve, TunnelKeyOptions } from '../../../schema/tc/actions/tunnel_key.ts'
import { hexBytes } from '../../../schema/tc/hex.ts'
import type { JsonObject } from '../../types.ts'
import type { ActionPrinter } from '../printers.ts'
import { printControl, printIdentity } from './common.ts'

/** Version 1 has an index alone, other versions the two others alone. */
const printErspan = ({ ver = 0, index = 0, dir = 0, hwid = 0 }: TunnelKeyErspan): JsonObject =>
  ver === 1 ? { ver, index, dir: 0, hwid: 0 } : { ver, index: 0, dir, hwid }

const printGeneve = ({ class: space = 0, type = 0, data }: TunnelKeyGeneve): JsonObject => ({
  class: space,
  type,
  data: [...hexBytes(data ?? '')],
})

function printOptions({ geneve, vxlan, erspan }: TunnelKeyOptions): JsonObject {
  if (geneve) return { geneve_opts: geneve.flat().map(printGeneve) }
  if (vxlan) return { vxlan_opts: [{ gbp: vxlan.gbp ?? 0 }] }
  return erspan ? { erspan_opts: [printErspan(erspan)] } : {}
}

const printKey = ({ noCsum, encOpts, encTos, encTtl, ...key }: TunnelKeyAction): JsonObject => ({
  src_ip: key.encIpv6Src ?? key.encIpv4Src,
  dst_ip: key.encIpv6Dst ?? key.encIpv4Dst,
  key_id: key.encKeyId,
  dst_port: key.encDstPort,
  ...(encOpts && printOptions(encOpts)),
  flag: noCsum === undefined ? undefined : noCsum === 0 ? 'csum' : 'nocsum',
  tos: encTos || undefined,
  ttl: encTtl || undefined,
})

/** The key that is set. */
export const printTunnelKey: ActionPrinter<'tunnel_key'> = (options, printing) => ({
  kind: 'tunnel_key',
  ...(options.mode === 'set' && { mode: 'set', ...printKey(options) }),
  ...(options.mode === 'release' && { mode: 'unset' }),
  control_action: printControl(options.action),
  ...printIdentity(options, printing),
})
