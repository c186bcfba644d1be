import { type KindWords, link, onOff, present, same, type Word } from './words.ts'

const flush = present('flush')
const fastLeave = onOff('fastLeave')

/** The words of `ip link ... type bridge_slave` (ip/iplink_bridge_slave.c). */
export const bridgePort = {
  words: {
    fdbFlush: flush,
    flush,
    hairpin: onOff('mode'),
    guard: onOff('guard'),
    rootBlock: onOff('protect'),
    protect: onOff('protect'),
    fastleave: fastLeave,
    fastLeave,
    mcastFastLeave: fastLeave,
    learning: onOff('learning'),
    flood: onOff('unicastFlood'),
    unicastFlood: onOff('unicastFlood'),
    proxyArp: onOff('proxyarp'),
    proxyarp: onOff('proxyarp'),
    proxyArpWifi: onOff('proxyarpWifi'),
    proxyarpWifi: onOff('proxyarpWifi'),
    mcastRouter: same<number | 'disabled' | 'temp_query' | 'perm' | 'temp'>('multicastRouter'),
    mcastFlood: onOff('mcastFlood'),
    mcastToUnicast: onOff('mcastToUcast'),
    mcastToUcast: onOff('mcastToUcast'),
    bcastFlood: onOff('bcastFlood'),
    vlanTunnel: onOff('vlanTunnel'),
    neighSuppress: onOff('neighSuppress'),
    neighVlanSuppress: onOff('neighVlanSuppress'),
    neighForwardGrat: onOff('neighForwardGrat'),
    isolated: onOff('isolated'),
    locked: onOff('locked'),
    mab: onOff('mab'),
    backupPort: link('backupPort'),
    nobackupPort: { put: (draft, _value, word) => draft.set('backupPort', 0, word) } as Word<true>,
  },
} as const satisfies KindWords
