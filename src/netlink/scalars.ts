import type { Codec } from './codec.ts'
import { DecodeError, outOfRange, shown, wrongType } from './errors.ts'

/** Refuses a payload whose size is not the layout's. */
export function expectSize(at: number, end: number, size: number): void {
  if (end - at !== size) wrongSize(end - at, size)
}

export function wrongSize(got: number, wanted: number): never {
  throw new DecodeError(`payload has ${got} ${got === 1 ? 'byte' : 'bytes'}, ${wanted} wanted`)
}

type Access = 'Uint8' | 'Int8' | 'Uint16' | 'Int16' | 'Uint32' | 'Int32'

function integer(type: string, access: Access, networkOrder = false): Codec<number, number | boolean> {
  const size = Number(access.replace(/\D/g, '')) / 8
  const signed = access.startsWith('I')
  const low = signed ? -(2 ** (8 * size - 1)) : 0
  const high = signed ? -low - 1 : 2 ** (8 * size) - 1
  const get = `get${access}` as const
  const set = `set${access}` as const
  const order = size === 1 ? '' : networkOrder ? ', false' : ', le'
  /** The number to store; a fault for all that is none. */
  const checked = (value: unknown): number => {
    const number = typeof value === 'boolean' ? Number(value) : value
    if (typeof number !== 'number') return wrongType(`a number is wanted, not ${shown(value)}`)
    if (Number.isInteger(number) && number >= low && number <= high) return number
    return outOfRange(`${shown(value)} is not a whole number within ${low} .. ${high}`)
  }
  return {
    type,
    size,
    read(view, at, end, scope) {
      expectSize(at, end, size)
      return view[get](at, !networkOrder && scope.littleEndian)
    },
    write(out, value, scope) {
      const number = checked(value)
      const at = out.reserve(size)
      out.view[set](at, number, !networkOrder && scope.littleEndian)
    },
    inline: (at) => `view.${get}(${at}${order})`,
    inlineStore: (at, value, bind) =>
      `n = ${value}; if (!(Number.isInteger(n) && n >= ${low} && n <= ${high})) n = ${bind(checked)}(n); view.${set}(${at}, n${order})`,
    toNumber: (value) => Number(value),
  }
}

function wide(type: string, signed: boolean, networkOrder = false): Codec<bigint, bigint | number> {
  const get = signed ? 'getBigInt64' : 'getBigUint64'
  const low = signed ? -(2n ** 63n) : 0n
  const high = signed ? 2n ** 63n - 1n : 2n ** 64n - 1n
  return {
    type,
    size: 8,
    read(view, at, end, scope) {
      expectSize(at, end, 8)
      return view[get](at, !networkOrder && scope.littleEndian)
    },
    write(out, value, scope) {
      if (typeof value !== 'bigint' && !Number.isSafeInteger(value)) {
        wrongType(`a bigint or a whole number below 2^53 is wanted, not ${shown(value)}`)
      }
      const number = BigInt(value)
      if (number < low || number > high) outOfRange(`${number} is not within ${low} .. ${high}`)
      const at = out.reserve(8)
      out.view.setBigUint64(at, BigInt.asUintN(64, number), !networkOrder && scope.littleEndian)
    },
    inline: (at) => `view.${get}(${at}, ${networkOrder ? 'false' : 'le'})`,
  }
}

/** Integers of the machine's byte order. As input, true and false are 1 and 0. */
export const u8 = integer('u8', 'Uint8')
export const u16 = integer('u16', 'Uint16')
export const u32 = integer('u32', 'Uint32')
export const s8 = integer('s8', 'Int8')
export const s16 = integer('s16', 'Int16')
export const s32 = integer('s32', 'Int32')
/** Integers of network byte order. */
export const u16be = integer('u16be', 'Uint16', true)
export const u32be = integer('u32be', 'Uint32', true)
/** 64-bit integers: exact, hence bigint. */
export const u64 = wide('u64', false)
export const s64 = wide('s64', true)
export const u64be = wide('u64be', false, true)

