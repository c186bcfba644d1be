// Events as lines: the messages are what a kernel wrote.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { jsonText } from '../../../src/cli/json.ts'
import { plain } from '../../../src/cli/style.ts'
import { Lines } from '../../../src/cli/watch/lines.ts'
import type { MonitorEvent } from '../../../src/iproute/events/monitor.ts'
import type { Link } from '../../../src/iproute/link/types.ts'
import { rtnetlink } from '../../../src/schema/index.ts'
import { AREAS, type Area, vectors } from '../../vectors/read.ts'

const le = { littleEndian: true }
/** What the kernel showed after a recorded command, as events. */
const eventsOf = (area: Area, command: string, type: string): MonitorEvent[] => {
  const vector = vectors(area).find(({ argv }) => argv.join(' ') === command)
  assert.ok(vector, command)
  return [...vector.exchange, ...(vector.show?.exchange ?? [])]
    .filter(({ dir, protocol }) => dir === 'in' && protocol === undefined)
    .flatMap(({ hex }) => rtnetlink.decode(Buffer.from(hex, 'hex'), le))
    .filter(({ header }) => header.type === type)
    .map(({ header, ...message }) => ({ type: header.type, message }) as unknown as MonitorEvent)
}
const linksOf = (area: Area, command: string): Link[] => {
  const vector = vectors(area).find(({ argv }) => argv.join(' ') === command)
  return Object.entries(vector?.links[''] ?? {}).map(([index, ifname]) => ({ index: Number(index), ifname, flags: [] }) as unknown as Link)
}
const linesOf = (area: Area, command: string, type: string): string[] => {
  const lines = new Lines(plain, linksOf(area, command))
  return eventsOf(area, command, type).map((event) => lines.line(event))
}

describe('monitor', () => {
  it('an address', () => {
    const command = 'ip addr add 192.0.2.1/24 label d0:one dev d0'
    assert.ok(linesOf('addr', command, 'RTM_NEWADDR').includes('+ addr     192.0.2.1/24 dev d0 scope universe'))
  })

  it('a route, with several hops too', () => {
    const command = 'ip route add 10.1.0.0/16 nexthop via 192.0.2.253 dev d0 weight 10 nexthop dev d1 weight 20'
    const found = linesOf('route', command, 'RTM_NEWROUTE').find((line) => line.includes('10.1.0.0/16'))
    assert.equal(found, '+ route    10.1.0.0/16 via 192.0.2.253 dev d0 | dev d1 table main proto boot')
  })

  it('a neighbour, a rule, a queueing discipline', () => {
    const neighbours = linesOf('neigh', 'ip neigh add 192.0.2.9 lladdr 02:00:00:00:00:99 nud permanent dev d0', 'RTM_NEWNEIGH')
    assert.ok(neighbours.includes('+ neigh    192.0.2.9 dev d0 lladdr 02:00:00:00:00:99 permanent'), neighbours.join('\n'))
    const rules = linesOf('rule', 'ip rule add fwmark 0x10/0xf0 table 100', 'RTM_NEWRULE')
    assert.ok(
      rules.some((line) => /^\+ rule {5}\d+: from all .*table 100.*fwmark 16 fwmask 240/.test(line)),
      rules.join('\n'),
    )
    const qdiscs = linesOf('tc-qdisc', 'tc qdisc add dev d0 root handle 1: prio', 'RTM_NEWQDISC')
    assert.ok(
      qdiscs.some((line) => line.startsWith('+ qdisc    prio 1: dev d0 parent root bands 3')),
      qdiscs.join('\n'),
    )
  })

  it('of a link that is known: what is otherwise', () => {
    const command = 'ip link set d0 mtu 9000 txqueuelen 42'
    const now = eventsOf('link-kinds', command, 'RTM_NEWLINK').findLast(
      ({ type, ...rest }) => type === 'RTM_NEWLINK' && 'message' in rest && (rest.message as Link).ifname === 'd0',
    )
    assert.ok(now?.type === 'RTM_NEWLINK')
    const lines = new Lines(plain)
    assert.match(lines.line(now), /^\+ link {5}d0 dummy index 2 operstate \w+ mtu 9000 address/)
    assert.equal(lines.line(now), '~ link     d0 told again')
    const flags = now.message.flags.includes('up') ? now.message.flags.filter((one) => one !== 'up') : [...now.message.flags, 'up' as const]
    const other = { ...now, message: { ...now.message, mtu: 1500, flags } } as MonitorEvent
    assert.match(lines.line(other), /^~ link {5}d0 mtu 9000 -> 1500 [+-]up$/)
    assert.match(lines.line({ ...now, type: 'RTM_DELLINK' }), /^- link {5}d0 dummy/)
    // It has gone: the next of that number is another.
    assert.match(lines.line(now), /^\+ link/)
  })

  it('lost events, and the present state', () => {
    const lines = new Lines(plain)
    assert.equal(lines.line({ type: 'lost', reason: 'kernel' }), "! lost     events were lost here: the kernel's queue was full")
    assert.equal(lines.line({ type: 'resync', phase: 'begin' }), '= state    the present state follows')
  })

  it('every message that a kernel sent is one line, and one line of JSON', () => {
    let count = 0
    for (const area of AREAS) {
      for (const { exchange, show } of vectors(area).slice(0, 60)) {
        const lines = new Lines(plain)
        for (const { dir, hex, protocol } of [...exchange, ...(show?.exchange ?? [])]) {
          if (dir !== 'in' || protocol !== undefined) continue
          for (const { header, ...message } of rtnetlink.decode(Buffer.from(hex, 'hex'), le)) {
            if (!/^RTM_NEW/.test(String(header.type))) continue
            const event = { type: header.type, message } as unknown as MonitorEvent
            const line = lines.line(event)
            assert.match(line, /^[+~] \w+ +\S/)
            assert.doesNotMatch(line, /\n|\[object|undefined/)
            assert.equal((JSON.parse(jsonText(event)) as { type: string }).type, header.type)
            count++
          }
        }
      }
    }
    assert.ok(count > 500, String(count))
  })
})
