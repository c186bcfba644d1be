// All commands. What a line says is needed for the help; the command itself is loaded when it is called.
import type { Command } from '../command.ts'

/** `rtnl` alone. */
export const OVERVIEW: Command = {
  name: 'overview',
  about: 'Shows this machine at a glance: links, addresses, routes, rules. See and change all of rtnetlink with the commands below.',
  load: () => import('./overview.ts'),
}

/** In the order in which the help lists them. */
export const COMMANDS: readonly Command[] = [
  OVERVIEW,
  { name: 'help', words: '[COMMAND [WORD...]]', about: 'what a command takes', load: () => import('./help.ts') },
]
