// What `ip -j -d` printed of each encapsulation, against what we read from the same answer.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rtnetlink } from '../../src/schema/index.ts'
import { type Vector, vectors } from './read.ts'

type Plain = Readonly<Record<string, unknown>>
interface Wrapped extends Plain {
  readonly encapType?: string
  readonly encap?: Plain
  readonly multipath?: readonly Wrapped[]
}

/** The members of an encapsulation stand among those of the route, some twice: into an object of their own. */
const rowsOf = (text: string): Plain[] => {
  const nested = text.replace(/"encap":"(\w+)",(.*?),(?="(?:gateway|via|dev)")/g, '"encap":{"type":"$1",$2},')
  return JSON.parse(nested) as Plain[]
}

const flagged = (flags: unknown, ...names: readonly string[]): Plain =>
  Object.fromEntries(names.filter((name) => (flags as readonly unknown[]).includes(name)).map((name) => [name, true]))
const tunnel = ({ id, flags, opts }: Plain): Plain => ({
  ...(id !== undefined && { id: Number(id) }),
  ...flagged(flags, 'key', 'csum', 'seq'),
  ...(opts !== undefined && { vxlan_opts: [(opts as Plain)['vxlan']] }),
})
/** iproute2's names of actions, by ours. */
const ACTIONS: Readonly<Record<string, string>> = {
  ...{ end: 'End', end_x: 'End.X', end_dx2: 'End.DX2', end_dx4: 'End.DX4', end_dx6: 'End.DX6', end_dt6: 'End.DT6', end_b6: 'End.B6' },
  end_b6_encap: 'End.B6.Encaps',
}
interface Flavors {
  readonly operation: readonly string[]
  readonly lcblockBits: number
  readonly lcnodeFnBits: number
}
const local = ({ action, table, vrftable, oif, flavors, counters: _, ...rest }: Plain, names: Plain): Plain => {
  const { operation, lcblockBits, lcnodeFnBits } = (flavors ?? {}) as Flavors
  return {
    action: ACTIONS[action as string],
    ...rest,
    ...(table !== undefined && { table: String(table) }),
    ...(vrftable !== undefined && { vrftable: String(vrftable) }),
    ...(oif !== undefined && { oif: names[String(oif)] }),
    ...(flavors !== undefined && { flavors: operation.map((one) => one.replace('_', '-')), lblen: lcblockBits, nflen: lcnodeFnBits }),
  }
}

/** An encapsulation as iproute2 prints it. */
const printed = (type: string, encap: Plain, names: Plain): Plain => {
  const { id: _, flags: __, opts: ___, ...rest } = encap
  switch (type) {
    case 'ip':
    case 'ip6':
      return { type, ...rest, ...tunnel(encap) }
    case 'seg6':
      return { type, ...encap, mode: (encap['mode'] as string).replace('_', '.') }
    case 'seg6_local':
      return { type: 'seg6local', ...local(encap, names) }
    case 'ila': {
      const hook = (encap['hookType'] as string).replace('route_', '')
      const csum = (encap['csumMode'] as string).replace('_', '-')
      return { type, locator: encap['locator'], csum_mode: csum, ident_type: encap['identType'], hook_type: hook }
    }
    case 'xfrm':
      return { type, if_id: encap['ifId'] }
    default:
      return { type, ...encap }
  }
}

const answers = ({ show }: Vector): Wrapped[] =>
  (show?.exchange ?? [])
    .filter(({ dir, protocol }) => dir === 'in' && protocol === undefined)
    .flatMap(({ hex }) => rtnetlink.decode(new Uint8Array(Buffer.from(hex, 'hex'))) as unknown as Wrapped[])

const seen = new Set<string>()
for (const area of ['route', 'nexthop'] as const) {
  for (const vector of vectors(area).filter(({ argv }) => argv.includes('encap'))) {
    test(vector.argv.join(' '), () => {
      const names = vector.links[''] ?? {}
      const ours = answers(vector)
        .flatMap((message) => [message, ...(message.multipath ?? [])])
        .filter((one) => one.encapType !== undefined)
        .map(({ encapType = '', encap = {} }) => {
          seen.add(encapType)
          return printed(encapType, encap, names)
        })
      const theirs = rowsOf(vector.show?.text ?? JSON.stringify(vector.show?.json))
        .flatMap((row) => [row, ...((row['nexthops'] ?? []) as Plain[])])
        .filter((row) => row['encap'] !== undefined)
        .map(({ encap }) => encap)
      assert.ok(theirs.length > 0, 'iproute2 showed none')
      assert.deepEqual(ours, theirs)
    })
  }
}

test('each that was recorded was compared', () => {
  assert.deepEqual([...seen].sort(), ['ila', 'ip', 'ip6', 'mpls', 'seg6', 'seg6_local', 'xfrm'])
})
