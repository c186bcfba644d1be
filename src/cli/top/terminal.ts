// A terminal taken over for a while, and given back as it was, however the program ends.

const ALTERNATE = '\x1b[?1049h\x1b[?25l'
const GIVE_BACK = '\x1b[?25h\x1b[?1049l'
const HOME = '\x1b[H'
const REST_OF_LINE = '\x1b[K'
const REST_OF_SCREEN = '\x1b[J'

/** The keys that end it: q, Escape, ^C, ^D. */
const ENDS = new Set(['q', 'Q', '\x1b', '\x03', '\x04'])

/** The screen of a terminal and its keys. */
export class Terminal {
  readonly #end: () => void
  readonly #restore = (): void => {
    if (this.#open) process.stdout.write(GIVE_BACK)
    this.#open = false
    if (process.stdin.isTTY) process.stdin.setRawMode(false)
  }
  readonly #keys = (data: Buffer): void => {
    const text = data.toString()
    // Escape is also how arrows and functions begin.
    if (ENDS.has(text)) this.#end()
    // ^Z, as a shell knows it: the screen is the shell's meanwhile.
    if (text === '\x1a') {
      this.#restore()
      process.kill(process.pid, 'SIGSTOP')
    }
  }
  readonly #again = (): void => this.#begin()
  #open = false

  /** `end` is called when a key says so. */
  constructor(end: () => void) {
    this.#end = end
    process.on('exit', this.#restore)
    process.on('SIGTERM', this.#end)
    process.on('SIGHUP', this.#end)
    process.on('SIGCONT', this.#again)
    if (process.stdin.isTTY) process.stdin.on('data', this.#keys)
    this.#begin()
  }

  #begin(): void {
    process.stdout.write(ALTERNATE)
    this.#open = true
    if (process.stdin.isTTY) process.stdin.setRawMode(true).resume()
  }

  get room(): { readonly columns: number; readonly rows: number } {
    return { columns: process.stdout.columns ?? 80, rows: process.stdout.rows ?? 24 }
  }

  /** Shows lines from the top on; nothing flickers, since only what is written over changes. */
  show(lines: readonly string[]): void {
    process.stdout.write(`${HOME}${lines.map((line) => `${line}${REST_OF_LINE}`).join('\r\n')}${REST_OF_SCREEN}`)
  }

  /** Gives the terminal back. */
  close(): void {
    this.#restore()
    process.stdin.off('data', this.#keys)
    process.stdin.pause()
    process.off('exit', this.#restore)
    process.off('SIGTERM', this.#end)
    process.off('SIGHUP', this.#end)
    process.off('SIGCONT', this.#again)
  }
}
