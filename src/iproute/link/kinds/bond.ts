import { type KindWords, link, list, onOff, same, type Word } from './words.ts'

/** The words of `ip link ... type bond` (ip/iplink_bond.c). */
export const bondKind = {
  words: {
    activeSlave: link('activeSlave'),
    clearActiveSlave: { put: (draft, _value, word) => draft.set('activeSlave', 0, word) } as Word<true>,
    primary: link('primary'),
    useCarrier: onOff('useCarrier'),
    peerNotifyDelay: same<number>('peerNotifDelay'),
    /** `'192.0.2.1,192.0.2.2'`, or a list. */
    arpIpTarget: list('arpIpTarget'),
    nsIp6Target: list('nsIp6Target'),
    arpMissedMax: same<number>('missedMax'),
    numGratArp: same<number>('numPeerNotif'),
    numUnsolNa: same<number>('numPeerNotif'),
    allSlavesActive: onOff('allSlavesActive'),
    lacpRate: same<'slow' | 'fast' | number>('adLacpRate'),
    lacpActive: onOff('adLacpActive'),
    coupledControl: onOff('coupledControl'),
    broadcastNeighbor: onOff('broadcastNeigh'),
    lacpStrict: onOff('lacpStrict'),
    tlbDynamicLb: onOff('tlbDynamicLb'),
  },
} as const satisfies KindWords
