import { alignment, attributes } from '../../netlink/attributes.ts'
import type { Encodable } from '../../netlink/codec.ts'
import { nested } from '../../netlink/containers.ts'
import { flagSet } from '../../netlink/enums.ts'
import { message } from '../../netlink/payload.ts'
import { u8, u32, u64 } from '../../netlink/scalars.ts'
import { pad, struct } from '../../netlink/struct.ts'
import { AddressFamily } from '../enums.ts'
import { LinkStats64 } from '../link/stats.ts'
import { FamilyStats, LinkXstats } from './xstats.ts'

/**
 * The groups of statistics, a bit for each attribute: IFLA_STATS_FILTER_BIT (linux/if_link.h). A request names those it
 * wants, an answer those that were asked for; no group at all is an error (EINVAL).
 */
export const StatsGroups = flagSet('IFLA_STATS_FILTER_BIT_', {
  ...{ link_64: 1, link_xstats: 2, link_xstats_slave: 4, link_offload_xstats: 8, af_spec: 16 },
})

/** The subgroups of IFLA_STATS_LINK_OFFLOAD_XSTATS, a bit for each attribute. */
export const OffloadSubgroups = flagSet('IFLA_OFFLOAD_XSTATS_FILTER_BIT_', { cpu_hit: 1, hw_s_info: 2, l3_stats: 4 })

/** The header of a message about statistics (linux/if_link.h). */
export class IfStats extends struct(
  'if_stats_msg',
  {
    family: AddressFamily.u8,
    _: pad(3),
    index: u32, // 0 in requests of a dump
    filterMask: StatsGroups.u32,
  },
  { members: { index: 'ifindex' } },
) {}

/** IFLA_OFFLOAD_XSTATS_L3_STATS: what the hardware forwarded; struct rtnl_hw_stats64 (linux/if_link.h). */
export class HardwareStats extends struct('rtnl_hw_stats64', {
  rxPackets: u64,
  txPackets: u64,
  rxBytes: u64,
  txBytes: u64,
  rxErrors: u64,
  txErrors: u64,
  rxDropped: u64,
  txDropped: u64,
  multicast: u64,
}) {}

/** Whether a suite of hardware statistics was asked for, and whether a driver counts for it; 0 or 1 (linux/if_link.h). */
export class HardwareStatsInfo extends attributes('IFLA_OFFLOAD_XSTATS_HW_S_INFO_', { request: [1, u8], used: [2, u8] }) {}

/** IFLA_OFFLOAD_XSTATS_HW_S_INFO: the state of each suite, under the number of its own attribute. */
export class HardwareSuites extends attributes(
  'IFLA_OFFLOAD_XSTATS_',
  { l3Stats: [3, nested(HardwareStatsInfo)] },
  { name: 'IFLA_OFFLOAD_XSTATS_HW_S_INFO' },
) {}

/** IFLA_STATS_LINK_OFFLOAD_XSTATS: of devices that forward by themselves (linux/if_link.h). */
export class OffloadXstats extends attributes('IFLA_OFFLOAD_XSTATS_', {
  cpuHit: [1, LinkStats64], // what the CPU saw
  hwSInfo: [2, nested(HardwareSuites)],
  l3Stats: [3, HardwareStats], // there if it was asked for
}) {}

/** The attributes of an answer or event about statistics (linux/if_link.h). */
export class StatsAttributes extends attributes('IFLA_STATS_', {
  pad: [0, alignment, { uapi: 'IFLA_STATS_UNSPEC' }],
  link64: [1, LinkStats64, { uapi: 'IFLA_STATS_LINK_64' }],
  linkXstats: [2, LinkXstats],
  linkXstatsSlave: [3, LinkXstats],
  linkOffloadXstats: [4, OffloadXstats],
  afSpec: [5, FamilyStats],
}) {}

/** IFLA_STATS_GET_FILTERS: which subgroups of a group are wanted; the kernel knows filters of this group alone. */
export class StatsFilters extends attributes(
  'IFLA_STATS_',
  { linkOffloadXstats: [4, OffloadSubgroups.u32] },
  { name: 'IFLA_STATS_GET_FILTERS' },
) {}

/** The attributes of requests about statistics (linux/if_link.h): their numbers mean other things than those of answers. */
export class StatsRequestAttributes extends attributes(
  'IFLA_STATS_',
  {
    getFilters: [1, nested(StatsFilters)],
    setOffloadXstatsL3Stats: [2, u8], // 1 asks the hardware to count, 0 no longer
  },
  { name: 'IFLA_STATS_GETSET_' },
) {}

/** Statistics of a link: the answer, and the event of hardware statistics (RTNLGRP_STATS). */
export class StatsMessage extends message({ RTM_NEWSTATS: 92 }, IfStats, StatsAttributes) {}
/** Statistics as `encode` takes them. */
export interface StatsMessageInput extends Encodable<typeof StatsMessage> {}

/** What is asked about statistics, and what is set of them. */
export class StatsRequest extends message({ RTM_GETSTATS: 94, RTM_SETSTATS: 95 }, IfStats, StatsRequestAttributes) {}
/** What is asked, as input. */
export interface StatsRequestInput extends Encodable<typeof StatsRequest> {}
