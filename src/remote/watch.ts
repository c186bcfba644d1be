/** The one timer of a connection: for the welcome, then for signs of life, then for the next attempt. */
export class Watch {
  readonly #dead: (reason: string) => void
  readonly #ask: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #heard = 0
  #referenced = false
  /** Nobody reads what waits: that nothing is heard says nothing. */
  deaf = false

  /** `dead` is called when no sign of life has come for long, `ask` to ask for one. */
  constructor(dead: (reason: string) => void, ask: () => void) {
    this.#dead = dead
    this.#ask = ask
  }

  /** The other side lives. */
  heard(): void {
    this.#heard = performance.now()
  }

  /** Asks for a sign of life every `interval` milliseconds; 0: never. */
  begin(interval: number): void {
    this.heard()
    const look = (): void => {
      if (performance.now() - this.#heard <= 3 * interval || this.deaf) {
        this.#ask()
        this.after(interval, look)
        return
      }
      // If the timer is late by the event loop's fault, signs of life wait to be read: they get their turn first.
      this.after(1, () => {
        const silent = performance.now() - this.#heard
        if (silent > 3 * interval && !this.deaf) this.#dead(`no sign of life for ${Math.round(silent)} ms`)
        else this.after(interval, look)
      })
    }
    this.stop()
    if (interval > 0) this.after(interval, look)
  }

  /** Calls `then` later, and what was to be called is not. */
  after(time: number, then: () => void): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(then, time)
    if (!this.#referenced) this.#timer.unref()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** Whether it keeps the process alive. */
  ref(on: boolean): void {
    this.#referenced = on
    this.#timer?.[on ? 'ref' : 'unref']()
  }
}
