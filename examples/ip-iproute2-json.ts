// What `ip -j` prints, without ip: routes of all tables that were listed once, and of them those that two commands show. Needs no root.
import { encode, IPRoute } from 'rtnl'
import { iproute2Json } from '../src/iproute2/index.ts'

await using ip = new IPRoute()
const links = Object.fromEntries((await ip.getLinks()).map(({ index, ifname }) => [index, ifname ?? '']))
const datagrams = (await ip.getRoutes()).map((route) => encode({ ...route, header: { type: 'RTM_NEWROUTE', flags: ['multi'] } }))

for (const command of ['ip -j route show', 'ip -j -d route show table local type local']) {
  console.log(command, JSON.stringify(iproute2Json(command.split(' '), datagrams, { links }), undefined, 2))
}
