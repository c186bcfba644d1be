import { below, type Draft, either, type KindWords, made, negatable, onOff, portRange, present, same, tos, type Word } from './words.ts'

const group = either('group', 'group6')

/** Where the ends come with each packet there is nothing to learn, as `ip` has it too. */
function finish(draft: Draft): void {
  if (draft.making && Number(draft.fields['collectMetadata'] ?? 0) === 1) draft.fields['learning'] ??= 0
}

/** The words of `ip link ... type vxlan` (ip/iplink_vxlan.c). */
export const vxlanKind = {
  words: {
    ...below,
    vni: same<number>('id'),
    /** The other end, or a multicast group, of either family. */
    group,
    remote: group,
    /** This end, of either family. */
    local: either('local', 'local6'),
    ttl: {
      put(draft, value, word) {
        if (value === 'inherit') draft.set('ttlInherit', true, word)
        else draft.set('ttl', value === 'auto' ? 0 : value, word)
      },
    } as Word<number | 'inherit' | 'auto'>,
    tos: tos('tos'),
    dsfield: tos('tos'),
    flowlabel: {
      put(draft, value, word) {
        if (value === 'inherit') draft.set('labelPolicy', 'inherit', word)
        else draft.set('label', value, word)
      },
    } as Word<number | 'inherit'>,
    dstport: same<number>('port'),
    srcport: portRange('portRange'),
    portRange: portRange('portRange'),
    /** Seconds that learnt addresses are kept. */
    ageing: made<number | 'none'>('ageing', (value) => (value === 'none' ? 0 : value)),
    /** Learnt addresses at most. */
    maxaddress: made<number | 'unlimited'>('limit', (value) => (value === 'unlimited' ? 0 : value)),
    ...negatable('learning', onOff('learning')),
    ...negatable('proxy', onOff('proxy')),
    ...negatable('rsc', onOff('rsc')),
    ...negatable('l2miss', onOff('l2miss')),
    ...negatable('l3miss', onOff('l3miss')),
    ...negatable('udpcsum', onOff('udpCsum')),
    ...negatable('udp6zerocsumtx', onOff('udpZeroCsum6Tx')),
    ...negatable('udp6zerocsumrx', onOff('udpZeroCsum6Rx')),
    ...negatable('remcsumtx', onOff('remcsumTx')),
    ...negatable('remcsumrx', onOff('remcsumRx')),
    /** Tunnel metadata come with each packet. */
    ...negatable('external', onOff('collectMetadata')),
    ...negatable('vnifilter', onOff('vnifilter')),
    ...negatable('localbypass', onOff('localbypass')),
    ...negatable('mcroute', onOff('mcRoute')),
    gbp: present('gbp'),
    gpe: present('gpe'),
  },
  finish,
} as const satisfies KindWords
