import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { NetlinkError } from '../../src/netlink/kernel-error.ts'
import { ip, LINK, makers, pair, shown } from './iproute-ip.ts'

for (const { name, make } of makers) {
  describe(`requests of ${name}`, () => {
    it('change what ip shows, one after the other', async (t) => {
      const index = pair(t)
      if (index === undefined) return
      await using kernel = make()
      await kernel.request({ type: 'RTM_SETLINK', message: { index, mtu: 1300, ifalias: 'by rtnl' } })
      const [link] = shown('link', 'show', LINK)
      assert.deepEqual([link?.['mtu'], link?.['ifalias']], [1300, 'by rtnl'])
      await kernel.request({
        type: 'RTM_NEWADDR',
        flags: ['create'],
        message: { family: 'inet', prefixlen: 25, index, local: '198.51.100.1' },
      })
      const addresses = shown('address', 'show', LINK)[0]?.['addr_info'] as { local: string; prefixlen: number }[]
      assert.ok(addresses.some(({ local, prefixlen }) => local === '198.51.100.1' && prefixlen === 25))
    })

    it('are answered though many are in flight, each with its own', async (t) => {
      const index = pair(t)
      if (index === undefined) return
      await using kernel = make()
      const indexes = Array.from({ length: 500 }, (_, i) => (i % 2 === 0 ? 1 : index))
      const answers = await Promise.all(
        indexes.map((one) => kernel.request<{ index: number; ifname: string }>({ type: 'RTM_GETLINK', message: { index: one } })),
      )
      assert.deepEqual(
        answers.map((messages) => messages.map((link) => [link.index, link.ifname])),
        indexes.map((one) => [[one, one === 1 ? 'lo' : LINK]]),
      )
    })

    it('fail by the errno of the kernel, with its sentence and the attribute it points at', async (t) => {
      if (pair(t) === undefined) return
      await using kernel = make()
      await assert.rejects(kernel.request({ type: 'RTM_GETLINK', message: { index: 2_000_000 } }), (error) => {
        assert.ok(error instanceof NetlinkError)
        assert.deepEqual([error.code, error.errno], ['ENODEV', 19])
        assert.match(error.request, /^RTM_GETLINK .*index 2000000/)
        return true
      })
      const wrong = { family: 'inet', dst: '203.0.113.0', dstLen: 24, type: 'unicast', table: 'main', gateway: '203.0.113.1' }
      const flags = ['create', 'excl']
      await assert.rejects(kernel.request({ type: 'RTM_NEWROUTE', flags, message: wrong }), {
        code: 'ENETUNREACH',
        message: /Nexthop has invalid gateway/,
      })
      await assert.rejects(
        kernel.request({
          type: 'RTM_NEWROUTE',
          flags,
          message: { ...wrong, priority: 1, unknown: [{ type: 1, data: new Uint8Array(3) }] },
        }),
        (error) => error instanceof NetlinkError && error.attribute === 'dst',
      )
    })

    it('find links by their names, long ones too', async (t) => {
      const index = pair(t)
      if (index === undefined) return
      const alternative = 'a-name-that-is-longer-than-fifteen-bytes'
      ip('link', 'property', 'add', 'dev', LINK, 'altname', alternative)
      await using kernel = make()
      await kernel.linkDown(alternative)
      const [link] = shown('link', 'show', LINK) as { flags: string[] }[]
      assert.equal(link?.flags.includes('UP'), false)
      assert.equal((await kernel.link('get', { ifname: LINK })).index, index)
    })
  })
}

describe('requests of both at once', () => {
  it('do not hear of each other', async () => {
    const [one, other] = makers.map(({ make }) => make())
    assert.ok(one && other)
    const answers = await Promise.all([one, other, one, other].map((kernel) => kernel.linkLookup({ ifname: 'lo' })))
    assert.deepEqual(answers, [[1], [1], [1], [1]])
    await Promise.all([one.release(), other.release()])
  })
})
