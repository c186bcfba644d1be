// Kinds of links beyond the usual ones, most of them tunnels: made by us, judged by `ip -j -d`, and made again of what was read.
// Its name puts it behind all other files: it has modules loaded that put a tunnel of their own into every new namespace.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LinkOptions } from '../../src/index.ts'
import { lab, only } from './reference-lab.ts'

type Case = readonly [options: LinkOptions, shown: Readonly<Record<string, unknown>>]

/** What is asked for, and what iproute2 says of it. */
const CASES: readonly Case[] = [
  [
    { kind: 'ipvlan', link: 'a', data: { mode: 'l3', flags: ['private'] } },
    { mode: 'l3', private: true },
  ],
  [
    { kind: 'geneve', data: { id: 7, remote: '192.0.2.2', ttl: 9 } },
    { id: 7, remote: '192.0.2.2', ttl: 9 },
  ],
  [
    { kind: 'gre', data: { local: '192.0.2.1', remote: '192.0.2.2', ttl: 64, oflags: ['key'], okey: 5 } },
    { remote: '192.0.2.2', ttl: 64, okey: '0.0.0.5' },
  ],
  [
    { kind: 'gretap', data: { local: '192.0.2.1', remote: '192.0.2.3' } },
    { local: '192.0.2.1', remote: '192.0.2.3' },
  ],
  [{ kind: 'ip6gre', data: { local: '2001:db8::1', remote: '2001:db8::2' } }, { remote: '2001:db8::2' }],
  [
    { kind: 'ipip', data: { local: '192.0.2.1', remote: '192.0.2.4', ttl: 12 } },
    { remote: '192.0.2.4', ttl: 12 },
  ],
  [{ kind: 'sit', data: { local: '192.0.2.1', remote: '192.0.2.5' } }, { remote: '192.0.2.5' }],
  [
    { kind: 'ip6tnl', data: { local: '2001:db8::1', remote: '2001:db8::3', proto: 41 } },
    { proto: 'ip6ip6', remote: '2001:db8::3' },
  ],
  [
    { kind: 'vti', data: { local: '192.0.2.1', remote: '192.0.2.6', ikey: 7, okey: 8 } },
    { ikey: '0.0.0.7', okey: '0.0.0.8' },
  ],
  [{ kind: 'xfrm', data: { link: 'a', ifId: 9 } }, { if_id: '0x9' }],
  [
    { kind: 'hsr', data: { slave1: 'a', slave2: 'b', protocol: 'prp' } },
    { slave1: 'a', slave2: 'b', proto: 1 },
  ],
  [{ kind: 'macsec', link: 'a', data: { port: 11, encrypt: 1 } }, { encrypt: true }],
]

test('kinds of links, made and made again', async (t) => {
  const here = await lab(t)
  if (here === undefined) return
  const { ip, show } = here
  await here.pair()
  let made = 0
  const wrong: string[] = []
  for (const [options, wanted] of CASES) {
    const { kind } = options
    try {
      const { index } = await ip.link('add', { ifname: 'x0', ...options })
      made++
      const info = (): Record<string, unknown> =>
        (only(show('link', 'show', 'x0'))['linkinfo'] as { info_data: Record<string, unknown> }).info_data
      const before = info()
      for (const [key, value] of Object.entries(wanted)) assert.deepEqual(before[key], value, key)
      const read = await ip.link('get', index)
      assert.equal(read.linkinfo?.kind, kind)
      assert.ok(!(read.linkinfo?.data instanceof Uint8Array), 'data are bytes')
      await ip.linkRemove(index)
      // A ring counts its frames, and a channel is named by its device.
      if (kind === 'hsr' || kind === 'macsec') continue
      await ip.link('add', read)
      assert.deepEqual(info(), before)
      await ip.linkRemove('x0')
    } catch (error) {
      if ((error as { readonly code?: string }).code === 'EOPNOTSUPP') continue
      wrong.push(`${kind}: ${(error as Error).message}`)
      await ip.link('absent', 'x0')
    }
  }
  if (made === 0) return void t.skip('this kernel has none of these kinds')
  t.diagnostic(`${made} of ${CASES.length}`)
  assert.deepEqual(wrong, [])
})
