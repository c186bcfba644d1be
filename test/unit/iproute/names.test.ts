import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { nameOf, numberOf, parseNames, readNames } from '../../../src/iproute/words/names.ts'

test('lines of a file: decimal and hexadecimal numbers, comments, anything else left out', () => {
  const text = '#\n# reserved values\n#\n255\tlocal\n 0x64  blue # of the lab\nnonsense\n7\n12 \t green#\n'
  assert.deepEqual(parseNames(text), [
    ['local', 255],
    ['blue', 100],
    ['green', 12],
  ])
})

test('the administrator overrides the distribution, file by file', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'rtnl-names-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const [usr, etc] = [join(folder, 'usr'), join(folder, 'etc')]
  mkdirSync(join(etc, 'rt_tables.d'), { recursive: true })
  mkdirSync(usr)
  writeFileSync(join(usr, 'rt_tables'), '254 main\n10 red\n11 blue\n')
  writeFileSync(join(etc, 'rt_tables'), '20 red\n')
  writeFileSync(join(etc, 'rt_tables.d', 'b.conf'), '30 red\n')
  writeFileSync(join(etc, 'rt_tables.d', 'a.conf'), '40 red\n')
  writeFileSync(join(etc, 'rt_tables.d', 'README'), '50 red\n')
  const { numbers, names } = readNames('rt_tables', [usr, etc])
  assert.deepEqual([numbers.get('red'), numbers.get('blue'), numbers.get('main'), numbers.get('local')], [30, 11, 254, 255])
  assert.deepEqual([names.get(30), names.get(20), names.get(254)], ['red', 'red', 'main'])
})

test('names of the kernel, numbers and their text', () => {
  assert.equal(numberOf('rt_tables', 'main'), 254)
  assert.equal(numberOf('rt_tables', 'RT_TABLE_LOCAL'), 255)
  assert.equal(numberOf('rt_tables', '0x64'), 100)
  assert.equal(numberOf('rt_tables', 4000000000), 4000000000)
  assert.equal(numberOf('rt_protos', 'RTPROT_STATIC'), 4)
  assert.equal(numberOf('rt_scopes', 'global'), 0)
  assert.equal(numberOf('rt_scopes', 'RT_SCOPE_UNIVERSE'), 0)
  assert.equal(nameOf('rt_scopes', 0), 'global')
  assert.equal(nameOf('rt_tables', 123456), '123456')
})

test('a name that nobody knows', () => {
  assert.throws(() => numberOf('rt_tables', 'mian'), {
    name: 'TypeError',
    message: "'mian' is not the name of a routing table; did you mean 'main'?",
  })
  assert.throws(() => numberOf('rt_protos', 'hasOwnProperty'), TypeError)
  assert.throws(() => numberOf('group', {}), TypeError)
})
