import type { FlowerTunnelOptions } from '../../../schema/tc/filters/flower/tunnel.ts'
import type { FlowerFilter } from '../../../schema/tc/filters/flower.ts'
import type { Json, JsonObject } from '../../types.ts'
import { counted, ipv4Text, ipv6Text } from './masks.ts'

/** The options in the tunnel's header, of the first kind there is; tc prints nothing of GTP's as JSON. */
function printOptions({ geneve, vxlan, erspan }: FlowerTunnelOptions): readonly [kind: string, options: Json] | undefined {
  if (geneve !== undefined)
    return ['geneve', geneve.map(({ class: of, type, data = new Uint8Array() }) => ({ class: of, type, data: Array.from(data) }))]
  if (vxlan !== undefined) return ['vxlan', [{ gbp: vxlan.gbp }]]
  if (erspan === undefined) return undefined
  const { ver, index, dir, hwid } = erspan
  // Version 1 has an index, version 2 the rest; what a version lacks is zero.
  return ['erspan', [ver === 1 ? { ver, index, dir: 0, hwid: 0 } : { ver, index: 0, dir, hwid }]]
}

function printTunnelOptions({ keyEncOpts: key, keyEncOptsMask: mask }: FlowerFilter): JsonObject {
  const found = key && printOptions(key)
  if (found === undefined) return {}
  const masking = mask && printOptions(mask)
  return { [`${found[0]}_opt_key`]: found[1], [`${found[0]}_opt_mask`]: masking?.[0] === found[0] ? masking[1] : undefined }
}

/** What the tunnel said that the packet came through. */
export function printTunnel(one: FlowerFilter): JsonObject {
  return {
    enc_dst_ip:
      ipv4Text(one.keyEncIpv4Dst, one.keyEncIpv4DstMask) ??
      (one.keyEncIpv4DstMask === undefined ? ipv6Text(one.keyEncIpv6Dst, one.keyEncIpv6DstMask) : undefined),
    enc_src_ip:
      ipv4Text(one.keyEncIpv4Src, one.keyEncIpv4SrcMask) ??
      (one.keyEncIpv4SrcMask === undefined ? ipv6Text(one.keyEncIpv6Src, one.keyEncIpv6SrcMask) : undefined),
    enc_key_id: one.keyEncKeyId,
    ...counted('enc_dst_port', one.keyEncUdpDstPort, one.keyEncUdpDstPortMask, 0xffff),
    ...counted('enc_tos', one.keyEncIpTos, one.keyEncIpTosMask, 0xff),
    ...counted('enc_ttl', one.keyEncIpTtl, one.keyEncIpTtlMask, 0xff),
    ...printTunnelOptions(one),
  }
}
