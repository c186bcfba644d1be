// `rtnl help [COMMAND]`
import { commandOf } from '../arguments.ts'
import type { Call } from '../command.ts'
import { help } from '../help.ts'
import { COMMANDS, OVERVIEW } from './index.ts'

/** Prints the help of a command, or of all. */
export async function run({ words: [word, ...rest], out, style }: Call): Promise<undefined> {
  const command = word === undefined ? OVERVIEW : commandOf(word, COMMANDS)
  await out.write(help(command, word !== undefined, rest, style))
}
