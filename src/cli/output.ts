// Where a command writes: the process's streams, or what a test collects.

/** The two streams of a command, and what is at the other end. */
export interface Output {
  /** Settles when more can be taken: long listings wait for a slow reader. */
  write(text: string): Promise<void>
  error(text: string): void
  /** Columns of the terminal; undefined where it is none: lines are not cut then. */
  readonly columns: number | undefined
  /** Whether the environment wants colour on this stream. */
  readonly colour: boolean
}

const has = (variable: string): boolean => (process.env[variable] ?? '') !== ''

/** Colour only on a terminal that can show it; https://no-color.org says no, FORCE_COLOR says yes in any case. */
const wantsColour = (terminal: boolean): boolean => {
  if (has('NO_COLOR')) return false
  if (has('FORCE_COLOR')) return process.env['FORCE_COLOR'] !== '0'
  return terminal && process.env['TERM'] !== 'dumb'
}

/** The process's own streams. A reader that has seen enough (`rtnl link | head`) ends the program quietly. */
export function processOutput(): Output {
  const { stdout, stderr } = process
  const closed = (error: Error & { readonly code?: string }): void => process.exit(error.code === 'EPIPE' ? 0 : 1)
  stdout.on('error', closed)
  stderr.on('error', closed)
  return {
    write: (text) => (stdout.write(text) ? Promise.resolve() : new Promise((resolve) => stdout.once('drain', resolve))),
    error: (text) => void stderr.write(text),
    get columns() {
      return stdout.isTTY ? stdout.columns : undefined
    },
    colour: wantsColour(stdout.isTTY),
  }
}
