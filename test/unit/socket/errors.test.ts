import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { SocketError, systemError } from '../../../src/socket/errors.ts'

describe('SocketError', () => {
  it('has the fields and the words of a system error of Node', () => {
    let theirs: unknown
    try {
      readFileSync('/nonexistent')
    } catch (error) {
      theirs = error
    }
    assert.ok(theirs instanceof Error && 'code' in theirs && 'errno' in theirs && 'syscall' in theirs)
    const ours = new SocketError('open', 2, '/nonexistent')
    assert.deepEqual([ours.code, ours.errno, ours.syscall, ours.message], [theirs.code, theirs.errno, theirs.syscall, theirs.message])
    assert.ok(ours instanceof Error)
    assert.equal(String(ours), `SocketError: ${theirs.message}`)
  })

  it('gives advice where there is some', () => {
    assert.equal(
      new SocketError('setns', 1, '/run/netns/blue').message,
      "EPERM: operation not permitted, setns '/run/netns/blue' (entering a network namespace needs CAP_SYS_ADMIN here and in its user namespace)",
    )
  })

  it('keeps a number that has no name', () => {
    const error = new SocketError('bind', 4000)
    assert.deepEqual([error.code, error.errno], ['errno 4000', -4000])
  })

  it('is made of what the addon throws, and of nothing else', () => {
    const other = new Error('other')
    assert.equal(systemError(other), other)
    const made = systemError(Object.assign(new Error('setns'), { errno: 1, syscall: 'setns' }))
    assert.ok(made instanceof SocketError)
    assert.equal(made.code, 'EPERM')
  })
})
