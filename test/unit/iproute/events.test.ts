import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EVERYTHING, groupsOf, USUAL } from '../../../src/iproute/events/groups.ts'
import type { Event } from '../../../src/iproute/events/types.ts'
import { IPRoute } from '../../../src/iproute/iproute.ts'
import { IPRSocket } from '../../../src/iproute/iprsocket.ts'
import { RTNLGRP } from '../../../src/schema/enums.ts'
import { address, answer, done, FakeKernel, joined, message, turn } from './fake-transport.ts'

const setup = () => {
  const kernel = new FakeKernel()
  return { kernel, ip: new IPRoute({ connect: kernel.connect }), socket: new IPRSocket({ connect: kernel.connect }) }
}
/** Above all types that there are: what a newer kernel may say. */
const NEWER = 124
const RTM_GETMULTICAST = 58
const EOPNOTSUPP = 95
const RTM_NEWADDR = 20

/** RTNLGRP_* of linux/rtnetlink.h. */
const LINK = 1
const IPV4_IFADDR = 5
const IPV6_IFADDR = 9

describe('groups of events', () => {
  it('are words, names of the kernel in any form, or numbers', () => {
    assert.deepEqual(groupsOf(['link', 'RTNLGRP_LINK', 1]), [LINK])
    assert.deepEqual(groupsOf(['addr', 'ipv6-ifaddr', 'ipv4_ifaddr', 'address']), [IPV4_IFADDR, IPV6_IFADDR])
    assert.deepEqual(groupsOf([4711]), [4711])
    assert.throws(() => groupsOf(['ruote' as 'route']), /TypeError: 'ruote' is nothing to listen to; did you mean 'route'/)
    assert.deepEqual(groupsOf(['nduseropt', 'prefix', 'mcaddr', 'acaddress', 'vlan', 'tunnel', 'stats']), [20, 18, 37, 38, 39, 33, 35, 36])
    assert.throws(() => groupsOf(['none']), TypeError)
    assert.throws(() => groupsOf([0]), RangeError)
  })

  it('have a word for each but `notify`, which nobody speaks in', () => {
    const words = [
      'link',
      'ifinfo',
      'addr',
      'mcaddr',
      'acaddr',
      'route',
      'mroute',
      'cachereport',
      'nexthop',
      'rule',
      'neigh',
      'mdb',
      'vlan',
    ] as const
    const more = ['tunnel', 'tc', 'netconf', 'prefix', 'nduseropt', 'nsid', 'stats', 'dcb', 'mctp', 'phonet'] as const
    const spoken = groupsOf([...words, ...more])
    assert.deepEqual(
      Object.entries(RTNLGRP).flatMap(([name, group]) => (spoken.includes(group) ? [] : [name])),
      ['NONE', 'NOTIFY'],
    )
  })

  it('that need a privilege are not among all', () => {
    assert.ok(!EVERYTHING.includes(30) && !EVERYTHING.includes(31) && !EVERYTHING.includes(0) && EVERYTHING.includes(32))
  })
})

