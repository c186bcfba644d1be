// The notation in which strace writes structures: `[{nla_len=7, nla_type=IFLA_IFNAME}, "v0"]`.

/** A value as strace wrote it; `text` is how. */
export type Value =
  | { readonly kind: 'list'; readonly text: string; readonly items: readonly Value[] }
  | { readonly kind: 'struct'; readonly text: string; readonly fields: ReadonlyMap<string, Value> }
  | { readonly kind: 'string'; readonly text: string; readonly bytes: Uint8Array; readonly cut: boolean }
  | { readonly kind: 'word'; readonly text: string }

const ESCAPES: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, v: 11, f: 12, '"': 34, '\\': 92 }

/** Reads values from a text, one after the other. */
export class Reader {
  readonly #text: string
  at: number

  constructor(text: string, at = 0) {
    this.#text = text
    this.at = at
  }

  #spaces(): void {
    for (;;) {
      while (this.#text[this.at] === ' ') this.at++
      if (!this.#text.startsWith('/*', this.at)) return
      const end = this.#text.indexOf('*/', this.at)
      this.at = end < 0 ? this.#text.length : end + 2
    }
  }

  /** Passes over one of these characters, if it is the next. */
  take(character: string): boolean {
    this.#spaces()
    if (this.#text[this.at] !== character) return false
    this.at++
    return true
  }

  value(): Value {
    this.#spaces()
    const start = this.at
    const next = this.#text[start]
    const text = () => this.#text.slice(start, this.at)
    if (next === '[') {
      const items = this.values(']')
      return { kind: 'list', text: text(), items }
    }
    if (next === '{') {
      const fields = this.#fields()
      return { kind: 'struct', text: text(), fields }
    }
    if (next === '"') {
      const bytes = this.#string()
      const end = this.at
      const cut = this.#text.startsWith('...', end)
      if (cut) this.at += 3
      return { kind: 'string', text: this.#text.slice(start, end), bytes, cut }
    }
    this.#word()
    return { kind: 'word', text: text().trim() }
  }

  /** The values up to a closing bracket, which is passed; the opening one is next. */
  values(close: string): Value[] {
    this.at++
    const items: Value[] = []
    while (!this.take(close)) {
      if (this.at >= this.#text.length) break
      items.push(this.value())
      if (!this.take(',')) this.#passWord(close)
    }
    return items
  }

  #fields(): Map<string, Value> {
    this.at++
    const fields = new Map<string, Value>()
    while (!this.take('}')) {
      if (this.at >= this.#text.length) break
      this.#spaces()
      const name = /^[A-Za-z_]\w*(?==)/.exec(this.#text.slice(this.at, this.at + 64))?.[0]
      if (name !== undefined) this.at += name.length + 1
      fields.set(name ?? String(fields.size), this.value())
      if (!this.take(',')) this.#passWord('}')
    }
    return fields
  }

  /** What stands behind a value and before the next: ` => 12`, `<...>`. */
  #passWord(close: string): void {
    this.#spaces()
    const next = this.#text[this.at]
    if (next === undefined || next === close || next === ',') return
    const before = this.at
    this.#word()
    // Whatever it is, the end comes nearer.
    if (this.at === before) this.at++
    this.take(',')
  }

  /** Up to a comma or bracket that is not within parentheses. */
  #word(): void {
    let depth = 0
    for (; this.at < this.#text.length; this.at++) {
      const one = this.#text[this.at] as string
      if (one === '"') {
        this.#string()
        this.at--
      } else if (this.#text.startsWith('/*', this.at)) {
        const end = this.#text.indexOf('*/', this.at)
        this.at = end < 0 ? this.#text.length : end + 1
      } else if (one === '(') depth++
      else if (one === ')' && depth > 0) depth--
      else if (depth === 0 && ',]})'.includes(one)) return
    }
  }

  #string(): Uint8Array {
    const bytes: number[] = []
    for (this.at++; this.at < this.#text.length && this.#text[this.at] !== '"'; this.at++) {
      if (this.#text[this.at] !== '\\') {
        bytes.push(this.#text.charCodeAt(this.at) & 0xff)
        continue
      }
      const rest = this.#text.slice(this.at + 1, this.at + 4)
      const digits = /^x[0-9a-f]{1,2}|^[0-7]{1,3}/i.exec(rest)?.[0]
      if (digits === undefined) {
        bytes.push(ESCAPES[rest[0] ?? ''] ?? rest.charCodeAt(0))
        this.at++
      } else {
        bytes.push(digits.startsWith('x') ? Number.parseInt(digits.slice(1), 16) : Number.parseInt(digits, 8))
        this.at += digits.length
      }
    }
    this.at++
    return Uint8Array.from(bytes)
  }
}
