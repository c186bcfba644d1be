import assert from 'node:assert/strict'
import { test } from 'node:test'
import { coloured } from '../../../src/cli/style.ts'
import { harmless, Table, widthOf } from '../../../src/cli/table.ts'

test('columns are aligned, numbers at the right, empty ones left out', () => {
  const table = new Table({ head: ['index', 'name', 'none', 'mtu'] })
  assert.equal(
    table.page([{ cells: ['1', 'lo', '', '65536'] }, { cells: ['12', 'eth0', '', '1500'], below: ['more=1'] }]),
    'index  name    mtu\n    1  lo    65536\n   12  eth0   1500\n    more=1\n',
  )
  // The next page keeps the widths.
  assert.equal(table.page([{ cells: ['3', 'x', '', '9'] }]), '    3  x         9\n')
})

test('lines end at the edge of the terminal', () => {
  const table = new Table({ columns: 10 })
  assert.equal(table.page([{ cells: ['abcdef', 'ghijkl'] }]), 'abcdef  g…\n')
})

test('colour does not count', () => {
  const table = new Table({ style: coloured })
  assert.equal(table.page([{ cells: [['good', 'up'], 'x'] }, { cells: ['down', 'y'] }]), '\x1b[32mup\x1b[39m    x\ndown  y\n')
})

test('wide letters take two columns, control characters none of the terminal', () => {
  assert.deepEqual(['eth0', 'é', '網', 'e\u0301'].map(widthOf), [4, 1, 2, 1])
  assert.equal(harmless('a\x1b[31mb'), 'a\\x1b[31mb')
  assert.equal(new Table().page([{ cells: ['網', 'x'] }, { cells: ['abc', 'y'] }]), '網   x\nabc  y\n')
})
