// Encapsulations as `ip -j -d` prints them, for those who compare.

export type Plain = Readonly<Record<string, unknown>>
export interface Wrapped extends Plain {
  readonly encapType?: string
  readonly encap?: Plain
  readonly multipath?: readonly Wrapped[]
}

/** What iproute2 printed. An encapsulation's members stand among those of the route, some twice: into an object of their own. */
export const rowsOf = (text: string): Plain[] =>
  JSON.parse(text.replace(/"encap":"(\w+)",(.*?),(?="(?:gateway|via|dev)")/g, '"encap":{"type":"$1",$2},')) as Plain[]

/** The encapsulations of routes that iproute2 printed, those of their next hops too. */
export const shownEncaps = (rows: readonly Plain[]): Plain[] =>
  rows
    .flatMap((row) => [row, ...((row['nexthops'] ?? []) as Plain[])])
    .filter((row) => row['encap'] !== undefined)
    .map(({ encap }) => encap as Plain)

const flagged = (flags: unknown, ...names: readonly string[]): Plain =>
  Object.fromEntries(names.filter((name) => (flags as readonly unknown[]).includes(name)).map((name) => [name, true]))

interface Options {
  readonly vxlan?: Plain
  readonly geneve?: readonly (Plain | readonly Plain[])[]
  readonly erspan?: Plain
}
const options = ({ vxlan, geneve, erspan }: Options = {}): Plain => ({
  ...(vxlan && { vxlan_opts: [vxlan] }),
  ...(geneve && { geneve_opts: geneve.flat() }),
  ...(erspan && { erspan_opts: [{ index: 0, dir: 0, hwid: 0, ...erspan }] }),
})
const tunnel = ({ id, flags, opts, ...rest }: Plain): Plain => ({
  ...rest,
  ...(id !== undefined && { id: Number(id) }),
  ...flagged(flags, 'key', 'csum', 'seq'),
  ...options(opts as Options | undefined),
})

const header = ({ hmac, ...rest }: Plain): Plain => ({ ...rest, ...(hmac !== undefined && { hmac: `0x${Number(hmac).toString(16)}` }) })

/** iproute2's names of actions are ours in other letters but for one. */
const actionOf = (name: unknown): string =>
  name === 'end_b6_encap' ? 'End.B6.Encaps' : String(name).toUpperCase().replace('END_', 'End.').replace('END', 'End')

interface Flavors {
  readonly operation: readonly string[]
  readonly lcblockBits?: number
  readonly lcnodeFnBits?: number
}
const local = ({ action, srh, table, vrftable, oif, flavors, counters: _, ...rest }: Plain, names: Plain): Plain => {
  const { operation, lcblockBits, lcnodeFnBits } = (flavors ?? {}) as Flavors
  return {
    action: actionOf(action),
    ...rest,
    ...(srh !== undefined && { srh: header(srh as Plain) }),
    ...(table !== undefined && { table: String(table) }),
    ...(vrftable !== undefined && { vrftable: String(vrftable) }),
    ...(oif !== undefined && { oif: names[String(oif)] }),
    ...(flavors !== undefined && { flavors: operation.map((one) => one.replace('_', '-')) }),
    ...(lcblockBits !== undefined && { lblen: lcblockBits }),
    ...(lcnodeFnBits !== undefined && { nflen: lcnodeFnBits }),
  }
}

/** An encapsulation that we read, as iproute2 prints it; `names` are those of links by their index. */
export const printed = (type: string, encap: Plain, names: Plain): Plain => {
  switch (type) {
    case 'ip':
    case 'ip6':
      return { type, ...tunnel(encap) }
    case 'seg6':
      return { type, ...header(encap), mode: String(encap['mode']).replace('_', '.') }
    case 'seg6_local':
      return { type: 'seg6local', ...local(encap, names) }
    case 'ila':
      return {
        ...{ type, locator: encap['locator'] },
        csum_mode: String(encap['csumMode']).replaceAll('_', '-').replace('adjust', 'adj'),
        ident_type: String(encap['identType']).replace('_', '-'),
        hook_type: String(encap['hookType']).replace('route_', ''),
      }
    case 'xfrm': {
      const { ifId, link } = encap
      return { type, if_id: ifId, ...(link !== undefined && { link_dev: names[String(link)] }) }
    }
    default:
      return { type, ...encap }
  }
}
