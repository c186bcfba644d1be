import type { QdiscPrinter } from '../printers.ts'

/** tc/q_htb.c */
export const printHtb: QdiscPrinter<'htb'> = {
  options: ({ r2q, default: minor, directPkts, version = 0, directQlen, offload }, { details }) => ({
    ...(r2q !== undefined && {
      r2q,
      default: minor ? `0x${minor.toString(16)}` : '0',
      direct_packets_stat: directPkts,
      ...(details && { ver: `${version >>> 16}.${version & 0xffff}` }),
    }),
    ...(directQlen !== undefined && { direct_qlen: directQlen }),
    ...(offload && { offload: null }),
  }),
}
