import { GeneveDf } from '../../../schema/link/kinds/geneve.ts'
import { isOn } from '../link-names.ts'
import { addressText } from '../prefix.ts'
import type { KindPrinter } from './printer.ts'
import { hexUnlessZero } from './tunnel.ts'
import { dfName, ttlOf } from './vxlan.ts'

export const printGeneve: KindPrinter<'geneve'> = (geneve) => {
  const { remote, remote6, df } = geneve
  return {
    external: geneve.collectMetadata || undefined,
    id: geneve.id,
    remote: remote === '0.0.0.0' ? undefined : remote,
    remote6: remote !== undefined || remote6 === undefined || remote6 === '::' ? undefined : addressText(remote6),
    ttl: ttlOf(geneve),
    tos: hexUnlessZero(geneve.tos),
    df: df === undefined ? undefined : dfName(GeneveDf.number(df)),
    label: hexUnlessZero(geneve.label),
    port: geneve.port,
    udp_csum: isOn(geneve.udpCsum),
    udp_zero_csum6_tx: isOn(geneve.udpZeroCsum6Tx),
    udp_zero_csum6_rx: isOn(geneve.udpZeroCsum6Rx),
    inner_proto_inherit: geneve.innerProtoInherit || undefined,
  }
}
