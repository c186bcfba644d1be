import { type AnyCodec, HOST_LITTLE_ENDIAN, scope } from './codec.ts'
import { codeOf, echoedRequest, readAnswer, resolvedExtAck, writeAnswer, writeHeader } from './control.ts'
import { describeDatagram, describeLine, type Vocabulary } from './describe.ts'
import { outOfRange, shown, withInputErrors, wrongType } from './errors.ts'
import { CONTROL, flagBits, flagNames, messages, NLM_F, NLMSG_DONE, NLMSG_ERROR, NLMSG_HDRLEN, type RawMessage, viewOf } from './message.ts'
import { nearest } from './names.ts'
import type { AnyMessageCodec } from './payload.ts'
import type {
  AnswerInput,
  EchoedInput,
  HeaderInput,
  MessageHeader,
  MessageOf,
  ProtocolInput,
  ProtocolMessage,
  TypesOf,
} from './protocol-types.ts'
import { Writer } from './writer.ts'

/** What may be said about bytes. */
export interface CodecOptions {
  /** Byte order of the bytes; default: this machine's. */
  readonly littleEndian?: boolean | undefined
}
/** What a protocol has besides its layouts. */
export interface ProtocolOptions {
  /** Names of types that have no table (yet). */
  readonly types?: Readonly<Record<string, number>>
}

/** A netlink protocol: its messages, and what can be done with their bytes. */
export interface Protocol<C extends readonly AnyMessageCodec[]> {
  /** `NETLINK_ROUTE` */
  readonly name: string
  readonly messages: C
  /** The layout of a message type's payload, by name or number. */
  message(type: string | number): AnyMessageCodec | undefined
  /** The name of a type; the number itself where it has none. */
  typeName(type: number): string | number
  /** The number of a type. Throws an InputFault. */
  typeNumber(type: string | number): number
  /** Whether a decoded message is of one of these types. */
  is<const T extends TypesOf<C[number]> | keyof typeof CONTROL>(
    message: { readonly header: MessageHeader },
    ...types: readonly T[]
  ): message is MessageOf<C, T>
  /** The messages of one datagram. Throws a DecodeError. */
  decode(bytes: Uint8Array, options?: CodecOptions): ProtocolMessage<C>[]
  /** The bytes of one message, padded to four bytes. Throws a TypeError or RangeError. */
  encode<const T extends string | number>(message: ProtocolInput<C, T>, options?: CodecOptions): Uint8Array<ArrayBuffer>
  /** Appends one message, in the writer's byte order; for those who send many at once. Throws as `encode` does. */
  write(out: Writer, message: { readonly header: HeaderInput }): void
  /** Any bytes as annotated text; never throws. */
  describe(bytes: Uint8Array, options?: CodecOptions): string
  /** One message in one line; never throws. */
  line(bytes: Uint8Array, options?: CodecOptions): string
}

