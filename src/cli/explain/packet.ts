/** A datagram of netlink as it was caught somewhere. */
export interface Packet {
  readonly bytes: Uint8Array
  /** NETLINK_* (linux/netlink.h): 0 is rtnetlink. */
  readonly protocol: number
  readonly littleEndian: boolean
  /** When: nanoseconds since 1970. */
  readonly time?: bigint
  /** What its source says of it: `sendmsg by 231`, `1500 of 2860 bytes caught`. */
  readonly note?: string
  /** What is known of bytes only in words of strace, by their offset: there the bytes are zeros. */
  readonly told?: ReadonlyMap<number, Told>
}

/** Words that stand for bytes. */
export interface Told {
  readonly text: string
  /** Where the bytes end. */
  readonly end: number
}

/** What was found in a file. */
export interface Found {
  readonly packets: readonly Packet[]
  /** What was there and is no netlink: `2 packets of other links`. */
  readonly skipped: readonly string[]
}

/** A file that is not what it seems to be. */
export class CaptureError extends Error {
  override readonly name: string = 'CaptureError'
}