describe('a stream of events', () => {
  it('joins its groups at once and keeps what comes before it is read', async () => {
    const { kernel, ip } = setup()
    const events = ip.events('addr')
    assert.deepEqual([...kernel.last.groups], [IPV4_IFADDR, IPV6_IFADDR])
    assert.equal(kernel.last.referenced, true)
    kernel.last.deliver({ bytes: joined(address(0, 1), address(0, 2)), nsid: 3 })
    kernel.last.deliver(address(0, 4))
    const got: unknown[] = []
    for await (const event of events) {
      assert.equal(event.type, 'RTM_NEWADDR')
      if (event.type !== 'RTM_NEWADDR') continue
      got.push([event.message.index, event.message.local, event.nsid])
      if (got.length === 3) break
    }
    assert.deepEqual(got, [
      [1, '192.0.2.1', 3],
      [2, '192.0.2.2', 3],
      [4, '192.0.2.4', undefined],
    ])
    assert.equal(kernel.last.closed, true)
    assert.equal((await events.next()).done, true)
  })

  it('listens to what decodes where nothing is said', () => {
    const { kernel, ip } = setup()
    ip.events()
    assert.deepEqual([...kernel.last.groups], USUAL)
  })

  it('tells of losses at their place, of unknown types, and of what cannot be decoded', async () => {
    const { kernel, ip } = setup()
    const events = ip.events('addr', 'prefix')
    kernel.last.deliver(address(0, 1))
    kernel.last.lose('queue')
    kernel.last.deliver(message(NEWER, 0, 0, new Uint8Array([1, 2])))
    kernel.last.deliver(joined(message(RTM_NEWADDR, 0, 0, new Uint8Array([2, 24])), address(0, 2)))
    kernel.last.deliver(address(0, 3).subarray(0, 25))
    kernel.last.deliver(address(0, 4))
    const got: Event[] = []
    for await (const event of events) if (got.push(event) === 7) break
    assert.deepEqual(
      got.map(({ type }) => type),
      ['RTM_NEWADDR', 'lost', 'other', 'broken', 'RTM_NEWADDR', 'broken', 'RTM_NEWADDR'],
    )
    const [, lost, other, broken] = got
    assert.deepEqual(lost, { type: 'lost', reason: 'queue' })
    assert.deepEqual(other, { type: 'other', name: NEWER, payload: new Uint8Array([1, 2]) })
    assert.ok(broken?.type === 'broken' && broken.error.name === 'DecodeError' && broken.bytes.length === 18)
  })

  it('pauses its transport while its reader is behind', async () => {
    const { kernel, ip } = setup()
    const events = ip.events('addr')
    const datagram = joined(...Array.from({ length: 3000 }, () => address(0, 1)))
    while (!kernel.last.paused) kernel.last.deliver(datagram)
    for (let i = 0; kernel.last.paused; i++) {
      assert.ok(i < 3000 * 20)
      await events.next()
    }
    events.close()
  })

  it('ends with its owner, by close, by a signal, and with its transport', async () => {
    const { kernel, ip } = setup()
    const controller = new AbortController()
    const [one, two, three, four] = [
      ip.events('link'),
      ip.events('link'),
      ip.events('link', { signal: controller.signal }),
      ip.events('link'),
    ]
    const loops = [one, two, three, four].map(async (events) => {
      for await (const _ of events);
    })
    await turn()
    kernel.last.break(new Error('gone'))
    controller.abort(new Error('enough'))
    one?.close()
    await ip.release()
    const [first, second, third, fourth] = await Promise.allSettled(loops)
    assert.deepEqual([first?.status, second?.status], ['fulfilled', 'fulfilled'])
    assert.match(String((third as PromiseRejectedResult).reason), /enough/)
    assert.match(String((fourth as PromiseRejectedResult).reason), /gone/)
    assert.ok(kernel.opened.every(({ closed }) => closed))
    assert.throws(
      () => new IPRoute({ connect: kernel.connect }).events('link', { signal: AbortSignal.abort(new Error('before')) }),
      /before/,
    )
  })
})

describe('callbacks', () => {
  it('get the events of their groups, or those for which a function holds', async () => {
    const { kernel, ip } = setup()
    const seen: [string, number][] = []
    const note = (name: string) => (event: Event) => {
      if (event.type === 'RTM_NEWADDR') seen.push([name, event.message.index])
    }
    const all = note('all')
    ip.registerCallback(all)
    ip.registerCallback(note('odd'), (event) => event.type === 'RTM_NEWADDR' && event.message.index % 2 === 1)
    assert.equal(kernel.opened.length, 1, 'one socket for the same groups')
    ip.registerCallback(note('addr'), ['addr'])
    assert.equal(kernel.opened.length, 2)
    const [usual, narrow] = kernel.opened
    usual?.deliver(joined(address(0, 1), address(0, 2)))
    narrow?.deliver(address(0, 1))
    for (let i = 0; i < 3; i++) await turn()
    assert.deepEqual(seen.sort(), [
      ['addr', 1],
      ['all', 1],
      ['all', 2],
      ['odd', 1],
    ])
    assert.equal(ip.unregisterCallback(all), true)
    assert.equal(ip.unregisterCallback(all), false)
    assert.equal(usual?.closed, false)
    await ip.release()
    assert.ok(usual?.closed && narrow?.closed)
  })

  it('end their socket when the last of them goes', () => {
    const { kernel, ip } = setup()
    const callback = () => undefined
    ip.registerCallback(callback, 'link')
    ip.unregisterCallback(callback)
    assert.equal(kernel.last.closed, true)
  })
})

