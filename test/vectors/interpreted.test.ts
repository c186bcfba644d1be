// The same recorded exchanges where code must not be generated (a strict Content-Security-Policy): the interpreter serves.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

for (const area of ['addr', 'links', 'neigh', 'route', 'rule', 'wrong']) {
  test(`${area}, without code generation`, () => {
    const file = fileURLToPath(new URL(`${area}.test.js`, import.meta.url))
    // NODE_TEST_CONTEXT would make it a part of this run, with a count of its own.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env
    const parameters = ['--disallow-code-generation-from-strings', '--test-reporter', 'tap', file]
    const { status, stdout } = spawnSync(process.execPath, parameters, { env, encoding: 'utf8', maxBuffer: 1 << 28 })
    assert.match(stdout, /^# fail 0$/m)
    assert.match(stdout, /^# pass [1-9]\d+$/m)
    assert.equal(status, 0)
  })
}
