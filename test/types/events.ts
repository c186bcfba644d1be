/** What the types of events, listings and batches say; compiled with the project, never run. */
import type { BatchResult, Dump, Event, IPRoute, Link, NdOption, NeighbourTable, Nsid, PrefixMessage, Route } from '../../src/index.ts'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const holds = <_ extends true>(): void => undefined

export const events = async (ip: IPRoute): Promise<void> => {
  for await (const event of ip.events('link')) {
    holds<Equal<typeof event.type, 'RTM_NEWLINK' | 'RTM_DELLINK' | 'other' | 'broken' | 'lost'>>()
    if (event.type === 'RTM_NEWLINK') holds<Equal<typeof event.message, Link>>()
    if (event.type === 'lost') holds<Equal<typeof event.reason, 'kernel' | 'queue' | 'truncated' | 'connection'>>()
    // @ts-expect-error a loss has no message
    if (event.type === 'lost') event.message
  }
  for await (const event of ip.events('link', 'route', { signal: AbortSignal.timeout(1) })) {
    if (event.type === 'RTM_DELROUTE') holds<Equal<typeof event.message, Route>>()
    // @ts-expect-error rules were not asked for
    if (event.type === 'RTM_NEWRULE') break
  }
  // A group by its name or number may bring anything.
  for await (const event of ip.events('ipv4-route', 27)) holds<Equal<typeof event, Event>>()
  for await (const event of ip.monitor()) if (event.type === 'resync') holds<Equal<typeof event.phase, 'begin' | 'end'>>()
  ip.registerCallback((event) => holds<Equal<typeof event, Event>>(), ['link', 'RTNLGRP_NEIGH'])
  // @ts-expect-error no such group
  ip.events('ruote')
  // @ts-expect-error no such group
  ip.registerCallback(() => undefined, 'links')
}

export const listings = async (ip: IPRoute): Promise<void> => {
  const links = ip.getLinks()
  holds<Equal<typeof links, Dump<Link>>>()
  const awaited = await links
  holds<Equal<typeof awaited, Link[]>>()
  for await (const link of links) holds<Equal<typeof link, Link>>()
  for await (const some of links.batches()) holds<Equal<typeof some, Link[]>>()
  const first = await ip.getRoutes().first()
  holds<Equal<typeof first, Route | undefined>>()
}

export const batches = async (ip: IPRoute): Promise<void> => {
  const results = await ip.batch((b) => {
    b.route('add', { dst: '10.0.0.0/24', dev: 'eth0' })
    // @ts-expect-error listings are not batched
    b.getRoutes()
  })
  holds<Equal<typeof results, BatchResult[]>>()
  for (const result of results) if (result.status === 'rejected') String(result.reason)
  await ip.batch(function* (b) {
    yield b.linkUp('eth0')
  })
  await ip.batch([{ type: 'RTM_DELLINK', message: { index: 1 } }], { stopAtError: true })
  // @ts-expect-error a number is no source
  await ip.batch(5)
}

export const rarer = async (ip: IPRoute): Promise<void> => {
  for await (const event of ip.events('prefix', 'nduseropt')) {
    holds<Equal<typeof event.type, 'RTM_NEWPREFIX' | 'RTM_NEWNDUSEROPT' | 'other' | 'broken' | 'lost'>>()
    if (event.type === 'RTM_NEWPREFIX') holds<Equal<typeof event.message, PrefixMessage>>()
    if (event.type !== 'RTM_NEWNDUSEROPT') continue
    for (const option of event.message.options) {
      holds<Equal<typeof option, NdOption>>()
      if (option.type === 'rdnss') holds<Equal<typeof option.addresses, readonly string[]>>()
      // @ts-expect-error a server of names has no domains
      if (option.type === 'rdnss') option.domains
    }
  }
  for await (const event of ip.events('mcaddr', 'acaddr')) {
    holds<Equal<typeof event.type, `RTM_${'NEW' | 'DEL'}${'MULTICAST' | 'ANYCAST'}` | 'other' | 'broken' | 'lost'>>()
  }
  for await (const event of ip.events('nsid')) if (event.type === 'RTM_DELNSID') holds<Equal<typeof event.message, Nsid>>()
}

export const small = async (ip: IPRoute): Promise<void> => {
  holds<Equal<Awaited<ReturnType<typeof ip.getNeighbourTables>>, NeighbourTable[]>>()
  const id = await ip.netns('set', { netns: 'blue', nsid: 'auto' })
  holds<Equal<typeof id, number>>()
  const got = await ip.netns('get', 'blue')
  holds<Equal<typeof got, Nsid>>()
  const list = ip.netns('list-id', { targetNsid: 7 })
  holds<Equal<typeof list, Dump<Nsid>>>()
  await ip.ntable('change', { name: 'arp_cache', dev: 'eth0', queue: 33, delayProbe: 4000n })
  const tables = ip.ntable('show', { dev: null })
  holds<Equal<typeof tables, Dump<NeighbourTable>>>()
  // @ts-expect-error the kernel takes no id away
  await ip.netns('delete', { netns: 'blue' })
  // @ts-expect-error an ioctl, no message
  ip.maddr('add', { dev: 'eth0' })
  // @ts-expect-error no such word
  await ip.ntable('change', { name: 'arp_cache', delay: 1 })
}
