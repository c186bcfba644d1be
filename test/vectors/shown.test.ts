// What `ip -j -d` printed of the kernel's answers, against what we read from the same answers: every member that has
// the same name in both must have the same value.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rtnetlink } from '../../src/schema/index.ts'
import { type Vector, vectors } from './read.ts'

/** Members that iproute2 prints in words, units or shapes of its own. */
const OTHERWISE: Readonly<Record<string, string>> = {
  scope: 'global for universe',
  link: 'a name for the index',
  master: 'a name for the index',
  oif: 'a name for the index',
  iif: 'a name for the index',
  primary: 'a name for the index',
  active_slave: 'a name for the index',
  backup_port: 'a name for the index',
  group: 'a name out of /etc/iproute2/group or /etc/group',
  suppress_ifgroup: 'a name out of /etc/iproute2/group',
  table: 'a number for a name, or a name for a number',
  tos: 'a name out of /etc/iproute2/rt_dsfield',
  mode: 'words of its own for the modes of bonds',
  xmit_hash_policy: 'layer3+4 for layer34',
  arp_validate: 'null for none',
  ad_lacp_active: 'on for 1',
  protocol: '802.1Q for the number',
  vlan_protocol: '802.1Q for the number',
  ipproto: 'words of /etc/protocols',
  bridge_id: '8000.2:0:0:0:0:1',
  root_id: '8000.2:0:0:0:0:1',
  gc_timer: 'seconds, from another moment',
  forward_delay_timer: 'seconds, from another moment',
  multicast_router: 'a number for a name',
  mcast_router: 'a number for a name',
  ad_actor_oper_port_state: 'a number for names',
  'RTM_NEWROUTE.dst': 'with its prefix length',
  expires: 'seconds for ticks',
  used: 'seconds for ticks',
  updated: 'seconds for ticks',
  state: 'one word for a set of flags, or a set for one',
  l3mdev: 'null for 1',
  ikey: 'written as an IPv4 address',
  okey: 'written as an IPv4 address',
  slave1: 'a name for the index',
  slave2: 'a name for the index',
  clock: 'its only member',
  cipher_suite: 'a name for the number',
  sci: 'hexadecimal',
  erspan_dir: 'a name for the number',
  'data.proto': 'ip6ip6 for the number of what is inside',
}

const bare = (word: string): string => word.replace(/[-_]/g, '').toLowerCase()

/** Whether two values are the same; undefined where they cannot be compared. */
const same = (ours: unknown, theirs: unknown): boolean | undefined => {
  if (theirs === 'any') return [0, '0.0.0.0', '::', 'ip', 'any'].includes(ours as string)
  if (typeof theirs === 'number') return Number(ours) === theirs
  if (typeof theirs === 'boolean') return Boolean(Number(ours)) === theirs
  if (typeof theirs === 'string')
    return typeof ours === 'number' ? Number(theirs) === ours : typeof ours === 'string' && bare(ours) === bare(theirs)
  if (Array.isArray(theirs) && theirs.every((one) => typeof one === 'string') && Array.isArray(ours)) {
    return theirs.map(bare).sort().join() === ours.map(String).map(bare).sort().join()
  }
  return undefined
}

interface Finding {
  readonly equal: number
  readonly wrong: readonly string[]
}
const none: Finding = { equal: 0, wrong: [] }
const join = (findings: readonly Finding[]): Finding => ({
  equal: findings.reduce((sum, { equal }) => sum + equal, 0),
  wrong: findings.flatMap(({ wrong }) => wrong),
})
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)

const compare = (ours: unknown, theirs: unknown, path: string): Finding => {
  if (!isRecord(ours) || !isRecord(theirs)) return none
  const keys = new Map(Object.keys(ours).map((key) => [bare(key), key]))
  return join(
    Object.entries(theirs).map(([name, value]): Finding => {
      const key = keys.get(bare(name))
      if (key === undefined || name === 'flags' || name in OTHERWISE || `${path}.${name}` in OTHERWISE) return none
      if (isRecord(value)) return compare(ours[key], value, `${path}.${name}`)
      const verdict = same(ours[key], value)
      if (verdict === undefined) return none
      return verdict
        ? { equal: 1, wrong: [] }
        : { equal: 0, wrong: [`${path}.${name}: ${String(ours[key])}, iproute2 says ${JSON.stringify(value)}`] }
    }),
  )
}

