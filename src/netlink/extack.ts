import { attributes } from './attributes.ts'
import { type AnyCodec, HOST_LITTLE_ENDIAN, scope } from './codec.ts'
import { nested } from './containers.ts'
import { Locator, type Place } from './locate.ts'
import { Policy, policyInWords } from './policy.ts'
import { bytes, string, u32 } from './scalars.ts'

/** The attributes of an extended ACK as they lie in NLMSG_ERROR and NLMSG_DONE (enum nlmsgerr_attrs, linux/netlink.h). */
export class ExtAckAttributes extends attributes('NLMSGERR_ATTR_', {
  msg: [1, string],
  offs: [2, u32],
  cookie: [3, bytes],
  policy: [4, nested(Policy)],
  missType: [5, u32],
  missNest: [6, u32],
}) {}

/** What the kernel says about a request besides its errno. */
export interface ExtAck {
  /** The kernel's sentence; it may stand beside success too, as a warning. */
  readonly message?: string
  /** Byte of the request, counted from its nlmsghdr, where the offending attribute begins. */
  readonly offset?: number
  /** That attribute in the request's own words, where the request is at hand: `linkinfo.data.id`. */
  readonly attribute?: string
  /** Its kernel name: `IFLA_VLAN_ID`. */
  readonly attributeName?: string
  /** Number of an attribute that the request lacks. */
  readonly missingType?: number
  /** Byte of the request where the nest begins that lacks it; absent where the message itself does. */
  readonly missingNest?: number
  /** Where the missing attribute would stand: `linkinfo.kind`. */
  readonly missing?: string
  /** Its kernel name: `IFLA_INFO_KIND`. */
  readonly missingName?: string
  /** What the kernel takes for the offending attribute. */
  readonly policy?: Policy
  /** Means something to the subsystem that was asked. */
  readonly cookie?: Uint8Array
  /** Parts that a newer kernel added. */
  readonly unknown?: ExtAckAttributes['unknown']
}

/** Input of {@link writeExtAck}; what can only be derived is not written. */
export type ExtAckInput = { readonly [K in keyof ExtAck]?: ExtAck[K] | undefined }

/** Drops the keys without a value. */
const present = <T extends object>(values: { readonly [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T

/** The parts of an extended ACK by our names. */
export function readExtAck(view: DataView, at: number, end: number, littleEndian = HOST_LITTLE_ENDIAN): ExtAck {
  const { msg, offs, missType, missNest, policy, cookie, unknown } = ExtAckAttributes.read(view, at, end, scope(0, false, littleEndian))
  return present<ExtAck>({ message: msg, offset: offs, missingType: missType, missingNest: missNest, policy, cookie, unknown } as never)
}

/** The attributes that {@link ExtAckAttributes} writes. */
export function extAckAttributes({ message, offset, missingType, missingNest, policy, cookie, unknown }: ExtAckInput): object {
  return present({ msg: message, offs: offset, cookie, policy, missType: missingType, missNest: missingNest, unknown })
}

/** The same with offsets resolved into paths: `request` is the message that was sent, `codec` the layout of its payload. */
export function resolveExtAck(extack: ExtAck, codec: AnyCodec | undefined, request: Uint8Array, littleEndian = HOST_LITTLE_ENDIAN): ExtAck {
  if (codec === undefined || (extack.offset === undefined && extack.missingType === undefined)) return extack
  const locator = new Locator(codec, request, littleEndian)
  const place = extack.offset === undefined ? undefined : locator.at(extack.offset)
  const missing = extack.missingType === undefined ? undefined : locator.missing(extack.missingType, extack.missingNest)
  return {
    ...extack,
    ...(place && { attribute: place.path, attributeName: place.name }),
    ...(missing && { missing: missing.path, missingName: missing.name }),
  }
}

const placeInWords = ({ path, name }: Place): string => (name === '' ? path : `${path} (${name})`)

/** An extended ACK as the end of a sentence: `Invalid VLAN id, at linkinfo.data.id (IFLA_VLAN_ID); must be 0..4094`. */
export function extAckInWords(extack: ExtAck): string {
  const { message = '', attribute, attributeName = '', offset, missing, missingName = '', missingType, policy } = extack
  let text = message.replace(/\.$/, '')
  const append = (separator: string, words: string) => {
    text += text === '' ? words : separator + words
  }
  if (attribute !== undefined) append(', ', `at ${placeInWords({ path: attribute, name: attributeName })}`)
  else if (offset !== undefined) append(', ', `at byte ${offset}`)
  if (policy !== undefined) append('; ', policyInWords(policy))
  if (missing !== undefined) append('; ', `missing ${placeInWords({ path: missing, name: missingName })}`)
  else if (missingType !== undefined) append('; ', `missing attribute ${missingType}`)
  return text
}
