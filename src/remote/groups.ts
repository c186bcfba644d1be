import { align, messageEnd, NLMSG_HDRLEN, viewOf } from '../netlink/message.ts'
import { RTM, RTNLGRP } from '../schema/enums.ts'
import type { Datagram, OverrunReason, Transport, TransportHandler } from '../socket/transport.ts'
import type { Client } from './client-of-hub.ts'
import { errorCode } from './errors.ts'
import { header } from './wire.ts'

type Families = Readonly<Record<number, number>>
const G = RTNLGRP
const [INET, BRIDGE, INET6, MPLS, IPMR, IP6MR] = [2, 7, 10, 28, 128, 129] as const

/** The group of an event, by the new-message of its four types (net/core/rtnetlink.c) and, where it matters, its family. */
const GROUPS: Readonly<Record<number, number | Families>> = {
  [RTM.NEWLINK]: { 0: G.LINK, [INET6]: G.IPV6_IFINFO, [BRIDGE]: G.LINK },
  [RTM.NEWADDR]: { [INET]: G.IPV4_IFADDR, [INET6]: G.IPV6_IFADDR },
  [RTM.NEWROUTE]: { [INET]: G.IPV4_ROUTE, [INET6]: G.IPV6_ROUTE, [MPLS]: G.MPLS_ROUTE, [IPMR]: G.IPV4_MROUTE, [IP6MR]: G.IPV6_MROUTE },
  [RTM.NEWNEIGH]: G.NEIGH,
  [RTM.NEWRULE]: { [INET]: G.IPV4_RULE, [INET6]: G.IPV6_RULE, [IPMR]: G.IPV4_RULE, [IP6MR]: G.IPV6_RULE },
  [RTM.NEWQDISC]: G.TC,
  [RTM.NEWTCLASS]: G.TC,
  [RTM.NEWTFILTER]: G.TC,
  [RTM.NEWCHAIN]: G.TC,
  [RTM.NEWACTION]: G.TC,
  [RTM.NEWPREFIX]: G.IPV6_PREFIX,
  [RTM.NEWMULTICAST]: { [INET]: G.IPV4_MCADDR, [INET6]: G.IPV6_MCADDR },
  [RTM.NEWANYCAST]: G.IPV6_ACADDR,
  [RTM.NEWNDUSEROPT]: G.ND_USEROPT,
  [RTM.NEWNETCONF]: { [INET]: G.IPV4_NETCONF, [INET6]: G.IPV6_NETCONF, [MPLS]: G.MPLS_NETCONF },
  [RTM.NEWMDB]: G.MDB,
  [RTM.NEWNSID]: G.NSID,
  [RTM.NEWCACHEREPORT]: { [IPMR]: G.IPV4_MROUTE_R, [IP6MR]: G.IPV6_MROUTE_R },
  [RTM.NEWNEXTHOP]: G.NEXTHOP,
  [RTM.NEWNEXTHOPBUCKET]: G.NEXTHOP,
  [RTM.NEWVLAN]: G.BRVLAN,
  [RTM.NEWTUNNEL]: G.TUNNEL,
  [RTM.NEWSTATS]: G.STATS,
  [RTM.GETDCB & ~3]: G.DCB,
}

/** The group that an event was sent to; undefined where its type and family do not tell. */
export function groupOf(view: DataView, at: number, stop: number): number | undefined {
  const found = GROUPS[header.type(view, at) & ~3]
  if (typeof found !== 'object') return found
  return stop - at > NLMSG_HDRLEN ? (found[view.getUint8(at + NLMSG_HDRLEN)] ?? found[0]) : undefined
}

/**
 * Events for many clients. One socket joins each group once, so that the order of events of different groups stays what
 * it is; which of them a client gets is known by their types.
 */
export class Groups implements TransportHandler {
  readonly #open: () => Transport
  #transport: Transport | undefined
  readonly #clients = new Map<Client, Set<number>>()
  readonly #joined = new Map<number, number>()

  constructor(open: () => Transport) {
    this.#open = open
  }

  /** The groups that are joined now. */
  get joined(): readonly number[] {
    return [...this.#joined.keys()]
  }

  /** Throws where the kernel refuses. */
  join(client: Client, group: number): void {
    const wanted = this.#clients.get(client) ?? new Set<number>()
    if (wanted.has(group)) return
    const count = this.#joined.get(group) ?? 0
    if (count === 0) {
      const transport = this.#transport ?? this.#open()
      if (this.#transport === undefined) transport.start(this)
      this.#transport = transport
      try {
        transport.join(group, (error) => this.#denied(group, error))
      } catch (error) {
        if (this.#joined.size === 0) void this.close()
        throw error
      }
    }
    this.#joined.set(group, count + 1)
    wanted.add(group)
    this.#clients.set(client, wanted)
  }

  leave(client: Client, group: number): void {
    const wanted = this.#clients.get(client)
    if (!wanted?.delete(group)) return
    if (wanted.size === 0) this.#clients.delete(client)
    const count = (this.#joined.get(group) ?? 1) - 1
    if (count > 0) {
      this.#joined.set(group, count)
      return
    }
    this.#joined.delete(group)
    if (this.#joined.size === 0) void this.close()
    else this.#transport?.leave(group)
  }

  drop(client: Client): void {
    for (const group of [...(this.#clients.get(client) ?? [])]) this.leave(client, group)
  }

  receive(datagrams: readonly Datagram[]): void {
    for (const { bytes } of datagrams) this.#pass(bytes)
  }

  overrun(_reason: OverrunReason): void {
    for (const client of this.#clients.keys()) client.lost()
  }

  fail(error: Error): void {
    const clients = [...this.#clients.keys()]
    void this.close()
    for (const client of clients) client.end(errorCode(error), error.message)
  }

  async close(): Promise<void> {
    const transport = this.#transport
    this.#transport = undefined
    this.#clients.clear()
    this.#joined.clear()
    await transport?.close()
  }

  /** The other side does not let this one listen. */
  #denied(group: number, error: Error): void {
    for (const [client, wanted] of [...this.#clients]) {
      if (!wanted.has(group)) continue
      client.denied(group, error)
      this.leave(client, group)
    }
  }

  #pass(bytes: Uint8Array): void {
    const view = viewOf(bytes)
    let at = 0
    for (let stop = messageEnd(view, 0, bytes.length); stop >= 0; stop = messageEnd(view, at, bytes.length)) {
      const group = groupOf(view, at, stop)
      for (const [client, wanted] of this.#clients) {
        // What no table places goes to whoever listens: better too much than lost.
        if (group === undefined || wanted.has(group)) client.deliver(bytes.slice(at, stop))
      }
      at = align(stop)
    }
  }
}