/** An attribute whose presence is its value (NLA_FLAG); `false` as input leaves it out. */
export const flag: Codec<true, boolean> = {
  type: 'flag',
  size: 0,
  read(_view, at, end) {
    expectSize(at, end, 0)
    return true
  },
  write(_out, value) {
    if (typeof value !== 'boolean') wrongType(`true or false is wanted, not ${shown(value)}`)
  },
  absent: (value) => value === false,
  inline: () => 'true',
}

/** An unsigned integer of 4 or 8 bytes, whichever came; read as number up to 4 bytes, as bigint above (YNL's `uint`). */
export const uint: Codec<number | bigint> = {
  type: 'uint',
  read(view, at, end, scope) {
    return end - at === 8 ? u64.read(view, at, end, scope) : u32.read(view, at, end, scope)
  },
  write(out, value, scope) {
    if (typeof value === 'bigint') u64.write(out, value, scope)
    else u32.write(out, value, scope)
  },
}

const utf8 = new TextDecoder()
const toUtf8 = new TextEncoder()

function readText(view: DataView, at: number, end: number): string {
  let text = ''
  for (let i = at; i < end; i++) {
    const byte = view.getUint8(i)
    if (byte === 0) return text
    if (byte > 127) return readUtf8(view, at, end)
    text += String.fromCharCode(byte)
  }
  return text
}

function readUtf8(view: DataView, at: number, end: number): string {
  let stop = at
  while (stop < end && view.getUint8(stop) !== 0) stop++
  return utf8.decode(new Uint8Array(view.buffer, view.byteOffset + at, stop - at))
}

function textBytes(value: unknown): Uint8Array {
  if (typeof value !== 'string') return wrongType(`a string is wanted, not ${shown(value)}`)
  if (value.includes('\0')) return wrongType('a string with a zero byte')
  return toUtf8.encode(value)
}

/** Text with the zero byte that C ends it with. */
export const string: Codec<string> = {
  type: 'string',
  read: readText,
  write(out, value) {
    out.append(textBytes(value))
    out.reserve(1)
  },
}

/** Text that iproute2 sends without the closing zero byte and the kernel sends with it (the `kind` of a link). */
export const bareString: Codec<string> = {
  type: 'string',
  read: readText,
  write(out, value, scope) {
    out.append(textBytes(value))
    if (!scope.request) out.reserve(1)
  },
}

/** Text in a field of `size` bytes, char[size] in C; one byte of it is the closing zero. */
export function fixedString(size: number): Codec<string> {
  return {
    type: `char[${size}]`,
    size,
    read: (view, at, end) => {
      expectSize(at, end, size)
      return readText(view, at, end)
    },
    write(out, value) {
      const text = textBytes(value)
      if (text.length >= size) outOfRange(`'${value}' is longer than ${size - 1} bytes`)
      const at = out.reserve(size)
      out.bytes.set(text, at)
    },
  }
}

function wantBytes(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : wrongType(`a Uint8Array is wanted, not ${shown(value)}`)
}

/** Bytes without a meaning here; a copy, so that the datagram can go. */
export const bytes: Codec<Uint8Array> = {
  type: 'bytes',
  read: (view, at, end) => new Uint8Array(view.buffer, view.byteOffset + at, end - at).slice(),
  write(out, value) {
    out.append(wantBytes(value))
  },
}

/** Exactly `size` bytes. */
export function fixedBytes(size: number): Codec<Uint8Array> {
  return {
    type: `bytes[${size}]`,
    size,
    read(view, at, end, scope) {
      expectSize(at, end, size)
      return bytes.read(view, at, end, scope)
    },
    write(out, value, scope) {
      if (wantBytes(value).length !== size) outOfRange(`${value.length} bytes, ${size} wanted`)
      bytes.write(out, value, scope)
    },
  }
}
