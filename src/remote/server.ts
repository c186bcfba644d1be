import { createServer, type Server as NetServer, type Socket } from 'node:net'
import { release } from 'node:os'
import type { SecureVersion } from 'node:tls'
import { RemoteError } from './errors.ts'
import type { Authorize, Peer } from './guard.ts'
import type { Hub } from './hub.ts'
import { listen } from './listen.ts'
import { peerOf } from './peer.ts'
import type { Pem } from './pem.ts'
import { Session } from './session.ts'
import type { SessionLimits } from './setup.ts'
import { isLocal, type Place, placeOf } from './url.ts'

/** How a server serves. All times in milliseconds. */
export interface ServeOptions {
  /** TLS: the server's key, PEM. */
  readonly key?: Pem | undefined
  /** TLS: its certificate, PEM. */
  readonly cert?: Pem | undefined
  /** TLS: the authorities whose certificates clients must have, PEM. There is no TLS without. */
  readonly ca?: Pem | undefined
  /** TLS: the passphrase of the key. */
  readonly passphrase?: string | undefined
  /** TLS: `'TLSv1.2'` also takes older clients. Default `'TLSv1.3'`. */
  readonly minVersion?: SecureVersion | undefined
  /**
   * Serves plain `tcp://` beyond this machine, and any user at an abstract Unix socket: whoever reaches it may do what the server
   * may. Default false.
   */
  readonly insecure?: boolean | undefined
  /** Says of each request, and of each group to join, whether the peer may. Default: whoever is connected may everything. */
  readonly authorize?: Authorize | undefined
  /** Connections at once. Default 256. */
  readonly maxClients?: number | undefined
  /** Bytes of the longest message taken. Default 1 MiB. */
  readonly maxMessage?: number | undefined
  /** Requests of one connection that wait for an answer at once; more are read later. Default 1024. */
  readonly maxRequests?: number | undefined
  /** Until a connection has said its hello, TLS included. Default 10,000. */
  readonly handshakeTimeout?: number | undefined
  /** Without a word from the other side; clients of ours say one every 15 s. 0: for ever. Default 60,000. */
  readonly idleTimeout?: number | undefined
  /** Bytes of answers and events that wait for a slow reader before events are lost to it, and it is told. Default 4 MiB. */
  readonly queueLimit?: number | undefined
}

/** The limits of each connection. */
export const limitsOf = (options: ServeOptions): SessionLimits => ({
  messageBytes: options.maxMessage ?? 1024 * 1024,
  requests: options.maxRequests ?? 1024,
  handshake: options.handshakeTimeout ?? 10_000,
  idle: options.idleTimeout ?? 60_000,
  queueBytes: options.queueLimit ?? 4 * 1024 * 1024,
})

/** Milliseconds that connections have to end by themselves when a server ends. */
const FAREWELL = 1000

/** A server that listens at one place. */
export class Server {
  readonly #place: Place
  readonly #options: ServeOptions
  readonly #limits: SessionLimits
  readonly #hub: (addr: string | undefined) => Hub | undefined
  readonly #sessions = new Set<Session>()
  /** All connections, also those that have not come to a session yet: TLS may be in the making. */
  readonly #sockets = new Set<Socket>()
  #server: NetServer | undefined
  #remove: () => void = () => undefined
  #url: string
  #closing: Promise<void> | undefined