type Message = Readonly<Record<string, unknown>> & { readonly header: { readonly type: string | number } }
const answers = ({ show }: Vector): Message[] =>
  (show?.exchange ?? [])
    .filter(({ dir, protocol }) => dir === 'in' && protocol === undefined)
    .flatMap(({ hex }) => rtnetlink.decode(new Uint8Array(Buffer.from(hex, 'hex'))) as unknown as Message[])
const of = (messages: readonly Message[], type: string): Message[] => messages.filter(({ header }) => header.type === type)

interface Shown {
  readonly ifindex?: number
  readonly linkinfo?: { readonly info_data?: unknown; readonly info_slave_data?: unknown }
  readonly addr_info?: readonly unknown[]
}
const rows = ({ show }: Vector): Shown[] => (Array.isArray(show?.json) ? (show.json as Shown[]) : [])

/** Links as `ip link` and `ip addr` show them, with what belongs to their kinds, and the addresses they have. */
const links = (vector: Vector): Finding => {
  const messages = answers(vector)
  return join(
    rows(vector).map((row) => {
      const link = of(messages, 'RTM_NEWLINK').find(({ index }) => index === row.ifindex)
      const info = link?.['linkinfo'] as { readonly data?: unknown; readonly slaveData?: unknown } | undefined
      const addresses = of(messages, 'RTM_NEWADDR').filter(({ index }) => index === row.ifindex)
      const whole = addresses.length === row.addr_info?.length
      // Tunnels have their addresses as hardware addresses, which iproute2 prints as IP addresses.
      const { address: _, broadcast: __, ...rest }: Record<string, unknown> = link ?? {}
      const ether = typeof link?.['address'] === 'string' && link['address'].length === 17
      return join([
        compare(ether ? link : rest, row, 'link'),
        compare(info?.data, row.linkinfo?.info_data, 'data'),
        compare(info?.slaveData, row.linkinfo?.info_slave_data, 'slave'),
        ...(whole ? addresses.map((address, i) => compare(address, row.addr_info?.[i], 'address')) : []),
      ])
    }),
  )
}

/** One message a row. */
const rowByRow =
  (type: string) =>
  (vector: Vector): Finding => {
    const messages = of(answers(vector), type)
    const shown = rows(vector)
    if (messages.length !== shown.length) return none // iproute2 filtered
    return join(messages.map((message, i) => compare(flatter(message), shown[i], type)))
  }

/** A message as iproute2 prints it: what stands in a struct or an encapsulation beside the rest. The whole of these: encap.test.ts. */
const flatter = (message: Message): object => {
  const { id } = (message['encap'] ?? {}) as { readonly id?: unknown }
  const encap = message['encapType'] === undefined ? {} : { encap: message['encapType'], ...(id !== undefined && { id }) }
  return { ...message, ...(message['cacheinfo'] as object | undefined), ...encap }
}

/** Neighbours by address and interface: iproute2 leaves out those that nobody made. */
const neighbours = (vector: Vector): Finding => {
  const messages = of(answers(vector), 'RTM_NEWNEIGH')
  const names = vector.links[''] ?? {}
  return join(
    (
      rows(vector) as {
        readonly dst?: string
        readonly mac?: string
        readonly dev?: string
        readonly ifname?: string
        readonly vlan?: number
      }[]
    ).map((row) => {
      const found = messages.filter(
        ({ dst, lladdr, index, vlan }) =>
          names[String(index)] === (row.dev ?? row.ifname) &&
          dst === row.dst &&
          vlan === row.vlan &&
          (row.mac === undefined || lladdr === row.mac),
      )
      return found.length === 1 ? compare(found[0], { ...row, ...(row.mac !== undefined && { lladdr: row.mac }) }, 'neighbour') : none
    }),
  )
}

const check = (area: Parameters<typeof vectors>[0], least: number, look: (vector: Vector) => Finding): void => {
  test(`${area}: what iproute2 shows is what we read`, (t) => {
    const { equal, wrong } = join(
      vectors(area).map((vector) => {
        const finding = look(vector)
        return { ...finding, wrong: finding.wrong.map((text) => `${vector.id}: ${text}`) }
      }),
    )
    t.diagnostic(`${equal} values are the same`)
    assert.deepEqual(wrong, [])
    assert.ok(equal >= least, `only ${equal} values compared`)
  })
}

check('addr', 900, links)
check('link-kinds', 7500, links)
check('rule', 140, rowByRow('RTM_NEWRULE'))
check('route', 1800, rowByRow('RTM_NEWROUTE'))
check('neigh', 200, neighbours)
