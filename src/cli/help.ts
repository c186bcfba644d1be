// What --help prints: out of the tables of commands and options.
import { GLOBAL } from './arguments.ts'
import type { Command, OptionSpecs } from './command.ts'
import { COMMANDS } from './commands/index.ts'
import type { Style } from './style.ts'

/** Two columns, the left as wide as its widest. */
const pairs = (rows: readonly (readonly [left: string, right: string])[], style: Style): string => {
  const width = Math.max(0, ...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${style('name', left)}${' '.repeat(width - left.length)}  ${right}\n`).join('')
}

const optionRows = (specs: OptionSpecs): (readonly [string, string])[] =>
  Object.entries(specs).map(([name, { short, value, about }]) => {
    const shown = value === undefined ? '' : value.startsWith('[') ? `[=${value.slice(1)}` : ` ${value}`
    return [`${short === undefined ? '    ' : `-${short}, `}--${name}${shown}`, about]
  })

/** The help of a command, or of `rtnl` itself. */
export function help(command: Command, named: boolean, style: Style): string {
  const { name, words = '', about, options = {}, aliases = [] } = command
  const own = optionRows(options)
  const common = `\n${style('title', 'Options')}\n${pairs(optionRows(GLOBAL), style)}`
  if (!named) {
    const rows = COMMANDS.map((one) => [one.name, one.about] as const)
    return `rtnl [COMMAND] [WORD...] [OPTION...]\n\n${about}\n\n${style('title', 'Commands')}\n${pairs(rows, style)}${common}`
  }
  const also = aliases.length === 0 ? '' : ` (also ${aliases.join(', ')})`
  const usage = `rtnl ${name}${words === '' ? '' : ` ${words}`} [OPTION...]\n\n${about}${also}\n`
  return `${usage}${own.length === 0 ? '' : `\n${style('title', `Options of ${name}`)}\n${pairs(own, style)}`}${common}`
}
