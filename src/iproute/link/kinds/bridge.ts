import { type Draft, isOn, type KindWords, onOff, type Switch, same, vlanProtocol, type Word } from './words.ts'

/** A switch of IFLA_BR_MULTI_BOOLOPT: 1 << BR_BOOLOPT_* (linux/if_bridge.h). */
const option = (place: number): Word<Switch> => ({
  put(draft: Draft, value, word) {
    const { optval = 0, optmask = 0 } = (draft.fields['multiBoolopt'] ?? {}) as { readonly optval?: number; readonly optmask?: number }
    const bit = 1 << place
    draft.fields['multiBoolopt'] = { optval: isOn(value, word) ? optval | bit : optval & ~bit, optmask: optmask | bit }
  },
})

/** The words of `ip link ... type bridge` (ip/iplink_bridge.c). Times are in 1/100 s there too. */
export const bridgeKind = {
  words: {
    stpState: onOff('stpState'),
    vlanFiltering: onOff('vlanFiltering'),
    vlanProtocol: vlanProtocol('vlanProtocol'),
    vlanStatsEnabled: onOff('vlanStatsEnabled'),
    vlanStatsPerPort: onOff('vlanStatsPerPort'),
    groupAddress: same<string>('groupAddr'),
    mcastSnooping: onOff('mcastSnooping'),
    mcastQuerier: onOff('mcastQuerier'),
    mcastQueryUseIfaddr: onOff('mcastQueryUseIfaddr'),
    mcastStatsEnabled: onOff('mcastStatsEnabled'),
    mcastLastMemberCount: same<number>('mcastLastMemberCnt'),
    mcastStartupQueryCount: same<number>('mcastStartupQueryCnt'),
    mcastLastMemberInterval: same<number | bigint>('mcastLastMemberIntvl'),
    mcastMembershipInterval: same<number | bigint>('mcastMembershipIntvl'),
    mcastQuerierInterval: same<number | bigint>('mcastQuerierIntvl'),
    mcastQueryInterval: same<number | bigint>('mcastQueryIntvl'),
    mcastQueryResponseInterval: same<number | bigint>('mcastQueryResponseIntvl'),
    mcastStartupQueryInterval: same<number | bigint>('mcastStartupQueryIntvl'),
    nfCallIptables: onOff('nfCallIptables'),
    nfCallIp6tables: onOff('nfCallIp6tables'),
    nfCallArptables: onOff('nfCallArptables'),
    noLinklocalLearn: option(0),
    mcastVlanSnooping: option(1),
    mstEnabled: option(2),
    mdbOffloadFailNotification: option(3),
    fdbLocalVlan0: option(4),
  },
} as const satisfies KindWords
