/**
 * One timer for many deadlines: most exchanges end long before it fires, and a timer of its own would cost each more
 * than its answer. It does not keep the process alive.
 */
export class Deadlines {
  readonly #expire: (now: number) => number
  #timer: ReturnType<typeof setTimeout> | undefined
  /** When it fires. */
  #at = 0

  /** `expire` is called when a deadline may have passed; it answers the next one, or Infinity. */
  constructor(expire: (now: number) => number) {
    this.#expire = expire
  }

  /** Sees to it that `expire` is called soon after this moment (performance.now()). */
  watch(deadline: number): void {
    if (deadline === Number.POSITIVE_INFINITY || (this.#timer !== undefined && this.#at <= deadline)) return
    clearTimeout(this.#timer)
    this.#at = deadline
    // If the timer is late by the event loop's fault, answers wait to be read: they get their turn first.
    this.#timer = setTimeout(() => setImmediate(() => this.#fire()), Math.max(1, deadline - performance.now()))
    this.#timer.unref()
  }

  clear(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #fire(): void {
    if (this.#timer === undefined) return
    this.#timer = undefined
    this.watch(this.#expire(performance.now()))
  }
}
