import type { Decoded, Encodable } from './codec.ts'
import type { ExtAck, ExtAckInput } from './extack.ts'
import type { FlagName } from './message.ts'

/** The netlink header of a decoded message. */
export interface MessageHeader<T = string | number> {
  /** `RTM_NEWLINK`, `NLMSG_ERROR`; a number where the protocol has no name for it. */
  readonly type: T
  readonly flags: readonly (FlagName | number)[]
  readonly seq: number
  /** Port id of the socket that asked; 0 in events. */
  readonly pid: number
}
/** As input; what is left out is zero. */
export interface HeaderInput<T = string | number> {
  readonly type: T
  readonly flags?: readonly (FlagName | `NLM_F_${Uppercase<FlagName>}` | number)[] | number | undefined
  readonly seq?: number | undefined
  readonly pid?: number | undefined
}

/** NLMSG_ERROR: the kernel's answer to one request, its acknowledgement too (`error: 0`). */
export interface ErrorMessage extends ExtAck {
  readonly header: MessageHeader<'NLMSG_ERROR'>
  /** 0, or a negative errno. */
  readonly error: number
  /** `EEXIST` */
  readonly code?: string
  readonly request: EchoedRequest
}
/** The request that an NLMSG_ERROR answers. */
export interface EchoedRequest extends MessageHeader {
  /** nlmsg_len */
  readonly length: number
  /** What followed its header, where the answer repeats it. */
  readonly payload?: Uint8Array
}
/** NLMSG_DONE: the end of a dump, with an errno of its own. */
export interface DoneMessage extends ExtAck {
  readonly header: MessageHeader<'NLMSG_DONE'>
  readonly error: number
  readonly code?: string
}
/** NLMSG_NOOP, NLMSG_OVERRUN, and every type without a table: the payload as it is. */
export interface OpaqueMessage {
  readonly header: MessageHeader
  readonly payload: Uint8Array
}

/** The names of a layout's message types. */
export type TypesOf<C> = C extends { readonly types: infer T } ? keyof T & string : never
type DecodedOf<C> = C extends unknown ? { readonly header: MessageHeader<TypesOf<C>> } & Decoded<C> : never
/** A message of one of the layouts, or netlink's own. */
export type ProtocolMessage<C extends readonly unknown[]> = DecodedOf<C[number]> | ErrorMessage | DoneMessage | OpaqueMessage
type CodecOf<C, T> = C extends unknown ? (T extends TypesOf<C> ? C : never) : never
/** The message of the type named. */
export type MessageOf<C extends readonly unknown[], T> = T extends 'NLMSG_ERROR'
  ? ErrorMessage
  : T extends 'NLMSG_DONE'
    ? DoneMessage
    : [CodecOf<C[number], T>] extends [never]
      ? OpaqueMessage
      : { readonly header: MessageHeader<T> } & Decoded<CodecOf<C[number], T>>

/** What NLMSG_ERROR and NLMSG_DONE take. */
export type AnswerInput = ExtAckInput & { readonly error?: number | undefined; readonly code?: string | undefined }
/** The request that an NLMSG_ERROR answers, as input. */
export type EchoedInput = HeaderInput & { readonly length?: number | undefined; readonly payload?: Uint8Array | undefined }
type FieldsOf<C extends readonly unknown[], T> = T extends 'NLMSG_ERROR'
  ? AnswerInput & { readonly request?: EchoedInput | undefined }
  : T extends 'NLMSG_DONE'
    ? AnswerInput
    : [CodecOf<C[number], T>] extends [never]
      ? { readonly payload?: Uint8Array | undefined }
      : Encodable<CodecOf<C[number], T>>
/** What `encode` takes: the header, and beside it the message flat. */
export type ProtocolInput<C extends readonly unknown[], T> = { readonly header: HeaderInput<T> } & FieldsOf<C, T>
