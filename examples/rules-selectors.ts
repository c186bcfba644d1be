// Rules by all that packets can be told apart by. Changes rules: run it in a namespace of its own (unshare -rn).
import { IPRoute, type RuleOptions } from 'rtnl'

const wishes: readonly RuleOptions[] = [
  { from: '192.0.2.0/24', to: '198.51.100.0/24', table: 100 },
  { iif: 'lo', oif: 'eth7', table: 100 },
  { fwmark: '0x10/0xf0', tos: 0x10, table: 100 },
  { ipproto: 'tcp', dport: '8000-8999', uidrange: '1000-1999', table: 100 },
  { not: true, from: '10.0.0.0/8', type: 'prohibit' },
  { table: 'main', suppressPrefixlength: 0 },
  { tunId: 7n, action: 'blackhole' },
  { priority: 1990, goto: 2000 },
  { dscp: 'AF41', table: 100 },
  { family: 'inet6', flowlabel: '0x10/0xf0', table: 100 },
  { ipproto: 'udp', sport: '0x50/0xfff0', table: 100 },
]

await using ip = new IPRoute()
for (const [i, wish] of wishes.entries()) {
  const { family: _, ...words } = wish
  try {
    await ip.rule('add', { priority: 2000 + i, protocol: 'static', ...wish })
  } catch (error) {
    // The last three are of Linux 6.12 to 6.15, and names of DSCP want iproute2's files.
    console.log(
      JSON.stringify(words, (_key, value) => (typeof value === 'bigint' ? String(value) : value)),
      '-',
      (error as Error).message,
    )
  }
}
for (const { priority, action, table } of await ip.getRules({ protocol: 'static' })) {
  console.log(`${priority}:`, action === 'to_tbl' ? `lookup ${table}` : action)
}
console.log('deleted:', await ip.rule('flush', { protocol: 'static' }))
