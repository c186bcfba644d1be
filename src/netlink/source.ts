import type { Overlaps } from './overlaps.ts'
import type { StructTable } from './struct.ts'

/** Header and overlaps of a message, whose attributes are read into the same object as its header. */
export interface Head {
  readonly layout: StructTable
  readonly overlaps: Overlaps
  /** Reads a header that is shorter than the struct. */
  short(view: DataView, at: number, end: number, scope: unknown): unknown
}

/** Source text under construction, and the constants it refers to. Only numbers and checked keys enter the text. */
export class Source {
  readonly #names: string[] = []
  readonly #values: unknown[] = []

  readonly bind = (value: unknown): string => {
    const known = this.#values.indexOf(value)
    if (known >= 0) return this.#names[known] as string
    const name = `c${this.#names.length}`
    this.#names.push(name)
    this.#values.push(value)
    return name
  }

  /** The function that the text returns. */
  build(text: string, origin: string): unknown {
    const named = `${text}\n//# sourceURL=rtnl:${origin.replace(/[^\w/]/g, '_')}`
    return new Function(...this.#names, named)(...this.#values)
  }
}

export const property = (key: string): string => (/^[a-z]\w*$/i.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`)
export const literalKey = (key: string): string => (/^[a-z]\w*$/i.test(key) ? key : JSON.stringify(key))
