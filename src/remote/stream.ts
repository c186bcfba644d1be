import type { Duplex } from 'node:stream'
import type { ConnectionOptions } from 'node:tls'
import type { RemoteOptions } from './options.ts'
import type { Place } from './url.ts'

/** What a connection goes over: a socket, or what behaves like one. */
export interface Stream extends Duplex {
  /** Whether it keeps the process alive. */
  ref?(): unknown
  unref?(): unknown
}

/** Opens a stream to a place. Modules of Node are loaded here: most programs need none of them. */
export async function openStream(place: Place, options: RemoteOptions): Promise<Stream> {
  const where = place.path === undefined ? { host: place.host ?? '', port: place.port ?? 0 } : { path: place.path }
  const { connect, isIP } = await import('node:net')
  if (!place.tls) return connect({ ...where, noDelay: true, keepAlive: true })
  const { checkServerIdentity, connect: connectTls } = await import('node:tls')
  const { key, cert, ca, passphrase, minVersion = 'TLSv1.3', servername = place.host ?? 'localhost' } = options
  const secured = {
    ...{ key, cert, ca, passphrase, minVersion, noDelay: true, keepAlive: true },
    rejectUnauthorized: true,
    // An address is no name for SNI; it is compared with the certificate all the same.
    ...(isIP(servername) === 0 ? { servername } : {}),
    checkServerIdentity: (_host: string, certificate: Parameters<typeof checkServerIdentity>[1]) =>
      checkServerIdentity(servername, certificate),
  }
  return connectTls({ ...where, ...secured } as ConnectionOptions)
}
