import { scope } from '../netlink/codec.ts'
import { NLMSG_HDRLEN, viewOf } from '../netlink/message.ts'
import { MulticastGroup } from '../schema/enums.ts'
import { rtnetlink } from '../schema/index.ts'
import { header } from './wire.ts'

/** Who is at the other end. */
export interface Peer {
  readonly transport: 'unix' | 'unix+tls' | 'tcp' | 'tls' | 'nats'
  /** Its address and port; with NATS its inbox; undefined for Unix sockets. */
  readonly address?: string | undefined
  /** The names in its certificate: alternative names, then the common name. Empty without TLS. */
  readonly names: readonly string[]
  /** SHA-256 of its certificate. */
  readonly fingerprint?: string | undefined
  /** The process behind a Unix socket, as the kernel knows it (SO_PEERCRED, unix(7)). */
  readonly credentials?: { readonly pid: number; readonly uid: number; readonly gid: number } | undefined
}

/** What a peer asks for. */
export interface Wanted {
  /** `'RTM_NEWLINK'`; `'join'` to listen to a group. A number where no name is known. */
  readonly type: string | number
  /** Of `join`: the group, `'RTNLGRP_LINK'`. */
  readonly group?: string | number
  /** The request as it came. */
  readonly bytes?: Uint8Array
  /** The request decoded; undefined where no table knows it. Throws a DecodeError where it is broken. */
  readonly message?: unknown
  /** Which of a proxy's machines is meant. */
  readonly addr?: string | undefined
}

/** Says whether a peer may do something: true, false, or the reason why not. */
export type Authorize = (request: { readonly peer: Peer; readonly message: Wanted }) => boolean | string | Promise<boolean | string>

const isQuestion = (type: string | number): boolean => typeof type === 'string' && (type === 'join' || type.startsWith('RTM_GET'))

/** Lets everybody look and listen, and nobody change. */
export const readOnly: Authorize = ({ message: { type } }) => isQuestion(type) || `${type}: this server is read-only`

/** Lets these types of messages through (`'RTM_GETLINK'`, `'join'`), and no other. */
export const allow = (types: readonly string[]): Authorize => {
  const known = new Set<string | number>(types)
  for (const type of types) if (type !== 'join') rtnetlink.typeNumber(type)
  return ({ message: { type } }) => known.has(type) || `${type} is not among what this server allows`
}

/** Keys of attributes that hold a file descriptor: IFLA_NET_NS_FD, IFLA_XDP_FD, TCA_BPF_FD ... */
const DESCRIPTOR = /^fd\d?$|Fd$/

/** Where a decoded message holds a file descriptor, which means nothing in another process. */
function descriptorIn(value: unknown, path = ''): string | undefined {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return undefined
  for (const [key, part] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`
    if (DESCRIPTOR.test(key) && typeof part === 'number' && part >= 0 && part < 0x8000_0000) return at
    const inner = descriptorIn(part, at)
    if (inner !== undefined) return inner
  }
  return undefined
}

/** A request with its parts decoded when somebody looks at them. */
export class Asked implements Wanted {
  readonly type: string | number
  readonly bytes: Uint8Array
  readonly addr: string | undefined
  #message: unknown
  #decoded = false

  constructor(bytes: Uint8Array, addr: string | undefined) {
    this.bytes = bytes
    this.addr = addr
    this.type = rtnetlink.typeName(header.type(viewOf(bytes), 0))
  }

  get message(): unknown {
    if (!this.#decoded) {
      const view = viewOf(this.bytes)
      this.#message = rtnetlink.message(header.type(view, 0))?.read(view, NLMSG_HDRLEN, header.length(view, 0), scope(0, true))
      this.#decoded = true
    }
    return this.#message
  }
}

/** Why a request is not passed on whoever asks: it would mean something else in the server's process. */
export function meaningless(asked: Asked): string | undefined {
  // Only requests that make or change something carry descriptors, and lookups of namespace ids.
  if (isQuestion(asked.type) && asked.type !== 'RTM_GETNSID') return undefined
  let message: unknown
  try {
    message = asked.message
  } catch (error) {
    return `it cannot be read: ${(error as Error).message}`
  }
  const at = descriptorIn(message)
  return at === undefined ? undefined : `${at}: a file descriptor of this process means nothing on another machine`
}

/** The highest group that is passed on: the kernel's own ones grow slowly (39 in Linux 7.1). */
export const GROUP_MAX = 64

/** A group to join, and why it is not one. */
export function wantedGroup(group: number, addr: string | undefined): Wanted | string {
  if (group < 1 || group > GROUP_MAX) return `${group} is no group of rtnetlink`
  const name = MulticastGroup.name(group)
  return { type: 'join', group: typeof name === 'string' ? `RTNLGRP_${name.toUpperCase()}` : name, addr }
}
