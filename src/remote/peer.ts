import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { peerCredentials } from '../socket/credentials.ts'
import type { Peer } from './guard.ts'
import type { Place } from './url.ts'

/** One alternative name: its kind, and the name, in quotation marks where it holds what could be taken for another one. */
const ALTERNATIVE = /(?:^|, )(DNS|IP Address|URI|email|[^:,]+):("(?:[^"\\]|\\.)*"|[^,]*)/gy
const KINDS = ['DNS', 'IP Address', 'URI', 'email']

/** The alternative names of a certificate, as Node writes them (`DNS:a.example, IP Address:192.0.2.1`). */
export function alternativeNames(text: string): string[] {
  return [...text.matchAll(ALTERNATIVE)].flatMap(([, kind = '', name = '']) => {
    if (!KINDS.includes(kind)) return []
    return [name.startsWith('"') ? String(JSON.parse(name)) : name]
  })
}

/** Who connected. */
export function peerOf(socket: Socket, { path, tls }: Place): Peer {
  const address = socket.remoteAddress === undefined ? undefined : `${socket.remoteAddress}:${socket.remotePort}`
  const secured = tls ? (socket as TLSSocket).getPeerCertificate() : undefined
  const { CN: common = [] } = secured?.subject ?? {}
  return {
    transport: path === undefined ? (tls ? 'tls' : 'tcp') : tls ? 'unix+tls' : 'unix',
    ...(address === undefined ? {} : { address }),
    names: [...new Set([...alternativeNames(secured?.subjectaltname ?? ''), ...[common].flat()])],
    ...(secured?.fingerprint256 === undefined ? {} : { fingerprint: secured.fingerprint256 }),
    ...(path === undefined ? {} : { credentials: peerCredentials(socket) }),
  }
}
