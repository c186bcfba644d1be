import type { NetnsReference } from '../socket/netns.ts'
import type { Dump } from './connection/dump.ts'

/** What every waiting call takes. */
export interface CallOptions {
  /** Gives up when it aborts; the call rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** Milliseconds until the call gives up with an error of code ETIMEDOUT; 0 waits for ever. Default: the socket's. */
  readonly timeout?: number | undefined
}

/** One request as the nouns make it: the message flat, as `encode` takes it, and how it is to be sent. */
export interface Request extends CallOptions {
  /** `RTM_NEWLINK` */
  readonly type: string
  /** Words of the header's flags besides `request` and `ack`: `create`, `excl`, `replace`, `append`, `echo`, `bulk`. */
  readonly flags?: readonly string[]
  /** Header fields and attributes; nothing is sent if it cannot be encoded. */
  readonly message: object
}

/** What the nouns (link, addr, route ...) need of whoever owns a socket; a batch collects instead of sending. */
export interface Context {
  /** Sends one request, waits until the kernel acknowledged it, answers the messages it sent back (get, echo). */
  request<M>(request: Request): Promise<readonly M[]>
  /** Asks something that a call has to know first; in a batch it has no place among the results. */
  ask<M>(request: Request): Promise<readonly M[]>
  /**
   * Sends a request that makes a link in another network namespace (or here, but without an echo), and answers what is
   * told there of it. Nothing if that cannot be heard: from another machine, without the right to enter.
   */
  requestIn<M>(netns: NetnsReference | undefined, request: Request): Promise<readonly M[]>
  /** A listing. `keep` is applied to each message, on this side of the kernel. */
  dump<M>(request: Request & { readonly keep?: ((message: M) => boolean) | undefined }): Dump<M>
  /** The index of the link of this name (alternative names too), asked of the kernel. ENODEV if there is none. */
  linkIndex(name: string, options?: CallOptions): Promise<number>
  /** For questions that come before a request is whole; itself, but in a batch, which collects requests and asks these at once. */
  readonly asking: Context
}
