import assert from 'node:assert/strict'
import { it } from 'node:test'
import { getAttr, rtnetlink } from '../../../src/schema/index.ts'
import { datagramMessages, vectors } from '../../vectors/read.ts'

const messages = (area: 'link-kinds' | 'route', id: string, type: number) =>
  vectors(area)
    .filter((vector) => vector.id.startsWith(id))
    .flatMap((vector) => vector.exchange.filter((one) => one.dir === 'out').flatMap((one) => datagramMessages(one.hex)))
    .filter((raw) => raw.type === type)
    .flatMap((raw) => rtnetlink.decode(raw.bytes, { littleEndian: true }))

it('reads a message and the nests in it', () => {
  const [link] = messages('link-kinds', 'link-kinds/vlan/', 16).filter(
    (message) => rtnetlink.is(message, 'RTM_NEWLINK') && message.ifname !== undefined,
  )
  assert.ok(link && rtnetlink.is(link, 'RTM_NEWLINK'))
  assert.equal(getAttr(link, 'IFLA_IFNAME'), link.ifname)
  assert.equal(typeof getAttr(link, 'IFLA_IFNAME'), 'string')
  assert.equal(getAttr(link, 'ifi_family'), 'unspec')
  const info = getAttr(link, 'IFLA_LINKINFO')
  assert.ok(info?.kind === 'vlan' && info.data)
  assert.equal(getAttr(info, 'IFLA_INFO_KIND'), 'vlan')
  assert.equal(typeof getAttr(info.data, 'IFLA_VLAN_ID'), 'number')
})

it('does not take one attribute for another whose name ends alike', () => {
  const [route] = messages('route', 'route/v4/', 24)
  assert.ok(route && rtnetlink.is(route, 'RTM_NEWROUTE'))
  assert.equal(route.type, 'unicast')
  // RTA_ENCAP_TYPE is absent; the header's type is another thing.
  assert.equal(getAttr(route, 'RTA_ENCAP_TYPE'), undefined)
  assert.equal(getAttr(route, 'rtm_type'), 'unicast')
})

it('refuses names that no table has', () => {
  assert.throws(() => getAttr({ ifname: 'v0' }, 'IFLA_IFNAM' as never), /^TypeError: 'IFLA_IFNAM' is not the name of an attribute$/)
})
