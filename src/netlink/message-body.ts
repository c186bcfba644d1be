import type { AnyCodec, Decoded, Encodable, Part, Scope, Shape } from './codec.ts'
import { DecodeError, InputFault } from './errors.ts'
import { wantObject } from './faults.ts'
import { align } from './message.ts'
import type { AnySet, AnyStruct, MessageTypes } from './payload.ts'
import type { Writer } from './writer.ts'

type Values = Record<string, unknown>
type Body<K extends string, V> = { readonly [Key in K]: V }
type BodyInput<K extends string, V> = { readonly [Key in K]?: V | undefined }

/** A message with something of its own between the header, which counts its bytes, and the attributes. */
export interface BodiedCodec<M extends MessageTypes, H extends AnyStruct, L, K extends string, C extends AnyCodec, S extends AnySet> {
  readonly type: string
  readonly types: M
  readonly head: H
  readonly set: S
  /** Reads the payload within [at, end). */
  read(view: DataView, at: number, end: number, scope: Scope): Omit<Decoded<H>, L & string> & Body<K, Decoded<C>> & Decoded<S>
  /** Appends the payload. */
  write(
    out: Writer,
    value: Omit<Encodable<H>, L & string> & BodyInput<K, Encodable<C>> & Encodable<S> & { readonly header?: object | undefined },
    scope: Scope,
  ): void
  /** What lies where in it, for `describe`. */
  parts(view: DataView, at: number, end: number, scope: Scope): Part[]
  /** Its layout, for the printed tables. */
  describe(): Shape
  new (): Omit<Decoded<H>, (L & string) | 'rest'> & Body<K, Decoded<C>> & Decoded<S>
}

/**
 * As `message`, where a field of the header (`length`, 16 bits) counts the bytes of a body that stands before the
 * attributes: RTM_NEWNDUSEROPT. The body is read under `key`, and the count not at all.
 */
export function messageWithBody<
  const M extends MessageTypes,
  H extends AnyStruct,
  const L extends keyof Decoded<H> & string,
  const K extends string,
  C extends AnyCodec,
  S extends AnySet,
>(types: M, head: H, length: L, [key, body]: readonly [key: K, body: C], set: S): BodiedCodec<M, H, L, K, C, S> {
  const lengthAt = () => head.layout.fields.find((one) => one.key === length)?.offset ?? 0
  /** Where header, body and attributes end. */
  const places = (view: DataView, at: number, end: number, scope: Scope): readonly [from: number, to: number, set: number] => {
    if (end - at < head.size) throw new DecodeError(`the message's header has ${end - at} bytes, ${head.size} wanted`)
    const from = at + head.size
    const size = view.getUint16(at + lengthAt(), scope.littleEndian)
    if (size > end - from) throw new DecodeError(`${size} bytes of ${key} in ${end - from}`).within(key)
    return [from, from + size, Math.min(end, from + align(size))]
  }
  class Codec {
    static readonly type = Object.keys(types).join(', ')
    static readonly types = types
    static readonly head = head
    static readonly set = set
    static read(view: DataView, at: number, end: number, scope: Scope): unknown {
      const [from, to, behind] = places(view, at, end, scope)
      scope.family = view.getUint8(at)
      const { [length]: _, ...fields } = head.read(view, at, from, scope) as Values
      let read: unknown
      try {
        read = (body as AnyCodec).read(view, from, to, scope)
      } catch (error) {
        throw error instanceof DecodeError ? error.within(key) : error
      }
      return { ...fields, [key]: read, ...(set.read(view, behind, end, scope) as Values) }
    }
    static write(out: Writer, value: never, scope: Scope): void {
      const values = wantObject(value, Codec.type)
      const isField = (word: string) => head.layout.fields.some((field) => field.key === word || field.name === word)
      const of = (wanted: (word: string) => boolean) => Object.fromEntries(Object.entries(values).filter(([word]) => wanted(word)))
      const start = out.length
      head.write(out, of(isField) as never, scope)
      scope.family = out.bytes[start] ?? 0
      const from = out.length
      try {
        ;(body as AnyCodec).write(out, (values[key] ?? []) as never, scope)
      } catch (error) {
        throw error instanceof InputFault ? error.within(key) : error
      }
      out.view.setUint16(start + lengthAt(), out.length - from, scope.littleEndian)
      out.reserve(-(out.length - from) & 3)
      set.write(out, of((word) => !isField(word) && word !== key && word !== 'header') as never, scope)
    }
    static parts(view: DataView, at: number, end: number, scope: Scope): Part[] {
      const headParts = head.parts?.(view, at, Math.min(end, at + head.size), scope) ?? []
      if (end - at < head.size) return headParts
      const from = at + head.size
      const to = Math.min(end, from + view.getUint16(at + lengthAt(), scope.littleEndian))
      const part: Part = { name: '', key, start: from, at: from, end: to, codec: body }
      return [...headParts, part, ...(set.parts?.(view, Math.min(end, from + align(to - from)), end, scope) ?? [])]
    }
    static describe(): Shape {
      return { kind: 'message', message: Codec as unknown as AnyCodec, header: head, set }
    }
  }
  return Codec as unknown as BodiedCodec<M, H, L, K, C, S>
}
