import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { locate, netns } from '../../../src/socket/netns.ts'

describe('a reference to a network namespace', () => {
  it('is a name, a path, a process or a file descriptor', () => {
    assert.deepEqual(locate('blue'), { path: '/run/netns/blue' })
    assert.deepEqual(locate('/proc/1/ns/net'), { path: '/proc/1/ns/net' })
    assert.deepEqual(locate('./here'), { path: './here' })
    assert.deepEqual(locate({ pid: 42 }), { path: '/proc/42/ns/net' })
    assert.deepEqual(locate({ fd: 3 }), { fd: 3 })
  })

  it('is nothing else', () => {
    for (const wrong of ['', '.', '..', 'a\0b', '/a\0b', 'n'.repeat(256), 'ü'.repeat(128)]) assert.throws(() => locate(wrong), TypeError)
    for (const number of [-1, 1.5, Number.NaN, 2 ** 31]) {
      assert.throws(() => locate({ pid: number }), TypeError)
      assert.throws(() => locate({ fd: number }), TypeError)
    }
  })

  it('must be a name where one is made or removed', async () => {
    for (const wrong of ['', '..', 'a/b', '/run/netns/a']) {
      await assert.rejects(netns.create(wrong), TypeError)
      await assert.rejects(netns.remove(wrong), TypeError)
    }
  })
})
