// Reads and writes messages without a kernel: pure functions that run in any JavaScript runtime.
import { decode, describe, encode, getAttr } from 'rtnl'

// What `ip link add link eth0 name x0 type vlan id 7` sends, but for index and name.
const bytes = encode({
  header: { type: 'RTM_NEWLINK', flags: ['request', 'ack', 'create', 'excl'], seq: 1 },
  ifname: 'x0',
  link: 2,
  linkinfo: { kind: 'vlan', data: { id: 7 } },
})
console.log(describe(bytes))
for (const message of decode(bytes)) console.log(message.header.type, getAttr(message, 'IFLA_IFNAME'), JSON.stringify(message))
// A message that ends too early is shown as far as it goes.
console.log(describe(bytes.subarray(0, 45)))