describe('a monitor', () => {
  /** Answers every listing, that of addresses with one. */
  const serve = async (kernel: FakeKernel, listings: number): Promise<void> => {
    const served = new Set<number>()
    for (let i = 0; served.size < listings && i < 100; i++) {
      await turn()
      for (const transport of kernel.opened) {
        for (const { type, seq, bytes } of transport.sent) {
          const key = kernel.opened.indexOf(transport) * 1000 + seq
          if (served.has(key) || bytes.length < 17) continue
          served.add(key)
          transport.deliver(...(type === 22 ? [address(seq, 5)] : []), done(seq))
        }
      }
    }
    assert.equal(served.size, listings)
  }

  it('begins with the present state, and comes back to it after a loss', async () => {
    const { kernel, ip } = setup()
    const monitor = ip.monitor({ initial: true, resync: true, events: ['addr'] })
    const events = kernel.last
    events.deliver(address(0, 1))
    const got: string[] = []
    const loop = (async () => {
      for await (const event of monitor) {
        got.push(event.type === 'RTM_NEWADDR' ? `${event.type} ${event.message.index}` : event.type === 'resync' ? event.phase : event.type)
        if (got.length === 9) break
      }
    })()
    await serve(kernel, 5)
    await turn()
    events.lose('kernel')
    events.deliver(address(0, 2))
    await serve(kernel, 10)
    await loop
    const state = ['begin', 'RTM_NEWADDR 5', 'end']
    assert.deepEqual(got, [...state, 'RTM_NEWADDR 1', 'lost', ...state, 'RTM_NEWADDR 2'])
  })

  it('begins with what else is watched and can be listed, if the kernel can', async () => {
    const { kernel, ip } = setup()
    const monitor = ip.monitor({ initial: true, events: ['nsid', 'mcaddr'] })
    const got: string[] = []
    const loop = (async () => {
      for await (const event of monitor) {
        got.push(event.type === 'RTM_NEWMULTICAST' ? `${event.type} ${event.message.index}` : event.type)
        if (event.type === 'resync' && event.phase === 'end') break
      }
    })()
    const asked: number[] = []
    const served = new Set<string>()
    for (let i = 0; i < 100 && asked.length < 8; i++) {
      await turn()
      for (const [place, transport] of kernel.opened.entries()) {
        for (const { type, seq, bytes } of transport.sent) {
          const key = `${place} ${seq}`
          if (served.has(key) || type < 16) continue
          served.add(key)
          asked.push(type)
          // RTM_GETMULTICAST: an older kernel knows none of IPv4.
          if (type === RTM_GETMULTICAST && bytes[16] === 2) transport.deliver(answer(seq, -EOPNOTSUPP))
          else transport.deliver(...(type === RTM_GETMULTICAST ? [address(seq, 5)] : []), done(seq))
        }
      }
    }
    await loop
    // Links, addresses, routes, rules, neighbours; multicast addresses of both families; ids of namespaces.
    assert.deepEqual(asked, [18, 22, 26, 34, 30, RTM_GETMULTICAST, RTM_GETMULTICAST, 90])
    assert.deepEqual(got, ['resync', 'RTM_NEWMULTICAST 5', 'resync'])
  })

  it('listens to everything that this kernel knows', () => {
    const { kernel, ip } = setup()
    ip.monitor()
    assert.deepEqual([...kernel.last.groups], EVERYTHING)
  })
})
