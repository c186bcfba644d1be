import type { SetTable } from './attributes.ts'
import type { AnyCodec, Codec, Decoded, Encodable, Part, Scope, Shape } from './codec.ts'
import { compileReader } from './compile.ts'
import { compileWriter } from './compile-writer.ts'
import { install, type Read, type Slot, type Write } from './engine.ts'
import { DecodeError } from './errors.ts'
import { aliased, faultAt, presentKeys, wantObject } from './faults.ts'
import { readSet, writeLine } from './interpret.ts'
import { align } from './message.ts'
import { markOverlap, type Overlap, type Overlaps, overlapped } from './overlaps.ts'
import { rawAttributes } from './parts.ts'
import { u8 } from './scalars.ts'
import type { Head } from './source.ts'
import type { StructTable } from './struct.ts'
import { type UnknownAttribute, type Writer, writeUnknown } from './writer.ts'

export type MessageTypes = Readonly<Record<string, number>>
/** A struct and a set, whatever they hold. */
export type AnyStruct = AnyCodec & { readonly size: number; readonly layout: StructTable }
export type AnySet = AnyCodec & { readonly table: SetTable }
export type MessageValue<H, S> = Omit<Decoded<H>, 'rest'> & Decoded<S>
/** As input; the header of the netlink message may stand with it, so that what was decoded can be encoded. */
export type MessageInput<H, S> = Omit<Encodable<H>, 'rest'> & Encodable<S> & { readonly header?: object | undefined }

export interface MessageCodec<M extends MessageTypes, H extends AnyStruct, S extends AnySet>
  extends Codec<MessageValue<H, S>, MessageInput<H, S>> {
  /** The message types of this layout, by name. */
  readonly types: M
  readonly head: H
  readonly set: S
  new (): MessageValue<H, S>
}
export type AnyMessageCodec = AnyCodec & {
  readonly types: MessageTypes
  readonly head: AnyStruct
  readonly set: AnySet
  /** The set of requests, where that is another (see two-way.ts). */
  readonly asked?: AnySet
}

export interface MessageOptions {
  /**
   * What the kernel writes into a header field that an attribute of the same key widens: rtm_table is 252
   * (RT_TABLE_COMPAT) where RTA_TABLE is above 255. Default: the low byte.
   */
  readonly overlaps?: Readonly<Record<string, (value: number) => number>>
}

/**
 * The payload of a message: a fixed struct and attributes, read into one flat object. Where both have a key, they say
 * the same thing and the attribute wins.
 */
export function message<const M extends MessageTypes, H extends AnyStruct, S extends AnySet>(
  types: M,
  head: H,
  set: S,
  options: MessageOptions = {},
): MessageCodec<M, H, S> {
  const engine = (): Head => {
    const { layout } = head
    const short = (view: DataView, at: number, end: number, scope: Scope) => readShort(layout.fields, layout.size, view, at, end, scope)
    return { layout, overlaps: overlapsOf(layout, set.table, options), short: short as Head['short'] }
  }
  class Codec {
    static readonly type = Object.keys(types).join(', ')
    static readonly types = types
    static readonly head = head
    static readonly set = set
    static parts(view: DataView, at: number, end: number, scope: Scope): Part[] {
      if (end > at) scope.family = view.getUint8(at)
      const from = Math.min(end, at + align(head.size))
      return [...(head.parts?.(view, at, Math.min(end, at + head.size), scope) ?? []), ...(set.parts?.(view, from, end, scope) ?? [])]
    }
    static describe(): Shape {
      return { kind: 'message', message: Codec as unknown as AnyCodec, header: head, set }
    }
  }
  install(Codec as unknown as Slot, {
    compile: { read: () => compileReader(set.table, engine()), write: () => compileWriter(set.table, engine()) },
    interpret: { read: () => interpretedReader(engine(), set.table, head), write: () => interpretedWriter(engine(), set.table) },
  })
  return Codec as unknown as MessageCodec<M, H, S>
}

