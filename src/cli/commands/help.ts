// `rtnl help [COMMAND [KIND]]`: all that a noun takes, out of the tables of the schema.

import { nearest } from '../../netlink/names.ts'
import { commandOf } from '../arguments.ts'
import { type Call, UsageError } from '../command.ts'
import { help } from '../help.ts'
import { kindOptions, kindsOf, nounWords, type OptionWord } from '../schema-words.ts'
import { Table } from '../table.ts'
import { COMMANDS, OVERVIEW } from './index.ts'

/** Names that are printed of one option; `-d` prints all. */
const SOME = 8

function typeText({ type, names }: OptionWord, all: boolean): string {
  if (names === undefined || all || names.length <= SOME) return type
  return `${names.slice(0, SOME).join(' | ')} | ... (${names.length} names)`
}

function page({ out, style, options }: Call, title: string, words: readonly OptionWord[]): Promise<void> {
  const table = new Table({ style, columns: out.columns, indent: '  ' })
  const all = options['details'] !== undefined
  const rows = words.map((word) => ({ cells: [['name', word.key], ['quiet', word.uapi], typeText(word, all)] as const }))
  return out.write(`\n${style('title', title)}\n${table.page(rows)}`)
}

/** Prints the help of a command, of one of its kinds, or of all. */
export async function run(call: Call): Promise<undefined> {
  const { words, out, style } = call
  const [word, kind] = words
  const command = word === undefined ? OVERVIEW : commandOf(word, COMMANDS)
  const kinds = kindsOf(command.name)
  if (kind === undefined) {
    await out.write(help(command, word !== undefined, style))
    const options = nounWords(command.name)
    if (options.length > 0) await page(call, `What ${command.name} takes (KEY=VALUE), and the kernel's names`, options)
    if (kinds.length > 0) await out.write(`\n${style('title', `Kinds (rtnl help ${command.name} KIND)`)}\n  ${kinds.join(' ')}\n`)
    return undefined
  }
  if (!kinds.includes(kind)) {
    const guess = nearest(kind, kinds)
    throw new UsageError(`${command.name} has no kind '${kind}'${guess === undefined ? '' : `; did you mean '${guess}'?`}`)
  }
  await out.write(`rtnl ${command.name} add ... kind=${kind} [KEY=VALUE...]\n`)
  await page(call, `What ${kind} takes, besides what every ${command.name} does`, kindOptions(command.name, kind))
  return undefined
}
