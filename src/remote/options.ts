import type { SecureVersion } from 'node:tls'
import type { Pem } from './pem.ts'

/** How a connection to a server is made. All times in milliseconds. */
export interface RemoteOptions {
  /** TLS: this side's key, PEM. */
  readonly key?: Pem | undefined
  /** TLS: its certificate, PEM. */
  readonly cert?: Pem | undefined
  /** TLS: the authorities that the server's certificate may be of, PEM. Default: those that Node trusts. */
  readonly ca?: Pem | undefined
  /** TLS: the passphrase of the key. */
  readonly passphrase?: string | undefined
  /** TLS: the name that the server's certificate must have. Default: the host of the URL; over Unix sockets, `localhost`. */
  readonly servername?: string | undefined
  /** TLS: `'TLSv1.2'` also takes older servers. Default `'TLSv1.3'`. */
  readonly minVersion?: SecureVersion | undefined
  /** Which of a proxy's machines is meant. */
  readonly addr?: string | undefined
  /** Until the server has said its welcome; 0: for ever. Default 10,000. */
  readonly connectTimeout?: number | undefined
  /** How often a sign of life is asked for; three times that long without one, and the connection is lost. 0: never. Default 15,000. */
  readonly keepAlive?: number | undefined
  /**
   * Streams of events come back by themselves when their connection is lost, after 100 ms, 200 ms ... up to `maxDelay` (30,000),
   * and tell of a loss. Requests need no such thing: the next one connects anew. Default false.
   */
  readonly reconnect?: boolean | { readonly minDelay?: number | undefined; readonly maxDelay?: number | undefined } | undefined
}
