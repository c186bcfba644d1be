import { type AnyCodec, HOST_LITTLE_ENDIAN } from './codec.ts'
import { errnoName, errnoSentence } from './errno.ts'
import { type ExtAck, extAckInWords, resolveExtAck } from './extack.ts'
import { NLMSG_HDRLEN, NLMSG_TYPE, viewOf } from './message.ts'

/** What {@link NetlinkError} is made of. */
export interface NetlinkErrorParts {
  /** The errno, positive or, as the kernel sends it, negative. */
  readonly errno: number
  /** Message type of the request: `RTM_NEWLINK`. */
  readonly type?: string | number
  /** The request in one line. */
  readonly request?: string
  readonly extack?: ExtAck
  /** What the caller may have meant. */
  readonly hint?: string
}

/**
 * The kernel refused a request: `RTM_NEWLINK: ERANGE (Numerical result out of range): Invalid VLAN id, at
 * linkinfo.data.id (IFLA_VLAN_ID); must be 0..4094`.
 */
export class NetlinkError extends Error {
  override readonly name: string = 'NetlinkError'
  /** `EEXIST` */
  readonly code: string
  /** Its number, positive: 17. */
  readonly errno: number
  /** The request in one line: `RTM_NEWLINK create|excl ifname 'v0' linkinfo.kind vlan`. */
  readonly request: string
  /** The kernel's extended acknowledgement: its sentence, the offending or missing attribute, the policy; empty if it sent none. */
  readonly extack: ExtAck

  constructor({ errno, type, request = '', extack = {}, hint = '' }: NetlinkErrorParts) {
    const number = Math.abs(errno)
    const words = extAckInWords(extack)
    super(
      `${type === undefined ? '' : `${type}: `}${errnoName(number)} (${errnoSentence(number)})${words && `: ${words}`}${hint && `; ${hint}`}`,
    )
    this.code = errnoName(number)
    this.errno = number
    this.request = request
    this.extack = extack
  }

  /** The attribute that the kernel points at, by path: `linkinfo.data.id`. */
  get attribute(): string | undefined {
    return this.extack.attribute
  }
}

/** What {@link netlinkError} asks of a protocol. */
interface Describer {
  typeName(type: number): string | number
  message(type: number): AnyCodec | undefined
  line(bytes: Uint8Array): string
}

/**
 * The error for a refused request: `request` is the message as it was sent with its nlmsghdr, which the offsets of the
 * extended ACK are resolved against.
 */
export function netlinkError(protocol: Describer, errno: number, extack: ExtAck, request: Uint8Array): NetlinkError {
  const type = request.length < NLMSG_HDRLEN ? 0 : viewOf(request).getUint16(NLMSG_TYPE, HOST_LITTLE_ENDIAN)
  return new NetlinkError({
    errno,
    type: protocol.typeName(type),
    request: protocol.line(request),
    extack: resolveExtAck(extack, protocol.message(type), request),
  })
}
