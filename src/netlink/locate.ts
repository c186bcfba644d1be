import type { AttributeSet, SetTable, Table } from './attributes.ts'
import { type AnyCodec, HOST_LITTLE_ENDIAN, type Part, type Scope, scope } from './codec.ts'
import { NLMSG_HDRLEN, viewOf } from './message.ts'

/** A place in a message, in our words and in the kernel's. */
export interface Place {
  /** Keys joined by points, as in the decoded message: `linkinfo.data.id`. */
  readonly path: string
  /** The innermost name: `IFLA_VLAN_ID`, `ifi_index`. */
  readonly name: string
}

/** The parts of a payload, none where its layout has none or where it is broken. */
export function partsOf(codec: AnyCodec | undefined, view: DataView, at: number, end: number, scope: Scope): Part[] {
  try {
    return codec?.parts?.(view, at, end, scope) ?? []
  } catch {
    return []
  }
}

/** The table of the set that `codec` is, alone or behind a header struct; of several that it may be, the one that has `number`. */
function tableOf(codec: AnyCodec | undefined, number: number): SetTable | undefined {
  const shape = codec?.describe?.()
  switch (shape?.kind) {
    case 'set':
      return (shape.set as unknown as AttributeSet<string, Table>).table
    case 'message':
      return tableOf(shape.set, number)
    case 'choice': {
      const tables = Object.values(shape.cases).map((one) => tableOf(one, number))
      return tables.find((table) => table?.byNumber.has(number)) ?? tables.find((table) => table !== undefined)
    }
    default:
      return undefined
  }
}

/**
 * Finds what lies at a byte of a message, counted from its nlmsghdr as the kernel's extended ACKs count: the attribute
 * whose header begins there, else the innermost attribute or field that the byte belongs to.
 */
export class Locator {
  readonly #codec: AnyCodec
  readonly #view: DataView
  readonly #littleEndian: boolean

  /** `message` is the whole request with its nlmsghdr, `codec` the layout of its payload. */
  constructor(codec: AnyCodec, message: Uint8Array, littleEndian = HOST_LITTLE_ENDIAN) {
    this.#codec = codec
    this.#view = viewOf(message)
    this.#littleEndian = littleEndian
  }

  at(offset: number): Place | undefined {
    return this.#find(offset)?.place
  }

  /** Where the attribute `number` would stand that is missing in the nest at `nest`, or in the message itself. */
  missing(number: number, nest: number | undefined): Place {
    const found = nest === undefined ? undefined : this.#find(nest)
    const line = tableOf(nest === undefined ? this.#codec : found?.codec, number)?.byNumber.get(number)
    const key = line?.key ?? `attribute ${number}`
    return { path: found ? `${found.place.path}.${key}` : key, name: line?.name ?? '' }
  }

  #find(offset: number): { readonly place: Place; readonly codec: AnyCodec | undefined } | undefined {
    const { byteLength } = this.#view
    const family = byteLength > NLMSG_HDRLEN ? this.#view.getUint8(NLMSG_HDRLEN) : 0
    const of = scope(family, true, this.#littleEndian)
    const path: string[] = []
    let [codec, at, end]: [AnyCodec | undefined, number, number] = [this.#codec, NLMSG_HDRLEN, byteLength]
    let name = ''
    for (;;) {
      const part: Part | undefined = partsOf(codec, this.#view, at, end, of).find((one) => offset >= one.start && offset < one.end)
      if (part === undefined) break
      path.push(part.key)
      if (part.name !== '') name = part.name
      ;({ codec, at, end } = part)
      if (part.type !== undefined && offset < part.at) break
    }
    return path.length === 0 ? undefined : { place: { path: path.join('.'), name }, codec }
  }
}
