// What `bridge -j` printed of the kernel's answers, whole, against the same made of what we read from the same answers.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf } from '../../src/iproute/mdb/mdb.ts'
import { vlansOf } from '../../src/iproute/vlan/vlan.ts'
import { BridgeVlanFlags, MulticastRouter, rtnetlink } from '../../src/schema/index.ts'
import { type Vector, vectors } from './read.ts'

type Plain = Record<string, unknown>
type Message = ReturnType<typeof rtnetlink.decode>[number]

const answers = ({ show }: Vector): Message[] =>
  (show?.exchange ?? [])
    .filter(({ dir, protocol }) => dir === 'in' && protocol === undefined)
    .flatMap(({ hex }) => rtnetlink.decode(new Uint8Array(Buffer.from(hex, 'hex'))))

const namer =
  ({ links }: Vector) =>
  (index: number): string =>
    links['']?.[String(index)] ?? String(index)

/** `vlan` and `vlanEnd`, as bridge says a range. */
const range = (word: string, first: number, last = first): Plain => ({ [word]: first, ...(last === first ? {} : { [`${word}End`]: last }) })

/** bridge prints the flags only where there are any. */
const flags = (words: Parameters<typeof BridgeVlanFlags.bits>[0] = []): Plain => {
  const bits = BridgeVlanFlags.bits(words)
  const said = [...((bits & 2) !== 0 ? ['PVID'] : []), ...((bits & 4) !== 0 ? ['Egress Untagged'] : [])]
  return said.length === 0 ? {} : { flags: said }
}

const snake = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** `bridge -d vlan show`: iproute2 6.1 does not print the newer options. */
const details = (vector: Vector): Plain[] =>
  answers(vector).flatMap((message) => {
    if (!rtnetlink.is(message, 'RTM_NEWVLAN') || message.entry === undefined) return []
    const entries = vlansOf(message).map(({ vid, range: last, flags: words, state, mcastRouter }) => ({
      ...{ ...range('vlan', vid, last), ...flags(words), state },
      ...(mcastRouter === undefined ? {} : { mcast_router: MulticastRouter.number(mcastRouter) }),
    }))
    return [{ ifname: namer(vector)(message.index), vlans: entries }]
  })

/** `bridge vlan global show dev b0 vid 10`; intervals and counts by iproute2's longer words. */
const globals = (vector: Vector): Plain[] => {
  const [, wanted] = /vid (\d+)$/.exec(vector.show?.argv.join(' ') ?? '') ?? []
  return answers(vector).flatMap((message) => {
    if (!rtnetlink.is(message, 'RTM_NEWVLAN') || message.globalOptions === undefined) return []
    const vlans = message.globalOptions
      .filter(({ vid = 0, range: last = vid }) => wanted === undefined || (vid <= Number(wanted) && last >= Number(wanted)))
      .map(({ vid = 0, range: last, mcastQuerierState: _, msti: __, ...options }) => ({
        ...range('vlan', vid, last),
        ...Object.fromEntries(
          Object.entries(options).map(([key, value]) => [
            snake(key)
              .replace(/_intvl$/, '_interval')
              .replace(/_cnt$/, '_count'),
            typeof value === 'bigint' ? Number(value) : value,
          ]),
        ),
      }))
    return vlans.length === 0 ? [] : [{ ifname: namer(vector)(message.index), vlans }]
  })
}

/** `bridge vlan show` of links: the VLANs and tunnels that IFLA_AF_SPEC lists, a range by its two ends. */
const ofLinks = (vector: Vector, what: 'vlans' | 'tunnels'): Plain[] =>
  answers(vector).flatMap((message) => {
    if (!rtnetlink.is(message, 'RTM_NEWLINK')) return []
    const { vlanInfo = [], vlanTunnelInfo = [] } = message.afSpec ?? {}
    let begin: { readonly vid: number; readonly id: number } | undefined
    const listed = what === 'vlans' ? vlanInfo.map((one) => ({ id: 0, ...one })) : vlanTunnelInfo
    const rows = listed.flatMap(({ vid = 0, id = 0, flags: words = [] }) => {
      if (words.includes('range_begin')) begin = { vid, id }
      if (words.includes('range_begin')) return []
      const from = words.includes('range_end') && begin !== undefined ? begin : { vid, id }
      return [{ ...range('vlan', from.vid, vid), ...(what === 'vlans' ? flags(words) : range('tunid', from.id, id)) }]
    })
    return rows.length === 0 ? [] : [{ ifname: namer(vector)(message.index), [what]: rows }]
  })

