import { type AnyCodec, type Codec, type Decoded, type Encodable, flagsOf, NLA_F_NESTED, type Part, type Scope } from './codec.ts'
import { compilePlaces } from './compile.ts'
import { install, type Read, type Slot } from './engine.ts'
import { DecodeError, InputFault, shown, wrongType } from './errors.ts'
import { rawAttributes } from './parts.ts'
import type { Writer } from './writer.ts'

/** The same layout in an attribute that carries NLA_F_NESTED. The kernel and iproute2 leave the flag out of most old nests. */
export function nested<Out, In>(codec: Codec<Out, In>): Codec<Out, In> {
  return lazyWith(() => codec, codec.type, { flags: NLA_F_NESTED })
}

/** The same layout in an attribute that carries NLA_F_NESTED in requests alone: some of the kernel's checks want what its answers lack. */
export function nestedRequest<Out, In>(codec: Codec<Out, In>): Codec<Out, In> {
  return lazyWith(() => codec, codec.type, { requestFlags: NLA_F_NESTED })
}

/** Breaks a cycle between sets: a veth's VETH_INFO_PEER holds a whole link message again. */
export function lazy<Out, In>(codec: () => Codec<Out, In>): Codec<Out, In> {
  return lazyWith(codec, 'lazy', {})
}

function lazyWith<Out, In>(
  codec: () => Codec<Out, In>,
  type: string,
  flags: Pick<Codec<Out>, 'flags' | 'requestFlags'>,
): Codec<Out, In> & { readonly inner: () => Codec<Out, In> } {
  return {
    type,
    inner: codec,
    ...flags,
    read: (view, at, end, scope) => codec().read(view, at, end, scope),
    write: (out, value, scope) => codec().write(out, value, scope),
    parts: (view, at, end, scope) => codec().parts?.(view, at, end, scope) ?? [],
    describe: () => codec().describe?.() ?? { kind: 'choice', cases: { '': codec() as AnyCodec } },
  }
}

/** The items of a list to write. */
export const wantArray = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : wrongType(`an array is wanted, not ${shown(value)}`)

/** Names the item in which something failed. */
export function atIndex<T>(index: number, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof DecodeError || error instanceof InputFault ? error.within(String(index)) : error
  }
}

function attributesOf(view: DataView, at: number, end: number, scope: Scope) {
  const found = [...rawAttributes(view, at, end, scope.littleEndian)]
  const reached = found.at(-1)?.end ?? at
  // Up to three bytes may be the padding of the last item.
  if (end - reached > 3) throw new DecodeError(`an item of the list at byte ${reached} runs out of its nest`)
  return found
}

function itemParts(item: AnyCodec, view: DataView, at: number, end: number, scope: Scope): Part[] {
  return [...rawAttributes(view, at, end, scope.littleEndian)].map(
    (one, i): Part => ({ name: '', key: String(i), start: one.start, at: one.start + 4, end: one.end, type: one.number, codec: item }),
  )
}

/** A nest whose attributes all have the same number, each one an item: IFLA_VLAN_EGRESS_QOS of IFLA_VLAN_QOS_MAPPING. */
export function listOf<C extends AnyCodec>(number: number, item: C): Codec<readonly Decoded<C>[], readonly Encodable<C>[]> {
  const codec: AnyCodec = item
  return {
    type: `list of ${item.type}`,
    read: (view, at, end, scope) =>
      attributesOf(view, at, end, scope).map((one, i) => {
        if (one.number !== number) throw new DecodeError(`item ${i} has number ${one.number}, ${number} wanted`)
        return atIndex(i, () => codec.read(view, one.start + 4, one.end, scope)) as Decoded<C>
      }),
    write(out, items, scope) {
      wantArray(items).forEach((value, i) => {
        atIndex(i, () => writeItem(out, number, codec, value, scope))
      })
    },
    parts: (view, at, end, scope) => itemParts(codec, view, at, end, scope),
    describe: () => ({ kind: 'list', item: codec, layout: 'attributes' }),
  }
}

/** A nest whose attributes are numbered from `first` on: an array. A number left out is a hole (`undefined`). */
export function indexed<C extends AnyCodec>(item: C, first = 1): Codec<readonly Decoded<C>[], readonly Encodable<C>[]> {
  const codec: AnyCodec = item
  return {
    type: `indexed ${item.type}`,
    read(view, at, end, scope) {
      const items: Decoded<C>[] = []
      for (const one of attributesOf(view, at, end, scope)) {
        const index = one.number - first
        if (index < 0 || index > 4096) throw new DecodeError(`an item has number ${one.number}, ${first} or more wanted`)
        items[index] = atIndex(index, () => codec.read(view, one.start + 4, one.end, scope)) as Decoded<C>
      }
      return items
    },
    write(out, items, scope) {
      wantArray(items).forEach((value, i) => {
        if (value !== undefined && value !== null) atIndex(i, () => writeItem(out, first + i, codec, value, scope))
      })
    },
    parts: (view, at, end, scope) => itemParts(codec, view, at, end, scope),
    describe: () => ({ kind: 'list', item: codec, layout: 'indexed' }),
  }
}