function overlapsOf(layout: StructTable, table: SetTable, options: MessageOptions): Overlaps {
  const found = new Map<string, Overlap>()
  for (const { key, offset, size, name } of layout.fields) {
    const line = table.byKey.get(key)
    if (!line) continue
    if (size !== 1) throw new TypeError(`${name} and ${line.name} have the same key`)
    const narrowed = options.overlaps?.[key] ?? ((value: number) => value & 0xff)
    found.set(key, { offset, narrow: u8 as Codec<number>, wide: line.codec, narrowed })
  }
  return found
}

/**
 * A request may be shorter than its header: glibc and many others ask for dumps with no more than the address family
 * (struct rtgenmsg), which the kernel takes where strict checking is off.
 */
function readShort(fields: StructTable['fields'], wanted: number, view: DataView, at: number, end: number, scope: Scope): unknown {
  if (!scope.request || end <= at) throw new DecodeError(`the message's header has ${end - at} bytes, ${wanted} wanted`)
  scope.family = view.getUint8(at)
  const whole = fields.filter((field) => at + field.offset + field.size <= end)
  return Object.fromEntries(
    whole.map((field) => [field.key, field.codec.read(view, at + field.offset, at + field.offset + field.size, scope)]),
  )
}

function interpretedReader(head: Head, table: SetTable, struct: AnyStruct): Read {
  return (view, at, end, scope) => {
    if (end - at < head.layout.size) return head.short(view, at, end, scope)
    const { family } = scope
    scope.family = view.getUint8(at)
    const result = struct.read(view, at, at + head.layout.size, scope) as Record<string, unknown>
    const from = at + align(head.layout.size)
    readSet(table, result, view, from, end, scope)
    for (const [key, overlap] of head.overlaps) {
      markOverlap(result, key, overlap, view, at, placeOf(table, key, view, from, end, scope), scope)
    }
    scope.family = family
    return result
  }
}

function placeOf(table: SetTable, key: string, view: DataView, at: number, end: number, scope: Scope): number {
  const number = table.byKey.get(key)?.number
  let place = -1
  for (const one of rawAttributes(view, at, end, scope.littleEndian)) if (one.number === number) place = one.start + 4
  return place
}

/**
 * The kernel's messages without attributes end where their header does. Requests have it padded, as some of the kernel's checks
 * want no less (nlmsg_attrlen in inet_netconf_dump_devconf, net/ipv4/devinet.c).
 */
function interpretedWriter(head: Head, table: SetTable): Write {
  const write = (out: Writer, value: never, scope: Scope): void => {
    const values = wantObject(value, table.name)
    const start = out.length
    const { family } = scope
    const wide = new Map<string, number>()
    let count = values['unknown'] === undefined ? 0 : 1
    out.reserve(align(head.layout.size))
    for (const field of head.layout.fields) {
      const one = values[field.key]
      if (one === undefined) continue
      count++
      out.length = start + field.offset
      try {
        const overlap = head.overlaps.get(field.key)
        const raw = overlap ? overlapped(values, field.key, overlap, scope) : 0
        wide.set(field.key, raw)
        if (overlap) overlap.narrow.write(out, raw < 0 ? -1 - raw : raw, scope)
        else field.codec.write(out, one as never, scope)
      } catch (error) {
        throw faultAt(error, field)
      }
    }
    out.length = start + align(head.layout.size)
    scope.family = out.bytes[start] ?? 0
    for (const line of table.lines) {
      const one = values[line.key]
      if (one === undefined || line.role === 'alignment') continue
      if (!head.overlaps.has(line.key)) count++
      else if ((wide.get(line.key) ?? 0) >= 0) continue
      try {
        writeLine(table, line, out, one, values, scope)
      } catch (error) {
        throw faultAt(error, line)
      }
    }
    if (presentKeys(values) !== count) {
      const renamed = aliased(table, head.layout, values)
      out.truncate(start)
      scope.family = family
      write(out, renamed as never, scope)
      return
    }
    if (values['unknown'] !== undefined) writeUnknown(out, values['unknown'] as UnknownAttribute[])
    scope.family = family
    if (!scope.request && out.length === start + align(head.layout.size)) out.truncate(start + head.layout.size)
  }
  return write
}
