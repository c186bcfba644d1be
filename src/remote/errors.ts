/** A connection to another machine could not be made, or was lost. What waited for an answer may or may not have been done there. */
export class RemoteError extends Error {
  override readonly name = 'RemoteError'
  /** `'ECONNREFUSED'`, `'CERT_HAS_EXPIRED'`, `'EPERM'` ...: Node's, or what the other side refused with. */
  readonly code: string
  /** The place that was meant. */
  readonly url: string

  constructor(url: string, code: string, reason: string, options?: ErrorOptions) {
    super(`${url}: ${reason}${reason.includes(code) ? '' : ` (${code})`}`, options)
    this.code = code
    this.url = url
  }
}

/** The name of an error: `'ECONNRESET'`; `'EIO'` where it has none. */
export const errorCode = (error: unknown): string => (error as { readonly code?: string } | undefined)?.code ?? 'EIO'

/** EIO of asm-generic/errno-base.h. */
const EIO = 5
/** The positive errno of an error of Node's or ours; EIO where it has none. */
export const errnoOf = (error: unknown): number => {
  const { errno } = error as { readonly errno?: number }
  return typeof errno === 'number' && errno !== 0 ? Math.abs(errno) : EIO
}

/** An error of Node's sockets as ours. */
export const remoteError = (url: string, what: string, cause: unknown): RemoteError => {
  if (cause instanceof RemoteError) return cause
  const { code = 'EIO', message = String(cause) } = (typeof cause === 'object' && cause !== null ? cause : {}) as {
    code?: string
    message?: string
  }
  // `write EPROTO 80EC0CB7:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/...`
  const tls = /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1]
  return new RemoteError(url, code, `${what}: ${tls === undefined ? message : `TLS: ${tls}`}`, { cause })
}
