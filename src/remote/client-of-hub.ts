/** Somebody whom the sockets of a hub serve: a connection, seen from the side of the sockets. */
export interface Client {
  /** Whether it has gone; nothing is delivered to it any more. */
  readonly gone: boolean
  /** Hands on whole messages; false where it does not keep up and more should wait. The bytes are its own. */
  deliver(bytes: Uint8Array): boolean
  /** Calls back once it keeps up again. */
  whenReady(ready: () => void): void
  /** So many more of its requests, listings not counted, wait for an answer, or fewer. */
  asks(more: number): void
  /** The same of its listings. */
  lists(more: number): void
  /** Messages meant for it were lost. */
  lost(): void
  /** Something answers its request: `error` is a positive errno. */
  refuse(request: Uint8Array, errno: number, reason: string): void
  /** A group that it wanted cannot be listened to. */
  denied(group: number, error: Error): void
  /** Nothing can be done for it any more. */
  end(code: string, reason: string): void
}
