import { either, type KindWords, negatable, onOff, portRange, present, same, tos, type Word } from './words.ts'

/** The words of `ip link ... type geneve` (ip/iplink_geneve.c). */
export const geneveKind = {
  words: {
    vni: same<number>('id'),
    /** The other end, of either family. */
    remote: either('remote', 'remote6'),
    /** This end, of either family. */
    local: either('local', 'local6'),
    ttl: {
      put(draft, value, word) {
        if (value === 'inherit') draft.set('ttlInherit', 1, word)
        else draft.set('ttl', value === 'auto' ? 0 : value, word)
      },
    } as Word<number | 'inherit' | 'auto'>,
    tos: tos('tos'),
    dsfield: tos('tos'),
    flowlabel: same<number>('label'),
    dstport: same<number>('port'),
    srcport: portRange('portRange'),
    portRange: portRange('portRange'),
    ...negatable('external', present('collectMetadata')),
    ...negatable('udpcsum', onOff('udpCsum')),
    ...negatable('udp6zerocsumtx', onOff('udpZeroCsum6Tx')),
    ...negatable('udp6zerocsumrx', onOff('udpZeroCsum6Rx')),
    /** IP packets inside, and not Ethernet frames. */
    innerprotoinherit: present('innerProtoInherit'),
  },
} as const satisfies KindWords
