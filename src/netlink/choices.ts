import { type AnyCodec, type Codec, type Decoded, type Encodable, NLA_F_NESTED, type Scope } from './codec.ts'
import { DecodeError, shown, wrongType } from './errors.ts'

/** Address families that choose layouts (linux/socket.h, linux/rtnetlink.h). */
const FAMILY = { unspec: 0, inet: 2, ax25: 3, inet6: 10, bridge: 7, mpls: 28, mctp: 45, ipmr: 128, ip6mr: 129 } as const
type FamilyName = keyof typeof FAMILY

type All<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void ? I : never
type Families = { readonly [F in FamilyName]?: AnyCodec }
type Outs<C> = All<{ [K in keyof C]: Decoded<C[K]> }[keyof C]>
type Ins<C> = All<{ [K in keyof C]: Encodable<C[K]> }[keyof C]>

/** Delegates to the codec that the message and the bytes choose. */
function choice<Out, In>(
  type: string,
  cases: Readonly<Record<string, AnyCodec>>,
  choose: (scope: Scope, size: number) => AnyCodec,
  flags?: number,
): Codec<Out, In> {
  return {
    type,
    ...(flags === undefined ? {} : { flags }),
    read: (view, at, end, scope) => choose(scope, end - at).read(view, at, end, scope) as Out,
    write: (out, value, scope) => choose(scope, -1).write(out, value as never, scope),
    parts: (view, at, end, scope) => choose(scope, end - at).parts?.(view, at, end, scope) ?? [],
    describe: () => ({ kind: 'choice', cases }),
  }
}

/**
 * A layout that the family in the message's header chooses: IFLA_AF_SPEC is one thing in a bridge's message and
 * another in all others. `unspec` serves the families without a case. All cases are sets of optional attributes, so
 * the type is that of all of them at once.
 */
export function byFamily<const C extends Families>(cases: C): Codec<Outs<C>, Ins<C>> {
  const byNumber = new Map(Object.entries(cases).map(([name, codec]) => [FAMILY[name as FamilyName], codec as AnyCodec]))
  const choose = (scope: Scope): AnyCodec => {
    const codec = byNumber.get(scope.family as 0) ?? byNumber.get(0)
    if (!codec) throw new DecodeError(`address family ${scope.family} has no such attribute`)
    return codec
  }
  return choice(
    `by family: ${Object.values(cases)
      .map((codec) => (codec as AnyCodec).type)
      .join(', ')}`,
    cases as never,
    choose,
  )
}

/** A layout that the payload's size chooses: RTA_EXPIRES is 4 bytes in IPv6 routes and 8 in multicast ones. Input takes the first. */
export function byLength<const C extends Readonly<Record<number, AnyCodec>>>(cases: C): Codec<Decoded<C[keyof C]>, Encodable<C[keyof C]>> {
  const sizes = Object.keys(cases).map(Number)
  const first = cases[sizes[0] as number] as AnyCodec
  const choose = (_scope: Scope, size: number): AnyCodec => {
    const codec = size < 0 ? first : cases[size]
    if (!codec) throw new DecodeError(`payload has ${size} bytes, ${sizes.join(' or ')} wanted`)
    return codec
  }
  const codec: Codec<Decoded<C[keyof C]>, Encodable<C[keyof C]>> = choice(
    Object.values(cases)
      .map((one) => one.type)
      .join(' or '),
    cases as never,
    choose,
  )
  return {
    ...codec,
    write(out, value, scope) {
      const wide = typeof value === 'bigint' ? Object.values(cases).find((one) => one.type.includes('64')) : first
      if (!wide) return wrongType(`${shown(value)} has no layout here`)
      wide.write(out, value as never, scope)
    },
  }
}

/**
 * A nest when it is asked, an array when it answers: IFLA_INET_CONF. A nest is known by NLA_F_NESTED or by standing in
 * a request.
 */
export function byNested<N extends AnyCodec, A extends AnyCodec>(
  nest: N,
  array: A,
): Codec<Decoded<N> | Decoded<A>, Encodable<N> | Encodable<A>> {
  const choose = (scope: Scope): AnyCodec => (scope.request ? nest : array)
  const codec: Codec<Decoded<N> | Decoded<A>, Encodable<N> | Encodable<A>> = choice(
    `${nest.type} or ${array.type}`,
    { nest, array },
    choose,
  )
  return {
    ...codec,
    readTyped: (view, at, end, scope, type) => (type & NLA_F_NESTED ? nest : choose(scope)).read(view, at, end, scope) as Decoded<N>,
  }
}
