import { chmodSync, linkSync, lstatSync, mkdtempSync, rmdirSync, rmSync, unlinkSync } from 'node:fs'
import { connect, type Server as NetServer } from 'node:net'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { RemoteError, remoteError } from './errors.ts'
import type { Place } from './url.ts'

/** A socket in the file system, by what cannot be mistaken for another one of its name. */
interface Born {
  readonly device: number
  readonly inode: number
}

/** Begins to listen. Answers how to remove what that has left in the file system. */
export async function listen(server: NetServer, { url, path, host = '', port = 0 }: Place): Promise<() => void> {
  if (path === undefined) await listening(server, { host, port }, url)
  else if (path.startsWith('\0')) await listening(server, { path }, url)
  else return listenUnix(server, path, url)
  return () => undefined
}

/**
 * The socket comes into being in a directory that nobody else may enter, and gets its name when its mode is right. It
 * takes the name of nothing that is there.
 */
async function listenUnix(server: NetServer, path: string, url: string): Promise<() => void> {
  await removeDead(path, url)
  let folder: string
  try {
    folder = mkdtempSync(`${dirname(path)}/.`)
  } catch (error) {
    throw remoteError(url, 'listen', error)
  }
  const first = join(folder, 's')
  try {
    await listening(server, { path: first }, url)
    chmodSync(first, 0o600)
    linkSync(first, path)
    const { dev: device, ino: inode } = lstatSync(path)
    return () => removeOwn(path, { device, inode })
  } catch (error) {
    server.close()
    throw remoteError(url, 'listen', error)
  } finally {
    rmSync(first, { force: true })
    rmdirSync(folder)
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

/** Removes a socket unless another has taken its place. */
function removeOwn(path: string, { device, inode }: Born): void {
  try {
    const { dev, ino } = lstatSync(path)
    if (dev === device && ino === inode) unlinkSync(path)
  } catch {
    // ENOENT: somebody else has removed it.
  }
}

/** Removes a socket that nobody listens at any more. Rejects with EADDRINUSE where somebody does, or where it is no socket. */
const removeDead = (path: string, url: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const inUse = (reason: string) =>
      reject(
        new RemoteError(url, 'EADDRINUSE', `listen: ${reason}`, {
          cause: Object.assign(new Error(reason), { errno: -constants.errno.EADDRINUSE }),
        }),
      )
    const probe = connect(path)
    probe.once('connect', () => {
      probe.destroy()
      inUse('somebody listens there already')
    })
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return resolve()
      if (error.code !== 'ECONNREFUSED') return reject(remoteError(url, 'listen', error))
      try {
        // A file that is no socket refuses too, and is none of ours.
        if (!lstatSync(path).isSocket()) return inUse('there is a file that is no socket')
        unlinkSync(path)
        resolve()
      } catch (failure) {
        reject(remoteError(url, 'listen', failure))
      }
    })
  })