function writeItem(out: Writer, number: number, codec: AnyCodec, value: unknown, scope: Scope): void {
  const at = out.begin()
  codec.write(out, value as never, scope)
  out.end(at, number | flagsOf(codec, scope))
}

function sizeOf(item: AnyCodec): number {
  if (item.size === undefined || item.size === 0) throw new TypeError(`${item.type} has no fixed size`)
  return item.size
}

/** A C array that fills the payload. */
export function arrayOf<C extends AnyCodec>(item: C): Codec<readonly Decoded<C>[], readonly Encodable<C>[]> {
  const codec: AnyCodec = item
  return {
    type: `${item.type}[]`,
    read(view, at, end, scope) {
      const size = sizeOf(item)
      if ((end - at) % size !== 0) throw new DecodeError(`payload has ${end - at} bytes, not a multiple of ${size}`)
      const items: Decoded<C>[] = []
      for (; at < end; at += size) items.push(codec.read(view, at, at + size, scope) as Decoded<C>)
      return items
    },
    write(out, items, scope) {
      const values = wantArray(items)
      let i = 0
      try {
        for (; i < values.length; i++) codec.write(out, values[i] as never, scope)
      } catch (error) {
        throw error instanceof InputFault ? error.within(String(i)) : error
      }
    },
    parts(_view, at, end) {
      const parts: Part[] = []
      const size = sizeOf(item)
      for (let i = 0; at + size <= end; i++, at += size) parts.push({ name: '', key: String(i), start: at, at, end: at + size, codec })
      return parts
    },
    describe: () => ({ kind: 'list', item: codec, layout: 'array' }),
  }
}

export type Named<Names extends readonly string[], Out> = { readonly [K in Names[number]]?: Out } & { readonly rest?: readonly Out[] }

/**
 * A C array whose places have names, as the kernel's device configuration (IFLA_INET6_CONF): an object. Places behind
 * the last name, of newer kernels, are its `rest`.
 */
export function namedArray<C extends AnyCodec, const Names extends readonly string[]>(
  item: C,
  names: Names,
): Codec<Named<Names, Decoded<C>>, Named<Names, Encodable<C>>> {
  const array: Codec<readonly unknown[], readonly unknown[]> = arrayOf(item as AnyCodec) as never
  const plain: Slot = {
    read(view, at, end, scope) {
      const items = array.read(view, at, end, scope)
      const result: Record<string, unknown> = {}
      items.slice(0, names.length).forEach((value, i) => {
        result[names[i] as string] = value
      })
      if (items.length > names.length) result['rest'] = items.slice(names.length)
      return result
    },
    write(out, value: Readonly<Record<string, unknown>>, scope) {
      const wrong = Object.keys(value).find((key) => key !== 'rest' && !names.includes(key))
      if (wrong !== undefined) return wrongType(`'${wrong}' is not a place of this array`)
      const rest = (value['rest'] ?? []) as readonly unknown[]
      const last = rest.length > 0 ? names.length - 1 : names.findLastIndex((name) => value[name] !== undefined)
      const items = names.slice(0, last + 1).map((name) => value[name] ?? 0)
      array.write(out, [...items, ...rest], scope)
    },
  }
  const codec = {
    type: array.type,
    parts: (view: DataView, at: number, end: number, scope: Scope) =>
      (array.parts?.(view, at, end, scope) ?? []).map((part, i) => ({ ...part, key: names[i] ?? part.key })),
    describe: () => ({ kind: 'list', item, layout: 'array', places: names }),
  }
  install(codec as unknown as Slot, {
    compile: { read: () => readerOfLength(item, names, plain.read), write: () => plain.write },
    interpret: { read: () => plain.read, write: () => plain.write },
  })
  return codec as unknown as Codec<Named<Names, Decoded<C>>, Named<Names, Encodable<C>>>
}

/** Lengths that are read fast: a kernel's arrays all have one, recordings of several kernels have a few. */
const FAST_LENGTHS = 8

function readerOfLength(item: AnyCodec, names: readonly string[], plain: Read): Read {
  const fast = new Map<number, Read>()
  const add = (length: number): Read => {
    const count = length / sizeOf(item)
    if (!Number.isInteger(count) || count > names.length || fast.size >= FAST_LENGTHS) return plain
    const made = compilePlaces(item, names.slice(0, count))
    fast.set(length, made)
    return made
  }
  return (view, at, end, scope) => (fast.get(end - at) ?? add(end - at))(view, at, end, scope)
}
