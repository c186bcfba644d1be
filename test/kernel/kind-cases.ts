// Kinds of links made by our words, judged by `ip -j -d`, changed, listed, read and made again of what was read.
import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { IPRoute, type Link, type LinkOptions, type MadeLink, netns } from '../../src/index.ts'
import { type Json, type Lab, lab, only } from './reference-lab.ts'

type Shown = Readonly<Record<string, unknown>>
/** One kind: what is asked for, and what iproute2 says of it. */
export interface KindCase {
  readonly add: LinkOptions & { readonly kind: string }
  /** Members of `info_data`. */
  readonly shown?: Shown
  /** A change that the driver allows, and what iproute2 says then. */
  readonly set?: LinkOptions
  readonly after?: Shown
  /** Why it is not made again of what was read. */
  readonly once?: string
  /** Why it is not made in another namespace. */
  readonly here?: string
}

/** What changes by itself: timers, and addresses that the kernel chooses. */
const VOLATILE = ['bridge_id', 'root_id', 'gc_timer', 'hello_timer', 'tcn_timer', 'topology_change_timer']

const dataOf = (link: Json): Json => ((link['linkinfo'] as Json)['info_data'] ?? {}) as Json
const codeOf = (error: unknown): unknown => (error as { readonly code?: unknown }).code

async function one({ ip, show }: Lab, { add, shown = {}, set, after = {}, once }: KindCase): Promise<void> {
  const { kind } = add
  const made = await ip.link('add', { ifname: 'x0', ...add } as LinkOptions)
  const look = (): Json => only(show('link', 'show', 'dev', 'x0'))
  assert.deepEqual(made, { index: look()['ifindex'], ifname: 'x0' })
  assert.equal((look()['linkinfo'] as Json)['info_kind'], kind)
  const says = (wanted: Shown) => {
    const data = dataOf(look())
    for (const [key, value] of Object.entries(wanted)) assert.deepEqual(data[key], value, `${kind} ${key}`)
  }
  says(shown)
  const listed = await ip.getLinks({ kind })
  assert.ok(
    listed.some(({ index }) => index === made.index) && listed.every(({ linkinfo }) => linkinfo?.kind === kind),
    'getLinks({ kind })',
  )
  if (set !== undefined) {
    await ip.link('set', { index: made.index, ...set } as LinkOptions)
    says({ ...shown, ...after })
  }
  const settled = (): Json => Object.fromEntries(Object.entries(dataOf(look())).filter(([key]) => !VOLATILE.includes(key)))
  const before = settled()
  const read = await ip.link('get', made.index)
  assert.ok(!(read.linkinfo?.data instanceof Uint8Array), 'data are bytes')
  assert.equal(read.linkinfo?.data?.unknown, undefined)
  await ip.linkRemove(made.index)
  assert.deepEqual(await ip.linkLookup({ ifname: 'x0' }), [])
  if (once !== undefined) return
  await ip.link('add', read)
  assert.deepEqual(settled(), before, `${kind} made again`)
  await ip.linkRemove('x0')
}

/** Makes all of them, one after the other; kinds that this kernel lacks are told and not counted. */
export async function makeKinds(t: TestContext, cases: readonly KindCase[]): Promise<void> {
  const here = await lab(t)
  if (here === undefined) return
  await here.pair()
  const lacking: string[] = []
  const wrong: string[] = []
  for (const one_ of cases) {
    try {
      await one(here, one_)
    } catch (error) {
      if (codeOf(error) === 'EOPNOTSUPP' && /device type/.test((error as Error).message)) lacking.push(one_.add.kind)
      else wrong.push(`${one_.add.kind}: ${(error as Error).message}`)
      await here.ip.link('absent', 'x0')
    }
  }
  if (lacking.length === cases.length) return void t.skip('this kernel has none of these kinds')
  if (lacking.length > 0) t.diagnostic(`not in this kernel: ${lacking.join(', ')}`)
  assert.deepEqual(wrong, [])
}

/** Makes all of them in another namespace, the kernel choosing the number in the name; index and name are answered. */
export async function makeElsewhere(t: TestContext, cases: readonly KindCase[]): Promise<void> {
  const here = await lab(t)
  if (here === undefined) return
  await here.pair()
  const far = `${here.name}-far`
  await netns.create(far)
  await using there = new IPRoute({ netns: far })
  t.after(() => netns.remove(far))
  const wrong: string[] = []
  let count = 0
  for (const { add, here: reason } of cases) {
    if (reason !== undefined) continue
    try {
      const { index, ifname }: MadeLink = await here.ip.link('add', { ifname: 'k%d', ...add, netns: far } as LinkOptions)
      assert.match(ifname, /^k\d+$/)
      const found: Link = await there.link('get', index)
      assert.deepEqual([found.ifname, found.linkinfo?.kind], [ifname, add.kind])
      await there.linkRemove(index)
      count++
    } catch (error) {
      if (codeOf(error) !== 'EOPNOTSUPP' || !/device type/.test((error as Error).message))
        wrong.push(`${add.kind}: ${(error as Error).message}`)
    }
  }
  if (count === 0 && wrong.length === 0) return void t.skip('this kernel has none of these kinds')
  assert.deepEqual(wrong, [])
}