  constructor(url: string, options: ServeOptions, hub: (addr: string | undefined) => Hub | undefined) {
    this.#place = placeOf(url)
    this.#url = url
    this.#options = options
    this.#limits = limitsOf(options)
    this.#hub = hub
    if (this.#place.tls) {
      for (const word of ['key', 'cert', 'ca'] as const)
        if (options[word] === undefined)
          throw new TypeError(`serve: '${word}' is missing: TLS without a certificate on both sides is no protection`)
    } else if (!isLocal(this.#place) && !options.insecure) {
      throw new TypeError(`serve: ${url} would let anybody who reaches it change this machine's network; use tls://, or say insecure: true`)
    }
  }

  /** Where it listens, with the port it got. */
  get url(): string {
    return this.#url
  }

  /** Who is connected. */
  get peers(): readonly Peer[] {
    return [...this.#sessions].map(({ peer }) => peer)
  }

  /** Begins to listen; rejects where that is not possible. */
  async listen(): Promise<void> {
    const server = await this.#make()
    const remove = await listen(server, this.#place)
    if (this.#closing !== undefined) {
      remove()
      server.close()
      throw new RemoteError(this.#url, 'ECANCELED', 'the server was shut down before it listened')
    }
    this.#server = server
    this.#remove = remove
    const address = server.address()
    if (typeof address === 'object' && address !== null && this.#place.port === 0)
      this.#url = this.#url.replace(/:0\/?$/, `:${address.port}`)
  }

  /** Hangs up on everybody. Idempotent. */
  close(): Promise<void> {
    this.#closing ??= this.#end()
    return this.#closing
  }

  async #end(): Promise<void> {
    this.#remove()
    const ended = new Promise<void>((resolve) => {
      if (this.#server === undefined) resolve()
      else this.#server.close(() => resolve())
    })
    const destroy = (): void => {
      for (const socket of this.#sockets) socket.destroy()
    }
    if (this.#sessions.size === 0) destroy()
    for (const session of [...this.#sessions]) session.end('ECANCELED', 'the server was shut down')
    const timer = setTimeout(destroy, FAREWELL)
    await ended
    clearTimeout(timer)
  }

  async #make(): Promise<NetServer> {
    const { key, cert, ca, passphrase, minVersion = 'TLSv1.3' } = this.#options
    if (!this.#place.tls)
      return createServer({ noDelay: true, keepAlive: true }, (socket) => {
        if (this.#arrived(socket)) this.#accept(socket)
      })
    const { createServer: createTlsServer } = await import('node:tls')
    const secured = createTlsServer(
      {
        ...({ key, cert, ca, passphrase, minVersion } as object),
        ...{ requestCert: true, rejectUnauthorized: true, handshakeTimeout: this.#limits.handshake, noDelay: true, keepAlive: true },
      },
      (socket) => this.#accept(socket),
    )
    // A client without a certificate, or no TLS at all: that connection ends, with a reason in TLS's own words.
    secured.on('connection', (socket) => this.#arrived(socket))
    secured.on('tlsClientError', (_error, socket) => socket.destroySoon())
    return secured
  }

  /** Whether a connection may come in. Of those that have not said their hello there may be as many as of those that have. */
  #arrived(socket: Socket): boolean {
    socket.on('error', () => socket.destroy())
    if (this.#closing !== undefined || this.#sockets.size >= 2 * this.#most) {
      socket.destroy()
      return false
    }
    this.#sockets.add(socket)
    socket.on('close', () => this.#sockets.delete(socket))
    return true
  }

  get #most(): number {
    return this.#options.maxClients ?? 256
  }

  #accept(socket: Socket): void {
    const { authorize } = this.#options
    const peer = peerOf(socket, this.#place)
    const session: Session = new Session(socket, {
      peer,
      limits: this.#limits,
      authorize,
      release: release(),
      hub: this.#hub,
      closed: () => this.#sessions.delete(session),
    })
    if (this.#closing !== undefined) session.end('ECANCELED', 'the server was shut down')
    else if (this.#sessions.size >= this.#most) session.end('EUSERS', `${this.#most} clients are connected already`)
    else if (!this.#known(peer)) session.end('EPERM', `user ${peer.credentials?.uid ?? '(unknown)'} is not the user of the server`)
    else this.#sessions.add(session)
  }

  /** An abstract name has no mode that could keep others out: without a word of the owner it is for the server's user and root. */
  #known({ transport, credentials }: Peer): boolean {
    if (transport !== 'unix' || !this.#place.path?.startsWith('\0')) return true
    if (this.#options.insecure || this.#options.authorize !== undefined) return true
    return credentials !== undefined && [0, process.geteuid?.()].includes(credentials.uid)
  }
}
