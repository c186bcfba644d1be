import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { describe, it } from 'node:test'
import { IPRSocket } from '../../src/iproute/iprsocket.ts'
import type { Route } from '../../src/iproute/route/types.ts'
import { ip, ipBatch, LINK, makers, pair, shown } from './iproute-ip.ts'

const ROUTES = 5000
const TABLE = 4711
const openFiles = (): number => readdirSync('/proc/self/fd').length

/** Fills a table with routes; it goes with its link. */
const fill = (): void =>
  ipBatch(
    Array.from(
      { length: ROUTES },
      (_, i) => `route add 10.${i >> 8}.${i & 255}.0/24 via 192.0.2.2 dev ${LINK} table ${TABLE} metric ${i + 1}`,
    ),
  )

const keyOf = ({ dst, dstLen, priority }: Route): string => `${dst}/${dstLen} ${priority}`
const keysOfIp = (): string[] => shown('route', 'show', 'table', String(TABLE)).map(({ dst, metric }) => `${String(dst)} ${String(metric)}`)

for (const { name, make } of makers) {
  describe(`listings of ${name}`, () => {
    it('are the same awaited, iterated and in arrays, and what ip shows', async (t) => {
      if (pair(t) === undefined) return
      fill()
      await using kernel = make()
      const routes = () => kernel.getRoutes({ family: 'inet', table: TABLE })
      const collected = (await routes()).map(keyOf)
      const streamed: string[] = []
      for await (const route of routes()) streamed.push(keyOf(route))
      const batched: string[] = []
      for await (const items of routes().batches()) batched.push(...items.map(keyOf))
      assert.equal(collected.length, ROUTES)
      assert.deepEqual(collected, keysOfIp())
      assert.deepEqual(streamed, collected)
      assert.deepEqual(batched, collected)
    })

    it('may be left, and leave nothing open', async (t) => {
      if (pair(t) === undefined) return
      fill()
      await using kernel = make()
      await kernel.linkLookup({ ifname: 'lo' })
      const before = openFiles()
      for (let round = 0; round < 20; round++) {
        for await (const { table } of kernel.getRoutes({ table: TABLE })) {
          assert.equal(table, TABLE)
          break
        }
      }
      assert.notEqual(await kernel.getRoutes({ table: TABLE }).first(), undefined)
      for (let i = 0; i < 100 && openFiles() > before; i++) await new Promise((resolve) => setTimeout(resolve, 10))
      assert.ok(openFiles() <= before, `${openFiles()} files are open, ${before} were`)
    })

    it('let other requests through between their items', async (t) => {
      const index = pair(t)
      if (index === undefined) return
      fill()
      await using kernel = make()
      let count = 0
      for await (const route of kernel.getRoutes({ table: TABLE })) {
        if (count++ % 500 === 0) await kernel.route('del', route)
      }
      assert.equal(count, ROUTES)
      assert.equal(keysOfIp().length, ROUTES - ROUTES / 500)
    })

    it('take turns, many at once', async (t) => {
      if (pair(t) === undefined) return
      fill()
      await using kernel = make()
      const listed = await Promise.all([
        kernel.getRoutes({ table: TABLE }),
        kernel.getLinks(),
        kernel.getRoutes({ table: TABLE }),
        kernel.getAddr({ dev: LINK, family: 'inet' }),
        kernel.getRules({ family: 'inet' }),
      ])
      assert.deepEqual([listed[0].length, listed[2].length], [ROUTES, ROUTES])
      assert.deepEqual(
        listed[1].map(({ ifname }) => ifname).sort(),
        shown('link', 'show')
          .map(({ ifname }) => ifname)
          .sort(),
      )
      assert.deepEqual(
        listed[3].map(({ local }) => local),
        ['192.0.2.1'],
      )
      assert.equal(listed[4].length, shown('-4', 'rule', 'show').length)
    })

    it('fail by what the kernel says of a filter it does not take', async () => {
      await using kernel = make()
      // Strict checking refuses a destination's length in the header of a dump (ip_valid_fib_dump_req).
      const listing = { type: 'RTM_GETROUTE', message: { family: 'inet', dstLen: 24 } }
      await assert.rejects(kernel.dump(listing).toArray(), { code: 'EINVAL', message: /Invalid values in header for FIB dump request/ })
      await assert.rejects(kernel.dump(listing).first(), { code: 'EINVAL' })
    })

    it('stop at a signal', async (t) => {
      if (pair(t) === undefined) return
      fill()
      await using kernel = make()
      const controller = new AbortController()
      const { signal } = controller
      let count = 0
      const loop = (async () => {
        for await (const _ of kernel.getRoutes({ table: TABLE, signal })) if (++count === 10) controller.abort(new Error('enough'))
      })()
      await assert.rejects(loop, /enough/)
      assert.ok(count < ROUTES)
      assert.equal((await kernel.getRoutes({ table: TABLE })).length, ROUTES)
    })
  })
}

describe('a listing that changes under way', () => {
  /** A socket whose buffer is so small that the kernel waits with the rest of a listing until the first part is read. */
  const narrow = () => new IPRSocket({ receiveBuffer: 4096, forceBuffers: false })
  const addAddresses = (): void =>
    ipBatch(Array.from({ length: 2000 }, (_, i) => `address add 10.${100 + (i >> 8)}.${i & 255}.1/32 dev ${LINK}`))
  const change = (): string => ip('address', 'add', '203.0.113.9/32', 'dev', LINK)

  it('is asked again until it is whole, if it is awaited', async (t) => {
    if (pair(t) === undefined) return
    addAddresses()
    await using kernel = narrow()
    const listing = kernel.dump<{ readonly local: string }>({ type: 'RTM_GETADDR', message: { family: 'inet' } }).toArray()
    change()
    const locals = (await listing).map(({ local }) => local)
    assert.ok(locals.includes('203.0.113.9'))
    assert.equal(new Set(locals).size, locals.length)
  })

  it('says so at its end, if it is streamed', async (t) => {
    if (pair(t) === undefined) return
    addAddresses()
    await using kernel = narrow()
    let count = 0
    const loop = (async () => {
      for await (const _ of kernel.getAddr({ family: 'inet' })) if (++count === 1) change()
    })()
    await assert.rejects(loop, { code: 'EINTR' })
    assert.ok(count > 2000)
  })
})
