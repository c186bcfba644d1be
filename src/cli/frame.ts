// The frame of all commands: takes the command line apart, loads the command, turns errors into sentences and statuses.
import type { IPRoute } from '../iproute/iproute.ts'
import { commandOf, commandWord, GLOBAL, parse } from './arguments.ts'
import { type Call, type Command, UsageError } from './command.ts'
import { COMMANDS, OVERVIEW } from './commands/index.ts'
import type { Output } from './output.ts'
import { coloured, plain, type Style } from './style.ts'

/** Exit statuses, as ip(8) has them: the kernel refused; the command line was wrong. */
export const REFUSED = 1
export const USAGE = 2

/** The colours that `--color` and the terminal ask for. */
function styleOf(when: string | number | undefined, out: Output): Style {
  if (when === undefined || when === 'auto') return out.colour ? coloured : plain
  if (when === 'always') return coloured
  if (when === 'never') return plain
  throw new UsageError(`--color: '${when}' is none of always, auto, never`)
}

/** Runs the command that was found, and lets go of the kernel. */
async function call(command: Command, argv: readonly string[], named: boolean, out: Output, signal: AbortSignal): Promise<number> {
  const { options, words } = parse(argv, { ...GLOBAL, ...command.options })
  const style = styleOf(options['color'], out)
  const behind = named ? words.slice(1) : words
  if (options['help'] !== undefined) {
    const { help } = await import('./help.ts')
    await out.write(help(command, named, style))
    return 0
  }
  if (options['version'] !== undefined) {
    const { version } = await import('./version.ts')
    await out.write(`rtnl ${version()}\n`)
    return 0
  }
  // The library is loaded while the command is.
  let opened: Promise<IPRoute> | undefined
  const ip: Call['ip'] = (wrap) => {
    opened ??= import('./open.ts').then(({ open }) => open(options, wrap))
    return opened
  }
  const made: Call = { command: command.name, words: behind, options, out, style, ip, signal }
  try {
    const { run } = await command.load()
    return (await run(made)) ?? 0
  } finally {
    await (await opened?.catch(() => undefined))?.release()
  }
}

/** An error as people read it, and the status it ends with. */
function judged(error: unknown): { readonly text: string; readonly status: number } {
  const text = error instanceof Error ? error.message : String(error)
  // Our own checks of input are TypeErrors and RangeErrors; whatever else happens, the kernel or the system said no.
  const usage = error instanceof UsageError || error instanceof TypeError || error instanceof RangeError
  return { text, status: usage ? USAGE : REFUSED }
}

/** Runs a command line (without `rtnl` itself); answers the exit status. */
export async function run(argv: readonly string[], out: Output, signal: AbortSignal = new AbortController().signal): Promise<number> {
  try {
    const word = commandWord(argv)
    const command = word === undefined ? OVERVIEW : commandOf(word, COMMANDS)
    return await call(command, argv, word !== undefined, out, signal)
  } catch (error) {
    if (signal.aborted) return 130
    const { text, status } = judged(error)
    out.error(`rtnl: ${text}\n`)
    return status
  }
}
