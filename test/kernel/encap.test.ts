// Every encapsulation that this kernel has: added in people's words, seen by `ip -j -d`, read, wished again, deleted,
// and added again from what was read. Those that it lacks are skipped.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { release } from 'node:os'
import { type TestContext, test } from 'node:test'
import type { EncapOptions, Route } from '../../src/index.ts'
import { type Plain, printed, rowsOf, shownEncaps, type Wrapped } from '../vectors/encap-shown.ts'
import { type Lab, lab } from './reference-lab.ts'

const [major = 0, minor = 0] = release().split('.').map(Number)
const before = (wanted: number, also: number): boolean => major < wanted || (major === wanted && minor < also)

/**
 * Linux 6.15 made of a tunnel's options an array whose length the compiler knows, and ip_tun_parse_opts_geneve writes them
 * before it sets that: with FORTIFY_SOURCE the kernel stops in the middle, its routes locked for good (6.18.44 did).
 */
const optionsHarm = !before(6, 15)

/** `family` where it cannot be IPv4. */
interface Case {
  readonly encap: EncapOptions
  readonly shown: Plain
  readonly family?: 'inet6'
}
const six = { family: 'inet6' } as const
const vias = { inet: '192.0.2.254', inet6: '2001:db8::9' } as const
const a = '2001:db8::a'
const b = '2001:db8::b'

const local = (encap: Omit<Extract<EncapOptions, { type: 'seg6local' | 'seg6_local' }>, 'type'>, shown: Plain): Case => ({
  encap: { type: 'seg6local', ...encap },
  shown: { action: encap.action as string, ...shown },
  ...six,
})

const cases: Readonly<Record<string, readonly Case[]>> = {
  mpls: [
    { encap: { type: 'mpls', labels: '100/200' }, shown: { dst: '100/200' } },
    { encap: { type: 'mpls', labels: [16], ttl: 5 }, shown: { dst: '16', ttl: 5 }, ...six },
  ],
  ip: [
    { encap: { type: 'ip', id: 7, dst: '192.0.2.77' }, shown: { id: 7, dst: '192.0.2.77', ttl: 0 } },
    {
      encap: { type: 'ip', id: 2n ** 40n, src: '192.0.2.1', dst: '192.0.2.77', ttl: 9, tos: 4, key: true, csum: true, seq: true },
      shown: { id: 2 ** 40, src: '192.0.2.1', ttl: 9, tos: 4, key: true, csum: true, seq: true },
      ...six,
    },
    ...(optionsHarm
      ? []
      : ([
          { encap: { type: 'ip', id: 1, vxlanOpts: 1234 }, shown: { vxlan_opts: [{ gbp: 1234 }] } },
          { encap: { type: 'ip', id: 1, erspanOpts: '1:123:0:0' }, shown: { erspan_opts: [{ ver: 1, index: 123, dir: 0, hwid: 0 }] } },
          {
            encap: { type: 'ip', id: 1, geneveOpts: '0x102:0x80:00800022,259:129:0102030405060708' },
            shown: {
              geneve_opts: [
                { class: 258, type: 128, data: '00800022' },
                { class: 259, type: 129, data: '0102030405060708' },
              ],
            },
          },
        ] as const)),
  ],
  ip6: [
    {
      encap: { type: 'ip6', id: 7, src: '2001:db8::1', dst: '2001:db8::77', hoplimit: 3, tc: 8, csum: true },
      shown: { id: 7, src: '2001:db8::1', dst: '2001:db8::77', hoplimit: 3, tc: 8, csum: true },
    },
    ...(optionsHarm
      ? []
      : ([
          {
            encap: { type: 'ip6', id: 7, erspanOpts: '2:0:1:17' },
            shown: { erspan_opts: [{ ver: 2, index: 0, dir: 1, hwid: 17 }] },
            ...six,
          },
        ] as const)),
  ],
  ila: [
    {
      encap: { type: 'ila', locator: '2001:db8:0:1', csumMode: 'no-action', identType: 'luid', hookType: 'output' },
      shown: { locator: '2001:db8:0:1', csum_mode: 'no-action', ident_type: 'luid', hook_type: 'output' },
      ...six,
    },
  ],
  seg6: [
    { encap: { type: 'seg6', segs: [a, b] }, shown: { mode: 'encap', segs: [a, b] } },
    { encap: { type: 'seg6', mode: 'inline', segs: a }, shown: { mode: 'inline', segs: [a, '::'] }, ...six },
    { encap: { type: 'seg6', mode: 'l2encap', segs: [a] }, shown: { mode: 'l2encap', segs: [a] }, ...six },
    ...(before(6, 0)
      ? []
      : ([
          { encap: { type: 'seg6', mode: 'encap.red', segs: [a, b] }, shown: { mode: 'encap.red', segs: [a, b] }, ...six },
          { encap: { type: 'seg6', mode: 'l2encap_red', segs: [a] }, shown: { mode: 'l2encap.red' } },
        ] as const)),
    { encap: { type: 'seg6', segs: [a], hmac: 17 }, shown: { segs: [a], hmac: '0x11' }, ...six },
  ],
  seg6local: [
    local({ action: 'End' }, {}),
    local({ action: 'End.X', nh6: b }, { nh6: b }),
    local({ action: 'End.T', table: 77 }, { table: '77' }),
    local({ action: 'End.DX2', oif: 'b' }, { oif: 'b' }),
    local({ action: 'End.DX6', nh6: b, count: true }, { nh6: b }),
    local({ action: 'End.DX4', nh4: '192.0.2.9' }, { nh4: '192.0.2.9' }),
    local({ action: 'End.DT6', table: 'main' }, { table: 'main' }),
    local({ action: 'End.B6', srh: [a, b] }, { srh: { segs: [a, b, '::'] } }),
    local({ action: 'End.B6.Encaps', srh: { segs: [a], hmac: 5 } }, { srh: { segs: [a], hmac: '0x5' } }),
    ...(before(6, 1) ? [] : [local({ action: 'End', flavors: 'next-csid', lblen: 48, nflen: 16 }, { flavors: ['next-csid'], lblen: 48 })]),
    ...(before(6, 3) ? [] : [local({ action: 'End', flavors: ['psp'] }, { flavors: ['psp'] })]),
  ],
  rpl: [{ encap: { type: 'rpl', segs: [a, b] }, shown: { segs: [a, b] }, ...six }],
  ioam6: [
    {
      encap: { type: 'ioam6', freq: '1/100', trace: { type: 0xc00000, ns: 123, size: 24 } },
      shown: { freqk: 1, freqn: 100, ns: 123 },
      ...six,
    },
  ],
  xfrm: [{ encap: { type: 'xfrm', ifId: 7 }, shown: { if_id: 7 }, ...six }],
}

