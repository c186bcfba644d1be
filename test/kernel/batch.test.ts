import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Batch } from '../../src/iproute/batch/batch.ts'
import type { BatchResult } from '../../src/iproute/batch/run.ts'
import { ip, ipBatch, LINK, makers, pair, shown } from './iproute-ip.ts'

const TABLE = 4713
const destination = (i: number): string => `10.${i >> 8}.${i & 255}.0/24`
const routesOfIp = (): Record<string, unknown>[] => shown('route', 'show', 'table', String(TABLE))
const codes = (results: readonly BatchResult[]): string[] =>
  results.map((one) => (one.status === 'fulfilled' ? 'ok' : String((one.reason as { code?: string }).code ?? one.reason)))

for (const { name, make } of makers) {
  describe(`batches of ${name}`, () => {
    it('do what ip shows, whatever form they have', async (t) => {
      const index = pair(t)
      if (index === undefined) return
      await using kernel = make()
      const count = 3000
      const called = await kernel.batch((b) => {
        for (let i = 0; i < count; i++) b.route('add', { dst: destination(i), via: '192.0.2.2', dev: LINK, table: TABLE })
      })
      const generated = await kernel.batch(function* (b: Batch) {
        for (let i = count; i < 2 * count; i++)
          yield b.route('add', { dst: destination(i), gateway: '192.0.2.2', oif: index, table: TABLE })
      })
      const listed = await kernel.batch(
        [0, 1, 2].map((i) => ({
          type: 'RTM_NEWROUTE',
          flags: ['create', 'excl'],
          message: {
            family: 'inet',
            dst: `11.0.${i}.0`,
            dstLen: 24,
            type: 'unicast',
            protocol: 'static',
            table: TABLE,
            oif: index,
            scope: 'link',
          },
        })),
      )
      assert.deepEqual([...new Set([...codes(called), ...codes(generated), ...codes(listed)])], ['ok'])
      assert.deepEqual([called.length, generated.length, listed.length], [count, count, 3])
      const routes = routesOfIp()
      assert.equal(routes.length, 2 * count + 3)
      assert.deepEqual(
        routes.slice(0, 2 * count).map(({ dst, gateway, dev }) => `${String(dst)} ${String(gateway)} ${String(dev)}`),
        Array.from({ length: 2 * count }, (_, i) => `${destination(i)} 192.0.2.2 ${LINK}`),
      )
    })

    it('say of each request what the kernel said', async (t) => {
      const index = pair(t)
      if (index === undefined) return
      ipBatch([3, 4, 600].map((i) => `route add ${destination(i)} via 192.0.2.2 dev ${LINK} table ${TABLE}`))
      await using kernel = make()
      const results = await kernel.batch((b) => {
        for (let i = 0; i < 1000; i++)
          b.route('add', { dst: destination(i), via: i === 700 ? '203.0.113.1' : '192.0.2.2', oif: index, table: TABLE })
      })
      const failed = codes(results).flatMap((code, i) => (code === 'ok' ? [] : [`${i} ${code}`]))
      assert.deepEqual(failed, ['3 EEXIST', '4 EEXIST', '600 EEXIST', '700 ENETUNREACH'])
      const seven = results[700]
      assert.match(String(seven?.status === 'rejected' && (seven.reason as Error).message), /invalid gateway/)
      assert.match(String(seven?.status === 'rejected' && (seven.reason as { request: string }).request), /10\.2\.188\.0/)
      assert.equal(routesOfIp().length, 999)
    })

    it('may fail request for request without losing an answer', async (t) => {
      const index = pair(t)
      if (index === undefined) return
      await using kernel = make()
      const results = await kernel.batch((b) => {
        for (let i = 0; i < 6000; i++) b.route('del', { dst: destination(i), oif: index, table: TABLE })
      })
      assert.deepEqual([results.length, ...new Set(codes(results))], [6000, 'ESRCH'])
    })

    it('stop at the first error on request', async (t) => {
      const index = pair(t)
      if (index === undefined) return
      await using kernel = make()
      const results = await kernel.batch(
        (b) => {
          for (const i of [1, 2, 1, 3]) b.route('add', { dst: destination(i), via: '192.0.2.2', oif: index, table: TABLE })
        },
        { stopAtError: true },
      )
      assert.deepEqual(codes(results), ['ok', 'ok', 'EEXIST'])
      assert.equal(routesOfIp().length, 2)
    })

    it('take links, addresses, rules and neighbours', async (t) => {
      if (pair(t) === undefined) return
      t.after(() => ip('rule', 'del', 'priority', '7778'))
      await using kernel = make()
      const results = await kernel.batch((b) => {
        b.link('set', { dev: LINK, mtu: 1333 })
        b.addr('add', { dev: LINK, address: '198.51.100.9/32' })
        b.rule('add', { priority: 7778, table: 99, from: '198.51.100.0/24' })
        b.neigh('add', { dev: LINK, dst: '192.0.2.88', lladdr: '02:00:00:00:00:88' })
        b.linkDown(LINK)
      })
      assert.deepEqual(codes(results), ['ok', 'ok', 'ok', 'ok', 'ok'])
      const [link] = shown('address', 'show', LINK) as { mtu: number; flags: string[]; addr_info: { local: string }[] }[]
      assert.deepEqual([link?.mtu, link?.flags.includes('UP')], [1333, false])
      assert.ok(link?.addr_info.some(({ local }) => local === '198.51.100.9'))
      assert.equal(shown('rule', 'show', 'priority', '7778').length, 1)
    })
  })
}
