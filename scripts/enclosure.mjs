// Network and mount namespaces for tests and examples, so that none of them touches the machine's own network.
import { spawn } from 'node:child_process'

/** How long a kernel may take to make a namespace, in milliseconds. It takes some; one that is stuck takes for ever. */
const PATIENCE = 20_000

/**
 * Runs a command that should end at once. A kernel that has failed while it held the lock of all links (RTNL) never answers,
 * and whoever waits for it cannot be killed: so nobody waits for the child here longer than that.
 */
const attempt = ([program, ...parameters]) =>
  new Promise((resolve) => {
    const child = spawn(program, parameters, { stdio: ['ignore', 'ignore', 'pipe'] })
    let stderr = ''
    const end = (reason) => {
      clearTimeout(timer)
      child.stderr?.destroy()
      child.unref()
      resolve(reason)
    }
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      end(`the kernel has not made one within ${PATIENCE / 1000} s: it is stuck`)
    }, PATIENCE)
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      stderr += text
    })
    child.on('error', (error) => end(error.message))
    child.on('close', (status) => end(status === 0 ? undefined : stderr.trim() || `status ${status}`))
  })

/**
 * The command that runs another in namespaces of its own: a network namespace, and a /run of its own, so that
 * named namespaces never show on the machine. Unprivileged, a user namespace gives both. Or the reason why not.
 */
export const enclosure = async () => {
  const options = process.getuid?.() === 0 ? '-' : '-r'
  const candidates = [
    ['unshare', `${options}mn`, 'sh', '-c', 'mount -t tmpfs tmpfs /run && exec "$0" "$@"'],
    ['unshare', `${options}n`],
  ]
  let reason = ''
  for (const command of candidates) {
    const failed = await attempt([...command, 'true'])
    if (failed === undefined) return { command }
    reason = failed
    if (reason.endsWith('stuck')) break
  }
  return { reason: `no network namespace can be made here (${reason})` }
}
