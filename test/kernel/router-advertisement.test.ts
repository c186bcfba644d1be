// What a router says, heard by the kernel and told to us. Node.js opens no raw socket: the advertisement leaves as a UDP
// datagram whose source port is type and code of the ICMPv6 header, and tc turns its next header into ICMPv6 at the other end.
import assert from 'node:assert/strict'
import { createSocket, type Socket } from 'node:dgram'
import { test } from 'node:test'
import { IPRoute } from '../../src/index.ts'
import { lab, only } from './reference-lab.ts'

const [NEAR, FAR] = ['rtnlra0', 'rtnlra1']
const ROUTER = 'fe80::1'
/** Type 134, code 0. */
const ADVERTISEMENT = 134 << 8
const IPPROTO_ICMPV6 = 58

/** Behind the first eight bytes: reachable time and retransmission timer, then the options (RFC 4861, 8106, 8781, 8910). */
const REST = `0000000000000000
  03 04 40 c0 00000e10 00000708 00000000 20010db8000500000000000000000000
  19 03 0000 00000e10 20010db8000000000000000000000053
  1f 04 0000 00000708 076578616d706c65036f726700 036c616e00 000000000000
  25 03 68747470733a2f2f782e6578616d706c652f00000000
  26 02 0708 0064ff9b0000000000000000`

const advertise = async (socket: Socket): Promise<void> => {
  const bytes = Buffer.from(REST.replace(/\s/g, ''), 'hex')
  await new Promise<void>((resolve) => socket.bind(ADVERTISEMENT, `${ROUTER}%${NEAR}`, resolve))
  socket.setMulticastTTL(255)
  socket.setMulticastInterface(`${ROUTER}%${NEAR}`)
  await new Promise<void>((resolve, reject) => {
    socket.send(bytes, 9, `ff02::1%${NEAR}`, (error) => (error ? reject(error) : resolve()))
  })
}

test('prefixes and options for user space are told of', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { name, ip, show } = here
  await using home = new IPRoute()
  await home.link('add', { ifname: NEAR, kind: 'veth', peer: { ifname: FAR } })
  t.after(async () => {
    await using again = new IPRoute()
    await again.link('absent', NEAR)
  })
  await home.link('set', { dev: FAR, netns: name })
  await home.addr('add', { dev: NEAR, address: `${ROUTER}/64`, flags: ['nodad'] })
  const [index = 0] = await ip.linkLookup({ ifname: FAR })
  try {
    await ip.tc('add', 'clsact', index)
    await ip.tc('add-filter', 'matchall', index, {
      ...{ parent: 'ingress', protocol: 'ipv6' },
      actions: [{ kind: 'pedit', keys: [`ip6 nexthdr set ${IPPROTO_ICMPV6}`] }],
    })
  } catch (error) {
    const { code } = error as { code?: string }
    if (code !== 'ENOENT' && code !== 'EOPNOTSUPP') throw error
    return t.skip('this kernel edits no packets')
  }
  await Promise.all([home.linkUp(NEAR), ip.linkUp(FAR)])
  const events = ip.events('prefix', 'nduseropt', { signal: AbortSignal.timeout(30_000) })
  const socket = createSocket('udp6')
  try {
    await advertise(socket)
    const said = new Map<string | number, unknown>()
    for await (const event of events) {
      if (event.type === 'RTM_NEWPREFIX') {
        const { address, len, flags, cacheinfo } = event.message
        assert.deepEqual([event.message.index, `${address}/${len}`, flags], [index, '2001:db8:5::/64', ['onlink', 'autoconf']])
        assert.deepEqual(cacheinfo, { preferredTime: 1800, validTime: 3600 })
        said.set('prefix', address)
      } else if (event.type === 'RTM_NEWNDUSEROPT') {
        assert.deepEqual([event.message.index, event.message.icmpType, event.message.srcaddr], [index, 134, ROUTER])
        for (const option of event.message.options) said.set(option.type, option)
      } else assert.fail(event.type)
      if (said.has('pref64') || (said.has('prefix') && said.has('dnssl') && said.size > 4)) break
    }
    assert.deepEqual(said.get('rdnss'), { type: 'rdnss', lifetime: 3600, addresses: ['2001:db8::53'] })
    assert.deepEqual(said.get('dnssl'), { type: 'dnssl', lifetime: 1800, domains: ['example.org', 'lan'] })
  } finally {
    socket.close()
  }
  // The kernel made an address of the prefix: what it told is what happened.
  const infos = show('-6', 'addr', 'show', 'dev', FAR).flatMap((link) => link['addr_info'] as { readonly local?: string }[])
  only(infos.filter(({ local }) => local?.startsWith('2001:db8:5:')))
})
