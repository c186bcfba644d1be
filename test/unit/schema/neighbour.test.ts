import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type NeighbourMessage, type NeighbourTableMessage, NTF, NUD, rtnetlink } from '../../../src/schema/index.ts'
import { compareShown, type Members } from './shown.ts'

const hex = (text: string) => Uint8Array.from(text.replace(/\s|#.*$/gm, '').match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
const toHex = (data: Uint8Array) => Buffer.from(data).toString('hex')
const le = { littleEndian: true }

const has = (wanted: boolean) => (wanted ? null : undefined)
/** USER_HZ; ip(8) prints whole seconds. */
const seconds = (ticks: number | undefined) => (ticks === undefined ? undefined : Math.floor(ticks / 100))

const neighbour: Members<NeighbourMessage> = {
  dst: (one) => one.dst,
  dev: (one, names) => names(one.index),
  lladdr: (one) => one.lladdr,
  router: (one) => has(one.flags.includes('router')),
  proxy: (one) => has(one.flags.includes('proxy')),
  extern_learn: (one) => has(one.flags.includes('ext_learned')),
  protocol: (one) => one.protocol,
  used: (one) => seconds(one.cacheinfo?.used),
  confirmed: (one) => seconds(one.cacheinfo?.confirmed),
  updated: (one) => seconds(one.cacheinfo?.updated),
  probes: (one) => one.probes,
  state: (one) => one.state.map((name) => String(name).toUpperCase()),
}

const words: Readonly<Record<string, string>> = { ext_learned: 'extern_learn' }
const entry: Members<NeighbourMessage> = {
  mac: (one) => one.lladdr,
  ifname: (one, names) => names(one.index),
  dst: (one) => one.dst,
  vlan: (one) => one.vlan,
  port: (one) => one.port,
  vni: (one) => one.vni,
  src_vni: (one) => one.srcVni,
  viaIf: (one, names) => names(one.ifindex),
  nhid: (one) => one.nhId,
  flags: (one) => one.flags.filter((name) => name !== 'master').map((name) => words[name] ?? name),
  master: (one, names) => names(one.master),
  state: (one) => (one.state.includes('permanent') ? 'permanent' : one.state.includes('noarp') ? 'static' : ''),
}

const table: Members<NeighbourTableMessage> = {
  family: (one) => one.family,
  name: (one) => one.name,
  dev: (one, names) => names(one.parms?.ifindex),
  thresh1: (one) => one.thresh1,
  thresh2: (one) => one.thresh2,
  thresh3: (one) => one.thresh3,
  gc_interval: (one) => Number(one.gcInterval),
  refcnt: (one) => one.parms?.refcnt,
  reachable: (one) => Number(one.parms?.reachableTime),
  base_reachable: (one) => Number(one.parms?.baseReachableTime),
  retrans: (one) => Number(one.parms?.retransTime),
  gc_stale: (one) => Number(one.parms?.gcStaletime),
  delay_probe: (one) => Number(one.parms?.delayProbeTime),
  queue: (one) => one.parms?.queueLen,
  app_probes: (one) => one.parms?.appProbes,
  ucast_probes: (one) => one.parms?.ucastProbes,
  mcast_probes: (one) => one.parms?.mcastProbes,
  anycast_delay: (one) => Number(one.parms?.anycastDelay),
  proxy_delay: (one) => Number(one.parms?.proxyDelay),
  proxy_queue: (one) => one.parms?.proxyQlen,
  locktime: (one) => Number(one.parms?.locktime),
  key_length: (one) => one.config?.keyLen,
  entry_size: (one) => one.config?.entrySize,
  entries: (one) => one.config?.entries,
  hash_rnd: (one) => one.config?.hashRnd,
  hash_mask: (one) => `0x${one.config?.hashMask.toString(16)}`,
  hash_chain_gc: (one) => one.config?.hashChainGc,
  proxy_qlen: (one) => one.config?.proxyQlen,
  allocs: (one) => Number(one.stats?.allocs),
  destroys: (one) => Number(one.stats?.destroys),
  hash_grows: (one) => Number(one.stats?.hashGrows),
  res_failed: (one) => Number(one.stats?.resFailed),
  lookups: (one) => Number(one.stats?.lookups),
  hits: (one) => Number(one.stats?.hits),
  periodic_gc_runs: (one) => Number(one.stats?.periodicGcRuns),
  table_fulls: (one) => Number(one.stats?.tableFulls),
}

const everyMember = (members: object, compared: Map<string, number>) => {
  for (const key of Object.keys(members)) assert.ok((compared.get(key) ?? 0) > 0, `${key} was never compared`)
}

describe('neighbours', () => {
  it('read as ip(8) showed them', () => {
    everyMember(
      neighbour,
      compareShown('neigh', ({ show }) => show?.argv.includes('neigh') ?? false, 'RTM_NEWNEIGH', neighbour),
    )
  })
  it('and entries of forwarding databases as bridge(8) did', () => {
    everyMember(
      entry,
      compareShown('neigh', ({ show }) => show?.argv.includes('fdb') ?? false, 'RTM_NEWNEIGH', entry),
    )
  })
  it('and tables of neighbours', () => {
    everyMember(
      table,
      compareShown('neigh', ({ show }) => show?.argv.includes('ntable') ?? false, 'RTM_NEWNEIGHTBL', table),
    )
  })

  it('attributes that no recording has', () => {
    const bytes = hex(`
      44000000 1c00 0507 00000000 00000000 07000000 03000000 4000 06 00
      1000 0e80 0500 0100 03000000 0400 0200   # NDA_FDB_EXT_ATTRS, NLA_F_NESTED: activity, dont refresh
      0800 0f00 07000000                       # NDA_FLAGS_EXT
      0600 1000 42000000                       # NDA_NDM_STATE_MASK
      0500 1100 90000000                       # NDA_NDM_FLAGS_MASK`)
    const [one] = rtnetlink.decode(bytes, le)
    assert.ok(one && rtnetlink.is(one, 'RTM_NEWNEIGH'))
    const { header: _, ...rest } = one
    assert.deepEqual(rest, {
      ...{ family: 'bridge', index: 3, state: ['noarp'], flags: ['self', 'master'], type: 'unspec' },
      fdbExtAttrs: { activityNotify: ['bit', 'inactive_bit'], dontRefresh: true },
      flagsExt: ['managed', 'locked', 'ext_validated'],
      ndmStateMask: ['reachable', 'noarp'],
      ndmFlagsMask: ['ext_learned', 'router'],
    })
    assert.equal(toHex(rtnetlink.encode(one, le)), toHex(bytes))
  })

  it('constants', () => assert.deepEqual([NUD.NONE, NUD.PERMANENT, NTF.EXT_LEARNED], [0, 0x80, 16]))
})
