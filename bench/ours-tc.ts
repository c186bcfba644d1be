/** Traffic control measured in the process of ours.ts. */
import type { Batch, IPRoute, IPRSocket } from 'rtnl'
import { benchClass, benchFilter, tcDevice, tcSize } from './workload.ts'

type Ip = IPRoute | IPRSocket

/** Makes the whole tree in one batch; answers how many requests the kernel took. */
export const tcInstall = async (ip: Ip): Promise<number> => {
  const [index = 0] = await ip.linkLookup({ ifname: tcDevice })
  const results = await ip.batch(function* (batch: Batch) {
    batch.tc('add', 'htb', index, '1:', { default: 2 })
    batch.tc('add-class', 'htb', index, '1:1', { rate: '1gbit', quantum: 60_000 })
    yield
    for (let i = 0; i < tcSize.classes; i++) {
      const { minor, rate } = benchClass(i)
      batch.tc('add-class', 'htb', index, 0x10000 + minor, { parent: '1:1', rate: `${rate}kbit`, ceil: '1mbit', quantum: 1600 })
      yield
    }
    for (let i = 0; i < tcSize.filters; i++) {
      const { prio, dst, minor } = benchFilter(i)
      batch.tc('add-filter', 'u32', index, { parent: '1:', protocol: 'ip', prio, keys: [`ip dst ${dst}/32`], flowid: 0x10000 + minor })
      yield
    }
  })
  return results.filter(({ status }) => status === 'fulfilled').length
}

/** Lists all classes and filters, decoded; answers how many there are. */
export const tcDump = async (ip: Ip, how: string | undefined): Promise<number> => {
  const [index = 0] = await ip.linkLookup({ ifname: tcDevice })
  const listings = [ip.getClasses(index), ip.getFilters(index, 0, '1:')]
  let seen = 0
  for (const listing of listings) {
    if (how === 'collect') seen += (await listing).length
    else for await (const _ of listing) seen++
  }
  return seen
}
