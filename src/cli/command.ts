// What a command is to the frame, and what the frame gives it.
import type { IPRoute } from '../iproute/iproute.ts'
import type { Output } from './output.ts'
import type { Style } from './style.ts'
import type { Wrap } from './tap.ts'

/** One option of the command line. */
export interface OptionSpec {
  /** One letter: `-j`. */
  readonly short?: string
  /** What stands for its value in the help; without one it is a switch. `[WHEN]` may be left out, only `--color=never` gives it then. */
  readonly value?: string
  /** Given several times, it counts: `-s -s`. */
  readonly counted?: boolean
  readonly about: string
}
export type OptionSpecs = Readonly<Record<string, OptionSpec>>
/** What was given: text of an option with a value, how often a switch. */
export type OptionValues = Readonly<Record<string, string | number | undefined>>

/** A command in its hands. */
export interface Call {
  /** The command's own name, also where another was used. */
  readonly command: string
  /** The words behind the command. */
  readonly words: readonly string[]
  readonly options: OptionValues
  readonly out: Output
  readonly style: Style
  /** This kernel, or the one that `--netns` and `--host` mean; opened at the first call, with `wrap` around its transports, and released by the frame. */
  ip(wrap?: Wrap): Promise<IPRoute>
  /** Aborts with ^C. */
  readonly signal: AbortSignal
}
/** Answers the exit status where it is not 0. */
export type Run = (call: Call) => Promise<number | undefined>

/** A command as the table knows it: what the help says; the rest is loaded when it is called. */
export interface Command {
  readonly name: string
  readonly aliases?: readonly string[]
  /** The words it takes: `[show] [SELECTOR...]`. */
  readonly words?: string
  readonly about: string
  readonly options?: OptionSpecs
  load(): Promise<{ readonly run: Run }>
}

/** Something is wrong with the command line: exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
