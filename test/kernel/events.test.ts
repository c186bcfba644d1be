import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Event } from '../../src/iproute/events/types.ts'
import { IPRoute } from '../../src/iproute/iproute.ts'
import { IPRSocket } from '../../src/iproute/iprsocket.ts'
import { ip, ipBatch, LINK, pair, pause } from './iproute-ip.ts'

/** Adds and removes routes, `count` events in all; the event loop stands still until it is done. */
const emit = (count: number): void => {
  const lines: string[] = []
  for (let i = 0; i < count / 2; i++) {
    const route = `10.${(i >> 8) & 255}.${i & 255}.0/24 via 192.0.2.2 dev ${LINK} table 4712`
    lines.push(`route add ${route}`, `route del ${route}`)
  }
  ipBatch(lines)
}

describe('events', () => {
  it('tell what ip does, by word and by group', async (t) => {
    const index = pair(t)
    if (index === undefined) return
    await using kernel = new IPRoute()
    const links = kernel.events('link')
    const rest = kernel.events('ipv4-ifaddr', 'route', 'rule', 'neigh')
    ip('link', 'set', LINK, 'mtu', '1434')
    for await (const event of links) {
      if (event.type !== 'RTM_NEWLINK' || event.message.mtu !== 1434) continue
      assert.deepEqual([event.message.index, event.message.ifname], [index, LINK])
      break
    }
    ip('address', 'add', '198.51.100.1/32', 'dev', LINK)
    ip('-6', 'route', 'add', '2001:db8::/64', 'dev', LINK)
    ip('rule', 'add', 'from', '198.51.100.0/24', 'table', '99', 'priority', '7777')
    ip('rule', 'del', 'priority', '7777')
    ip('neighbour', 'add', '192.0.2.77', 'lladdr', '02:00:00:00:00:77', 'dev', LINK)
    ip('address', 'del', '198.51.100.1/32', 'dev', LINK)
    const wanted = new Set([
      'NEWADDR 198.51.100.1',
      'NEWROUTE 2001:db8::',
      'NEWRULE 7777',
      'DELRULE 7777',
      'NEWNEIGH 192.0.2.77',
      'DELADDR 198.51.100.1',
    ])
    for await (const event of rest) {
      const { type } = event
      if (type === 'RTM_NEWADDR' || type === 'RTM_DELADDR') wanted.delete(`${type.slice(4)} ${event.message.local}`)
      else if (type === 'RTM_NEWROUTE' || type === 'RTM_NEWNEIGH') wanted.delete(`${type.slice(4)} ${event.message.dst}`)
      else if (type === 'RTM_NEWRULE' || type === 'RTM_DELRULE') wanted.delete(`${type.slice(4)} ${event.message.priority}`)
      if (wanted.size === 0) break
    }
  })

  it('call back', async (t) => {
    if (pair(t) === undefined) return
    await using kernel = new IPRoute()
    const event = new Promise<Event>((resolve) => {
      kernel.registerCallback(resolve, (one) => one.type === 'RTM_DELADDR' && one.message.local === '192.0.2.1')
    })
    ip('address', 'del', '192.0.2.1/24', 'dev', LINK)
    assert.equal((await event).type, 'RTM_DELADDR')
  })

  it('are all kept while the program is busy', async (t) => {
    if (pair(t) === undefined) return
    const count = 10_000
    await using kernel = new IPRoute()
    const events = kernel.events('ipv4-route')
    emit(count)
    let seen = 0
    for await (const event of events) {
      assert.notEqual(event.type, 'lost')
      if (event.type !== 'RTM_NEWROUTE' && event.type !== 'RTM_DELROUTE') continue
      if (event.message.table === 4712 && ++seen === count) break
    }
    assert.equal(seen, count)
  })

  it('that were lost are told of at their place, and the stream goes on', async (t) => {
    if (pair(t) === undefined) return
    await using kernel = new IPRoute({ queueLimit: 64 * 1024 })
    const events = kernel.events('ipv4-route')
    emit(10_000)
    let before = 0
    let lost = false
    for await (const event of events) {
      if (event.type === 'lost') {
        assert.equal(event.reason, 'queue')
        if (!lost) ip('route', 'add', '10.200.0.0/24', 'dev', LINK, 'table', '4712')
        lost = true
      } else if (!lost) before++
      if (event.type === 'RTM_NEWROUTE' && event.message.dst === '10.200.0.0') break
    }
    assert.ok(lost && before > 0 && before < 10_000)
  })

  it('come from other namespaces, with their id', async (t) => {
    if (pair(t) === undefined) return
    try {
      ip('netns', 'add', 'rtnl-events')
      t.after(() => ip('netns', 'delete', 'rtnl-events'))
      ip('netns', 'set', 'rtnl-events', '77')
    } catch (error) {
      t.skip(`no namespace can be made here: ${String(error)}`)
      return
    }
    await using kernel = new IPRoute({ listenAllNsid: true })
    const events = kernel.events('link')
    ip('-n', 'rtnl-events', 'link', 'set', 'lo', 'up')
    for await (const event of events) {
      if (event.type !== 'RTM_NEWLINK' || event.nsid === undefined) continue
      assert.deepEqual([event.nsid, event.message.ifname], [77, 'lo'])
      break
    }
  })
})

