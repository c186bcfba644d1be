/** One datagram, whole, as the other side sent it. */
export interface Datagram {
  /** The receiver's to keep; a view of memory that nobody writes again. */
  readonly bytes: Uint8Array
  /** Id of the network namespace the event came from, on a socket that listens to all of them. */
  readonly nsid?: number
}

/**
 * Why messages were lost: `kernel`, the kernel's own queue of the socket was full (ENOBUFS); `queue`, ours in
 * user space was; `truncated`, a datagram did not fit the buffer (the kernel sent more than 32 KiB at once);
 * `connection`, that to another machine was lost and has been made anew.
 */
export type OverrunReason = 'kernel' | 'queue' | 'truncated' | 'connection'

/** What a transport tells its owner. */
export interface TransportHandler {
  /** Datagrams in the order in which they came, at least one. */
  receive(datagrams: readonly Datagram[]): void
  /** Messages were lost since the datagram received last. */
  overrun(reason: OverrunReason): void
  /** The transport ended by itself and carries nothing any more; not called after {@link Transport.close}. */
  fail(error: Error): void
}

/**
 * Carries whole datagrams both ways: the kernel's socket, a connection to another machine, a kernel in memory.
 * It knows no message.
 */
export interface Transport {
  /** The port id (nl_pid) the kernel knows this socket by. */
  readonly portId: number
  /** Names the owner and begins to deliver; called once. */
  start(handler: TransportHandler): void
  /** Sends one datagram, which may hold several messages. The bytes are copied or sent before it returns. */
  send(bytes: Uint8Array, failed?: (error: Error) => void): void
  /**
   * Joins a multicast group by its number (RTNLGRP_*), any number. Throws where the kernel refuses; where that is known later
   * (another machine's), `denied` is told, and without it the transport fails.
   */
  join(group: number, denied?: (error: Error) => void): void
  /** Leaves it again. */
  leave(group: number): void
  /** Delivers nothing until {@link resume}; what comes meanwhile waits, in the kernel or in a bounded queue. */
  pause(): void
  /** Delivers again, first what has waited. */
  resume(): void
  /** Whether this transport keeps the process alive; it does not until `ref` is called. */
  ref(): void
  /** Takes {@link ref} back. */
  unref(): void
  /** Ends it at once: sockets and threads are gone when the promise settles. Idempotent. */
  close(): Promise<void>
}
