import assert from 'node:assert/strict'
import { test } from 'node:test'
import { candidates } from '../../../src/cli/commands/complete.ts'
import { COMMANDS } from '../../../src/cli/commands/index.ts'
import { run } from '../../../src/cli/frame.ts'
import { kindOptions, kindsOf, nounWords } from '../../../src/cli/schema-words.ts'

const printed = async (line: string, columns?: number) => {
  const said: Record<'out' | 'error', string[]> = { out: [], error: [] }
  const write = async (text: string) => void said.out.push(text)
  const status = await run(line.split(' '), { columns, colour: false, write, error: (text) => void said.error.push(text) })
  return { status, out: said.out.join(''), error: said.error.join('') }
}

test('the help of a kind has the words of people, types and the names of the kernel', async () => {
  const { out } = await printed('help link vxlan')
  assert.match(out, /^ {2}ttl +IFLA_VXLAN_TTL +u8$/m)
  assert.match(out, /^ {2}nolearning$/m)
  const htb = await printed('help tc htb')
  assert.match(htb.out, /^ {2}default +defcls +/m)
  assert.match((await printed('help route')).out, /^ {2}priority +RTA_PRIORITY +u32$/m)
})

test('the help of a command names its options; what is misspelt, the nearest', async () => {
  assert.match((await printed('link --help')).out, /--dry-run/)
  const wrong = await printed('help link vxlna')
  assert.deepEqual([wrong.status, wrong.error], [2, "rtnl: link has no kind 'vxlna'; did you mean 'vxlan'?\n"])
  assert.match((await printed('completion tcsh')).error, /bash, zsh, fish/)
})

test('a line is completed from the same tables', async () => {
  const begun = async (line: string) => {
    const current = line.slice(line.search(/\S*$/))
    return (await candidates(line)).filter((word) => word.startsWith(current))
  }
  assert.deepEqual(await begun('rtnl nextho'), ['nexthop'])
  assert.deepEqual(await begun('rtnl link add kind=vx'), ['kind=vxcan', 'kind=vxlan'])
  assert.deepEqual(await begun('rtnl link add kind=vxlan learn'), ['learning='])
  assert.deepEqual(await begun('rtnl route add type=unr'), ['type=unreachable'])
  assert.deepEqual(await begun('rtnl link -j --nat'), ['--native'])
  assert.deepEqual(await begun('rtnl help link bon'), ['bond'])
})

test('every kind of every noun can be told of', async () => {
  for (const { name } of COMMANDS) {
    nounWords(name)
    for (const kind of kindsOf(name)) kindOptions(name, kind)
  }
  assert.ok(kindsOf('link').length > 40)
  assert.ok(kindOptions('filter', 'flower').length > 50)
})

test('names of commands are unique', () => {
  const names = COMMANDS.flatMap(({ name, aliases = [] }) => [name, ...aliases])
  assert.equal(new Set(names).size, names.length)
})
