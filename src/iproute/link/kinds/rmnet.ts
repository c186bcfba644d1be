import { RmnetFlag } from '../../../schema/link/kinds/rmnet.ts'
import { type KindWords, maskedBit } from './words.ts'

/** The words of `ip link ... type rmnet` (ip/iplink_rmnet.c). */
export const rmnetKind = {
  words: {
    ingressDeaggregation: maskedBit('flags', RmnetFlag, 'ingress_deaggregation'),
    ingressCommands: maskedBit('flags', RmnetFlag, 'ingress_map_commands'),
    ingressChksumv4: maskedBit('flags', RmnetFlag, 'ingress_map_cksumv4'),
    egressChksumv4: maskedBit('flags', RmnetFlag, 'egress_map_cksumv4'),
    ingressChksumv5: maskedBit('flags', RmnetFlag, 'ingress_map_cksumv5'),
    egressChksumv5: maskedBit('flags', RmnetFlag, 'egress_map_cksumv5'),
  },
} as const satisfies KindWords
