import type { Codec, Decoded, Encodable, Part, Scope, Shape } from './codec.ts'
import { type AnySet, type AnyStruct, type MessageInput, type MessageTypes, type MessageValue, message } from './payload.ts'
import type { Writer } from './writer.ts'

type Value<H, S, R> = MessageValue<H, S> & Decoded<R>
type Input<H, S, R> = MessageInput<H, S> & Encodable<R>

/** A message whose attributes are others in requests than in answers. */
export interface TwoWayMessage<M extends MessageTypes, H extends AnyStruct, S extends AnySet, R extends AnySet>
  extends Codec<Value<H, S, R>, Input<H, S, R>> {
  readonly types: M
  readonly head: H
  /** The attributes of answers and events. */
  readonly set: S
  /** The attributes of requests (NLM_F_REQUEST). */
  readonly asked: R
  new (): Value<H, S, R>
}

/**
 * As `message`, where the kernel gives the same numbers to other attributes when it is asked: RTM_NEWMDB takes
 * MDBA_SET_ENTRY (1) and tells MDBA_MDB (1). The type is that of both sets, whose keys must differ.
 */
export function twoWayMessage<const M extends MessageTypes, H extends AnyStruct, S extends AnySet, R extends AnySet>(
  types: M,
  head: H,
  told: S,
  asked: R,
): TwoWayMessage<M, H, S, R> {
  const answer: Codec<unknown, never> = message(types, head, told)
  const question: Codec<unknown, never> = message(types, head, asked)
  const of = ({ request }: Scope) => (request ? question : answer)
  class Both {
    static readonly type = Object.keys(types).join(', ')
    static readonly types = types
    static readonly head = head
    static readonly set = told
    static readonly asked = asked
    static read(view: DataView, at: number, end: number, scope: Scope): unknown {
      return of(scope).read(view, at, end, scope)
    }
    static write(out: Writer, value: never, scope: Scope): void {
      of(scope).write(out, value, scope)
    }
    static parts(view: DataView, at: number, end: number, scope: Scope): Part[] {
      return of(scope).parts?.(view, at, end, scope) ?? []
    }
    static describe(): Shape {
      return { kind: 'choice', cases: { answer, question } }
    }
  }
  return Both as unknown as TwoWayMessage<M, H, S, R>
}
