import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commandOf, commandWord, GLOBAL, parse } from '../../../src/cli/arguments.ts'
import { COMMANDS } from '../../../src/cli/commands/index.ts'

const refused = (work: () => unknown, message: RegExp): void => assert.throws(work, { name: 'UsageError', message })

test('options stand anywhere, short ones together', () => {
  const { options, words } = parse(['-jd', 'link', '-s', 'show', '--statistics', 'dev=eth0', '-n', 'blue'], GLOBAL)
  assert.deepEqual(options, { json: 1, details: 1, statistics: 2, netns: 'blue' })
  assert.deepEqual(words, ['link', 'show', 'dev=eth0'])
})

test('the command is the first word that is no value of an option', () => {
  assert.equal(commandWord(['-n', 'blue', '-j', 'link', 'show']), 'link')
  assert.equal(commandWord(['--netns=blue', 'addr']), 'addr')
  assert.equal(commandWord(['-j']), undefined)
})

test('a value may be left out only where a word says so', () => {
  assert.equal(parse(['--color'], GLOBAL).options['color'], 'always')
  assert.equal(parse(['--color=never'], GLOBAL).options['color'], 'never')
  refused(() => parse(['--netns'], GLOBAL), /--netns wants a value: --netns NAME/)
  refused(() => parse(['--json=yes'], GLOBAL), /--json takes no value/)
})

test('a misspelt option or command names the nearest', () => {
  refused(() => parse(['--statistic'], GLOBAL), /no option --statistic; did you mean '--statistics'\?/)
  refused(() => parse(['-x'], GLOBAL), /no option -x$/)
  refused(() => commandOf('hlep', COMMANDS), /no command 'hlep'; did you mean 'help'\?/)
})

test('behind -- all are words', () => assert.deepEqual(parse(['a', '--', '-j'], GLOBAL).words, ['a', '-j']))