/** Joins the layouts of a protocol's messages into its codec. */
export function protocol<const C extends readonly AnyMessageCodec[]>(name: string, layouts: C, options: ProtocolOptions = {}): Protocol<C> {
  const numbers = new Map<string, number>(Object.entries({ ...CONTROL, ...options.types }))
  const codecs = new Map<number, AnyMessageCodec>()
  for (const layout of layouts) {
    for (const [type, number] of Object.entries(layout.types)) {
      numbers.set(type, number)
      codecs.set(number, layout)
    }
  }
  const names = new Map([...numbers].map(([type, number]) => [number, type]))
  const words: Vocabulary = { typeName: (type) => names.get(type) ?? type, codec: (type) => codecs.get(type) }
  const { typeName } = words

  const typeNumber = (type: string | number): number => {
    if (typeof type === 'number')
      return Number.isInteger(type) && type >= 0 && type <= 0xffff ? type : outOfRange(`${type} is not a message type`)
    const number = typeof type === 'string' ? numbers.get(type) : undefined
    if (number !== undefined) return number
    const guess = typeof type === 'string' ? nearest(type, [...numbers.keys()]) : undefined
    return wrongType(`${shown(type)} is not a message type of ${name}${guess === undefined ? '' : `; did you mean '${guess}'?`}`)
  }

  const header = ({ type, flags, seq, pid }: RawMessage): MessageHeader => ({
    type: typeName(type),
    flags: flagNames(type, flags),
    seq,
    pid,
  })

  const decodeAnswer = (view: DataView, raw: RawMessage, littleEndian: boolean): object => {
    const answer = readAnswer(view, raw, littleEndian)
    const { error, request, length } = answer
    const payload = echoedRequest(view, answer)?.slice(NLMSG_HDRLEN)
    return {
      header: header(raw),
      error,
      ...(error !== 0 && { code: codeOf(error) }),
      ...(request && { request: { ...header(request), length, ...(payload && { payload }) } }),
      ...resolvedExtAck(view, answer, request && codecs.get(request.type), littleEndian),
    }
  }

  const decodeOne = (view: DataView, raw: RawMessage, littleEndian: boolean): object => {
    if (raw.type === NLMSG_ERROR || raw.type === NLMSG_DONE) return decodeAnswer(view, raw, littleEndian)
    const codec = codecs.get(raw.type)
    if (codec === undefined) {
      return { header: header(raw), payload: new Uint8Array(view.buffer, view.byteOffset + raw.at, raw.end - raw.at).slice() }
    }
    const value = codec.read(view, raw.at, raw.end, scope(0, (raw.flags & NLM_F.REQUEST) !== 0, littleEndian)) as object
    return withHeader(header(raw), value)
  }

  const writeAnswerMessage = (out: Writer, type: number, message: AnswerInput & { readonly request?: EchoedInput | undefined }): number => {
    const { error = 0, request } = message
    const echo = type === NLMSG_ERROR ? (request ?? { type: 0 }) : undefined
    const tlvs = writeAnswer(out, error, echo && { ...headerNumbers(echo), length: echo.length, payload: echo.payload }, message)
    return (tlvs ? NLM_F.ACK_TLVS : 0) | (echo && echo.payload === undefined ? NLM_F.CAPPED : 0)
  }

  const headerNumbers = ({ type, flags = 0, seq = 0, pid = 0 }: HeaderInput) => ({
    type: typeNumber(type),
    flags: flagBits(flags),
    seq,
    pid,
  })

  const writePayload = (out: Writer, type: number, flags: number, message: object): number => {
    if (type === NLMSG_ERROR || type === NLMSG_DONE) return writeAnswerMessage(out, type, message)
    const codec: AnyCodec | undefined = codecs.get(type)
    if (codec) codec.write(out, message as never, scope(0, (flags & NLM_F.REQUEST) !== 0, out.littleEndian))
    else out.append(opaquePayload(message, typeName(type)))
    return 0
  }

  const write = (out: Writer, message: { readonly header: HeaderInput }): void => {
    const start = out.reserve(NLMSG_HDRLEN)
    try {
      const given = message?.header
      if (typeof given !== 'object' || given === null)
        wrongType(`a message's header is wanted ({ type, flags, seq, pid }), not ${shown(given)}`)
      const { type, flags, seq, pid } = headerNumbers(given)
      const implied = writePayload(out, type, flags, message)
      // A success of an old kernel says neither flag; what was given is not doubted but for the ext-ack, which nobody finds without.
      const all = given.flags === undefined ? flags | implied : flags | (implied & NLM_F.ACK_TLVS)
      writeHeader(out, start, { length: out.length - start, type, flags: all, seq, pid })
      out.reserve(-out.length & 3)
    } catch (error) {
      out.truncate(start)
      throw error
    }
  }

  return {
    name,
    messages: layouts,
    message: (type) => codecs.get(typeof type === 'number' ? type : (numbers.get(type) ?? -1)),
    typeName,
    typeNumber,
    is: ((message: { readonly header: MessageHeader }, ...types: readonly (string | number)[]) =>
      types.includes(message.header.type)) as never,
    decode(bytes, { littleEndian = HOST_LITTLE_ENDIAN } = {}) {
      const view = viewOf(bytes)
      const decoded: object[] = []
      for (const raw of messages(bytes, littleEndian)) decoded.push(decodeOne(view, raw, littleEndian))
      return decoded as ProtocolMessage<C>[]
    },
    encode(message, { littleEndian = HOST_LITTLE_ENDIAN } = {}) {
      const out = new Writer(256, littleEndian)
      withInputErrors(() => write(out, message as never))
      return out.finish()
    },
    write: (out, message) => withInputErrors(() => write(out, message)),
    describe: (bytes, { littleEndian = HOST_LITTLE_ENDIAN } = {}) => describeDatagram(words, bytes, littleEndian),
    line: (bytes, { littleEndian = HOST_LITTLE_ENDIAN } = {}) => describeLine(words, bytes, littleEndian),
  }
}

/** The header in front, and with it what the message's codec remembers of its bytes (see overlaps.ts). */
function withHeader(header: MessageHeader, value: object): object {
  const message = { header, ...value }
  for (const symbol of Object.getOwnPropertySymbols(value)) {
    Object.defineProperty(message, symbol, Object.getOwnPropertyDescriptor(value, symbol) as PropertyDescriptor)
  }
  return message
}

function opaquePayload(message: object, type: string | number): Uint8Array {
  const { payload = new Uint8Array(0), ...rest } = message as { readonly payload?: Uint8Array; readonly header?: object }
  const other = Object.keys(rest).find((key) => key !== 'header')
  if (other !== undefined) return wrongType(`'${other}': ${type} has no table here; its payload must be a Uint8Array`)
  return payload instanceof Uint8Array ? payload : wrongType(`payload: a Uint8Array is wanted, not ${shown(payload)}`)
}