describe('a monitor', () => {
  it('begins with what there is, and after a loss comes back to it', async (t) => {
    const index = pair(t)
    if (index === undefined) return
    await using kernel = new IPRoute({ queueLimit: 64 * 1024 })
    const seen: string[] = []
    const monitor = kernel.monitor({ initial: true, resync: true })
    emit(10_000)
    const state = new Map<number, string>()
    for await (const event of monitor) {
      if (event.type === 'resync') {
        seen.push(event.phase)
        if (event.phase === 'begin') state.clear()
        else if (seen.length >= 5) break
      } else if (event.type === 'lost') seen.push(event.type)
      else if (event.type === 'RTM_NEWLINK') state.set(event.message.index, event.message.ifname ?? '')
    }
    assert.deepEqual(seen.slice(0, 5), ['begin', 'end', 'lost', 'begin', 'end'])
    assert.equal(state.get(index), LINK)
    assert.equal(state.get(1), 'lo')
  })
})

describe('a threadless socket', () => {
  it('binds to the groups of the reference and hands out what comes', async (t) => {
    const index = pair(t)
    if (index === undefined) return
    await using socket = new IPRSocket()
    socket.bind()
    ip('link', 'set', LINK, 'mtu', '1435')
    ip('address', 'add', '2001:db8::5/64', 'dev', LINK)
    const wanted = new Set<unknown>(['RTM_NEWLINK', 'RTM_NEWADDR', 'RTM_NEWROUTE'])
    for await (const { header } of socket) {
      wanted.delete(header.type)
      if (wanted.size === 0) break
    }
  })

  it('sends a raw request and hands out its answers', async () => {
    await using socket = new IPRSocket()
    const seq = socket.put({ header: { type: 'RTM_GETLINK', flags: ['request', 'dump'] }, family: 'unspec' })
    const types: unknown[] = []
    while (!types.includes('NLMSG_DONE')) {
      for (const { header } of await socket.get()) {
        assert.equal(header.seq, seq)
        types.push(header.type)
      }
    }
    assert.equal(types.filter((type) => type === 'RTM_NEWLINK').length, JSON.parse(ip('-j', 'link')).length)
  })

  it('says that it was too slow', async (t) => {
    if (pair(t) === undefined) return
    await using socket = new IPRSocket({ receiveBuffer: 4096, forceBuffers: false })
    socket.bind({ groups: 'ipv4-route' })
    emit(2000)
    await assert.rejects(
      async () => {
        for (;;) await socket.get({ signal: AbortSignal.timeout(5000) })
      },
      { code: 'ENOBUFS' },
    )
    await pause(10)
    emit(2)
    assert.ok((await socket.get()).length > 0)
  })
})
