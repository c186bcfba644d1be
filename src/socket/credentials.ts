import type { Socket } from 'node:net'
import { addon } from './native.ts'

/** The process at the other end of a Unix socket. */
export interface Credentials {
  readonly pid: number
  readonly uid: number
  readonly gid: number
}

/** Who connected, as the kernel noted it then (SO_PEERCRED, unix(7)); undefined where it cannot be told. */
export function peerCredentials(socket: Socket): Credentials | undefined {
  const { fd = -1 } = (socket as unknown as { readonly _handle?: { readonly fd?: number } })._handle ?? {}
  const found = fd < 0 ? undefined : addon().credentials(fd)
  if (found === undefined) return undefined
  const [pid = 0, uid = 0, gid = 0] = found
  return { pid, uid, gid }
}