/** `bridge -d mdb show` asks twice: the second answer is for the routers. */
const databases = (vector: Vector): Plain[] => {
  const name = namer(vector)
  const messages = answers(vector).filter((message) => rtnetlink.is(message, 'RTM_GETMDB'))
  const mdb = messages.slice(0, messages.length / 2).flatMap(entriesOf)
  const printed = mdb.map(({ index, port, grp, state, rtprot, flags: words, vid, groupMode, srcList }) => ({
    ...{ index, dev: name(index), port: name(port), grp, state: state === 'permanent' ? 'permanent' : 'temp' },
    ...(groupMode === undefined ? {} : { filter_mode: groupMode }),
    ...(srcList === undefined ? {} : { source_list: srcList }),
    ...(rtprot === undefined ? {} : { protocol: rtprot }),
    flags: [...words],
    ...(vid === 0 ? {} : { vid }),
  }))
  return [{ mdb: printed, router: {} }]
}

const vnis = (vector: Vector): Plain[] =>
  answers(vector).flatMap((message) => {
    if (!rtnetlink.is(message, 'RTM_NEWTUNNEL')) return []
    const rows = (message.entry ?? []).map(({ vni = 0, end, group, group6, stats }) => {
      const far = group ?? group6
      const multicast = far !== undefined && /^(22[4-9]|23\d|ff)/.test(far)
      const counters = Object.entries(stats ?? {}).map(([key, value]) => [snake(key), Number(value)])
      return {
        ...range('vni', vni, end),
        ...(far === undefined ? {} : { [multicast ? 'group' : 'remote']: far }),
        ...(stats === undefined ? {} : { stats: Object.fromEntries(counters) }),
      }
    })
    return [{ ifname: namer(vector)(message.index), vnis: rows }]
  })

/** Keys of ports that iproute2 has other words for. */
const PORT_WORDS: Readonly<Record<string, string>> = {
  ...{ hairpin: 'mode', rootBlock: 'protect', fastleave: 'fastLeave', flood: 'unicastFlood' },
  ...{ mcastRouter: 'multicastRouter', mcastToUnicast: 'mcastToUcast' },
}

/** `bridge -d link show`: one row a port, each option of it; switches are booleans there. */
const ports = (vector: Vector, shown: readonly Plain[]): Plain[] =>
  answers(vector).flatMap((message) => {
    if (!rtnetlink.is(message, 'RTM_NEWLINK')) return []
    const row = shown.find(({ ifindex }) => ifindex === message.index)
    const options: Plain = { ...message.protinfo }
    if (options['multicastRouter'] !== undefined) options['multicastRouter'] = MulticastRouter.number(options['multicastRouter'] as 'perm')
    const printed = Object.entries(row ?? {}).map(([word, theirs]) => {
      const key = word.replace(/_[a-z]/g, (pair) => pair.slice(1).toUpperCase())
      const ours = options[PORT_WORDS[key] ?? key]
      return [
        word,
        ['ifindex', 'ifname', 'flags', 'mtu', 'master'].includes(word) ? theirs : typeof theirs === 'boolean' ? ours === 1 : ours,
      ]
    })
    return row === undefined ? [] : [Object.fromEntries(printed)]
  })

/** Which of them a show command is, by its words. */
const SHOWS: readonly (readonly [words: RegExp, make: (vector: Vector, shown: readonly Plain[]) => Plain[]])[] = [
  [/-d vlan show/, details],
  [/vlan global show/, globals],
  [/vlan tunnelshow/, (vector) => ofLinks(vector, 'tunnels')],
  [/^bridge -j( -c)? vlan show$/, (vector) => ofLinks(vector, 'vlans')],
  [/mdb show/, databases],
  [/vni show/, vnis],
  [/-d link show/, ports],
]

let compared = 0
for (const vector of [...vectors('bridge'), ...vectors('link-kinds')]) {
  const { show, id } = vector
  if (show?.argv[0] !== 'bridge' || !Array.isArray(show.json)) continue
  const make = SHOWS.find(([words]) => words.test(show.argv.join(' ')))?.[1]
  if (make === undefined) continue
  test(`${id}: ${show.argv.join(' ')}`, () => {
    compared++
    assert.deepEqual(make(vector, show.json as Plain[]), show.json)
  })
}

test('they were compared', () => assert.ok(compared >= 45, `${compared}`))