const MODULES: Readonly<Record<string, string>> = { mpls: 'mpls_iptunnel', ila: 'ila', xfrm: 'xfrm_interface' }

const network = async (t: TestContext): Promise<Lab | undefined> => {
  const here = await lab(t)
  if (!here) return undefined
  await here.pair()
  await here.ip.addr('add', { dev: 'a', address: '192.0.2.1/24' })
  await here.ip.addr('add', { dev: 'a', address: '2001:db8::1/64', flags: ['nodad'] })
  return here
}

const ours = (one: Route): boolean => /^(10\.|2001:db8:f)/.test(one.dst ?? '')
const rows = ({ text }: Lab): Plain[] =>
  ['-4', '-6']
    .flatMap((family) => rowsOf(text('ip', family, '-j', '-d', 'route', 'show') || '[]'))
    .filter(({ dst }) => /^(10\.|2001:db8:f)/.test(String(dst)))
const routes = async ({ ip }: Lab): Promise<Route[]> => (await ip.getRoutes({ table: 'main' })).filter(ours)
/** Addresses of the links by their index, as iproute2 says them. */
const namesOf = async ({ ip }: Lab): Promise<Plain> => Object.fromEntries((await ip.getLinks()).map(({ index, ifname }) => [index, ifname]))

/** False, with the test skipped, where the kernel says that it has no such encapsulation. */
const lacks = (t: TestContext, type: string, error: unknown): boolean => {
  const { code, message } = error as { code?: string; message: string }
  if (code !== 'EOPNOTSUPP' && !/not supported/.test(message)) return false
  t.skip(`this kernel has no ${type}`)
  return true
}

for (const [type, all] of Object.entries(cases)) {
  test(`encap ${type}`, async (t) => {
    if (MODULES[type] !== undefined) spawnSync('modprobe', [MODULES[type]])
    const here = await network(t)
    if (!here) return
    const { ip } = here
    const wishes = all.map(({ encap, family }, i) => ({
      dst: family === undefined ? `10.${i}.0.0/16` : `2001:db8:f${i}::/64`,
      // What is done with a packet at its segment needs no way to go.
      ...(type === 'seg6local' || type === 'xfrm' ? {} : { via: vias[family ?? 'inet'] }),
      ...{ dev: 'a', encap },
    }))
    try {
      for (const wish of wishes) await ip.route('add', wish)
    } catch (error) {
      if (lacks(t, type, error)) return
      throw error
    }
    const shown = rows(here)
    for (const [i, { shown: expected, family }] of all.entries()) {
      const row = shown.find(({ dst }) => dst === (family === undefined ? `10.${i}.0.0/16` : `2001:db8:f${i}::/64`))
      const encap = row?.['encap'] as Plain | undefined
      assert.deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, encap?.[key]])), expected, JSON.stringify(row))
    }
    const got = await routes(here)
    assert.equal(got.length, all.length)
    const names = await namesOf(here)
    if (type !== 'rpl' && type !== 'ioam6') {
      const read = (got as unknown as Wrapped[]).map(({ encapType = '', encap = {} }) => printed(encapType, encap, names))
      assert.deepEqual(read, shownEncaps(shown))
    }
    for (const wish of wishes) assert.equal(await ip.route('ensure', wish), 'unchanged', wish.dst)
    for (const one of got) await ip.route('delete', one)
    assert.deepEqual(await routes(here), [])
    for (const one of got) await ip.route('add', one)
    assert.deepEqual(rows(here), shown)
    for (const one of got) assert.equal(await ip.route('ensure', one), 'unchanged')
  })
}

