import { chmodSync, lstatSync, mkdtempSync, renameSync, rmdirSync, rmSync, unlinkSync } from 'node:fs'
import { connect, createServer, type Server as NetServer, type Socket } from 'node:net'
import { constants, release } from 'node:os'
import { dirname, join } from 'node:path'
import type { SecureVersion, TLSSocket } from 'node:tls'
import { peerCredentials } from '../socket/credentials.ts'
import { remoteError } from './errors.ts'
import type { Authorize, Peer } from './guard.ts'
import type { Hub } from './hub.ts'
import type { Pem } from './pem.ts'
import { Session, type SessionLimits } from './session.ts'
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
  /** Serves plain `tcp://` beyond this machine: everybody who reaches the port is the server's user. Default false. */
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

const limitsOf = (options: ServeOptions): SessionLimits => ({
  messageBytes: options.maxMessage ?? 1024 * 1024,
  requests: options.maxRequests ?? 1024,
  handshake: options.handshakeTimeout ?? 10_000,
  idle: options.idleTimeout ?? 60_000,
  queueBytes: options.queueLimit ?? 4 * 1024 * 1024,
})

function peerOf(socket: Socket, place: Place): Peer {
  const transport =
    `${place.path === undefined ? (place.tls ? '' : 'tcp') : 'unix'}${place.tls ? (place.path === undefined ? 'tls' : '+tls') : ''}` as Peer['transport']
  const address = socket.remoteAddress === undefined ? undefined : `${socket.remoteAddress}:${socket.remotePort}`
  const secured = place.tls ? (socket as TLSSocket).getPeerCertificate() : undefined
  const alternative = (secured?.subjectaltname ?? '')
    .split(', ')
    .flatMap((one) => /^(?:DNS|IP Address|URI|email):(.*)$/.exec(one)?.[1] ?? [])
  const { CN: common } = secured?.subject ?? {}
  return {
    transport,
    ...(address === undefined ? {} : { address }),
    names: [...new Set([...alternative, ...(common === undefined ? [] : [common].flat())])],
    ...(secured?.fingerprint256 === undefined ? {} : { fingerprint: secured.fingerprint256 }),
    ...(place.path === undefined || place.tls ? {} : { credentials: peerCredentials(socket) }),
  }
}

/** A server that listens at one place. */
export class Server {
  readonly #place: Place
  readonly #options: ServeOptions
  readonly #limits: SessionLimits
  readonly #hub: (addr: string | undefined) => Hub | undefined
  readonly #sessions = new Set<Session>()
  /** Connections that have not come to a session yet: TLS may be in the making. */
  readonly #raw = new Set<Socket>()
  #server: NetServer | undefined
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
    this.#server = server
    if (this.#place.path === undefined) await listening(server, { host: this.#place.host ?? '', port: this.#place.port ?? 0 }, this.#url)
    else await this.#listenUnix(server, this.#place.path)
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
    for (const session of [...this.#sessions]) session.end('ECANCELED', 'the server was shut down')
    for (const socket of this.#raw) socket.destroy()
    const server = this.#server
    if (server === undefined) return
    const { path } = this.#place
    if (path?.startsWith('/')) rmSync(path, { force: true })
    await new Promise<void>((resolve) => server.close(() => resolve()))
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
    secured.on('tlsClientError', (_error, socket) => socket.destroy())
    return secured
  }

  /** Whether a connection may come in. Of those that have not said their hello there may be as many as of those that have. */
  #arrived(socket: Socket): boolean {
    socket.on('error', () => socket.destroy())
    if (this.#raw.size >= 2 * this.#most) {
      socket.destroy()
      return false
    }
    this.#raw.add(socket)
    socket.on('close', () => this.#raw.delete(socket))
    return true
  }

  get #most(): number {
    return this.#options.maxClients ?? 256
  }

  #accept(socket: Socket): void {
    const session: Session = new Session(socket, {
      peer: peerOf(socket, this.#place),
      limits: this.#limits,
      authorize: this.#options.authorize,
      release: release(),
      hub: this.#hub,
      closed: () => this.#sessions.delete(session),
    })
    if (this.#sessions.size >= this.#most) session.end('EUSERS', `${this.#most} clients are connected already`)
    else this.#sessions.add(session)
  }

  /** The socket comes into being in a directory that nobody else may enter, and to its place when its mode is right. */
  async #listenUnix(server: NetServer, path: string): Promise<void> {
    if (path.startsWith('\0')) return listening(server, { path }, this.#url)
    await removeDead(path, this.#url)
    let folder: string
    try {
      folder = mkdtempSync(join(dirname(path), '.'))
    } catch (error) {
      throw remoteError(this.#url, 'listen', error)
    }
    const first = join(folder, 's')
    try {
      await listening(server, { path: first }, this.#url)
      chmodSync(first, 0o600)
      renameSync(first, path)
    } finally {
      rmSync(first, { force: true })
      rmdirSync(folder)
    }
  }
}

const listening = (server: NetServer, options: { host?: string; port?: number; path?: string }, url: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const failed = (error: Error) => reject(remoteError(url, 'listen', error))
    server.once('error', failed)
    server.listen(options, () => {
      server.off('error', failed)
      resolve()
    })
  })

/** Removes a socket that nobody listens at any more. Rejects with EADDRINUSE where somebody does, or where it is no socket. */
const removeDead = (path: string, url: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = connect(path)
    probe.once('connect', () => {
      probe.destroy()
      reject(
        remoteError(
          url,
          'listen',
          Object.assign(new Error('somebody listens there already'), { code: 'EADDRINUSE', errno: -constants.errno.EADDRINUSE }),
        ),
      )
    })
    probe.once('error', (error: NodeJS.ErrnoException) => {
      // A file that is no socket refuses too, and is none of ours.
      const dead = error.code === 'ECONNREFUSED' && lstatSync(path).isSocket()
      if (dead) unlinkSync(path)
      if (dead || error.code === 'ENOENT') resolve()
      else reject(remoteError(url, 'listen', error))
    })
  })