test('next hops with an encapsulation each', async (t) => {
  const here = await network(t)
  if (!here) return
  const { ip } = here
  const wish = {
    dst: '2001:db8:f::/48',
    multipath: [
      { via: '2001:db8::9', dev: 'a', weight: 3, encap: { type: 'seg6', segs: [a] } },
      { via: '2001:db8::8', dev: 'a', encap: { type: 'ip6', id: 7, dst: '2001:db8::77', ttl: 9 } },
      { via: '2001:db8::7', dev: 'a' },
    ],
  } as const
  try {
    await ip.route('add', wish)
  } catch (error) {
    if (lacks(t, 'seg6', error)) return
    throw error
  }
  const shown = rows(here)
  assert.deepEqual(
    shownEncaps(shown).map((one) => [one['type'], one['segs'] ?? one['hoplimit']]),
    [
      ['seg6', [a]],
      ['ip6', 9],
    ],
  )
  const [got] = await routes(here)
  assert.ok(got)
  assert.deepEqual(
    got.multipath?.map(({ encapType }) => encapType),
    ['seg6', 'ip6', undefined],
  )
  assert.equal(await ip.route('ensure', wish), 'unchanged')
  await ip.route('delete', got)
  assert.deepEqual(rows(here), [])
  await ip.route('add', got)
  assert.deepEqual(rows(here), shown)
  const [, second, third] = wish.multipath
  assert.equal(
    await ip.route('ensure', { ...wish, multipath: [{ ...wish.multipath[0], encap: { type: 'seg6', segs: [b] } }, second, third] }),
    'changed',
  )
  assert.deepEqual(shownEncaps(rows(here))[0]?.['segs'], [b])
})

test('a change of the encapsulation is seen, and listings filter by it', async (t) => {
  const here = await network(t)
  if (!here) return
  const { ip } = here
  const wish = { dst: '10.1.0.0/16', dev: 'a' } as const
  const dst = '192.0.2.77'
  assert.equal(await ip.route('ensure', { ...wish, encap: { type: 'ip', id: 7, dst, ttl: 9 } }), 'created')
  assert.equal(await ip.route('ensure', { ...wish, encap: { type: 'ip', id: 7, dst } }), 'changed')
  assert.equal(await ip.route('ensure', { ...wish, encap: { type: 'ip', id: 7, dst, flags: ['key'] } }), 'changed')
  assert.equal(await ip.route('ensure', { ...wish, encap: { type: 'ip', id: 7n, dst, key: true, tos: 0 } }), 'unchanged')
  assert.equal((await ip.getRoutes({ encap: { type: 'ip', id: 7 } })).length, 1)
  assert.equal((await ip.getRoutes({ encap: { type: 'ip', id: 8 } })).length, 0)
  assert.equal(await ip.route('ensure', wish), 'changed')
  assert.equal((await ip.getRoutes({ encapType: 'ip' })).length, 0)
})

test('next hop objects with an encapsulation', async (t) => {
  const here = await network(t)
  if (!here) return
  const { ip, text } = here
  const encap = { type: 'ip', id: 7, dst: '192.0.2.77', ttl: 5 } as const
  try {
    await ip.nexthop('add', { id: 5, dev: 'a', encap })
  } catch (error) {
    if (lacks(t, 'next hop objects', error)) return
    throw error
  }
  const shown = shownEncaps(rowsOf(text('ip', '-j', '-d', 'nexthop', 'show')))
  assert.deepEqual(shown, [{ type: 'ip', id: 7, src: '0.0.0.0', dst: '192.0.2.77', ttl: 5, tos: 0 }])
  const got = await ip.nexthop('get', 5)
  assert.equal(await ip.nexthop('ensure', { id: 5, dev: 'a', encap }), 'unchanged')
  assert.equal(await ip.nexthop('ensure', { id: 5, dev: 'a', encap: { ...encap, ttl: 6 } }), 'changed')
  await ip.nexthop('delete', 5)
  await ip.nexthop('add', got)
  assert.deepEqual(shownEncaps(rowsOf(text('ip', '-j', '-d', 'nexthop', 'show'))), shown)
})

test('programs reach the kernel, which looks for their files', async (t) => {
  const here = await network(t)
  if (!here) return
  const { ip } = here
  // No file is open there. Without a file, or without a name, the kernel would say EINVAL.
  const fd = 9999
  for (const encap of [
    { type: 'bpf', xmit: { fd, name: 'x' }, headroom: 14 },
    { type: 'bpf', in: { fd, name: 'x' } },
    { type: 'bpf', out: { fd, name: 'x' } },
    { type: 'seg6local', action: 'End.BPF', bpf: { fd, name: 'x' } },
  ] as const) {
    try {
      await ip.route('add', { dst: '2001:db8:f::/64', dev: 'a', encap })
      assert.fail('there is no such file')
    } catch (error) {
      if (lacks(t, encap.type, error)) return
      assert.equal((error as { code?: string }).code, 'EBADF')
    }
  }
})
