// Network and mount namespaces for tests and examples, so that none of them touches the machine's own network.
import { spawnSync } from 'node:child_process'

/**
 * The command that runs another in namespaces of its own: a network namespace, and a /run of its own, so that
 * named namespaces never show on the machine. Unprivileged, a user namespace gives both. Or the reason why not.
 */
export const enclosure = () => {
  const options = process.getuid?.() === 0 ? '-' : '-r'
  const candidates = [
    ['unshare', `${options}mn`, 'sh', '-c', 'mount -t tmpfs tmpfs /run && exec "$0" "$@"'],
    ['unshare', `${options}n`],
  ]
  let reason = ''
  for (const command of candidates) {
    const { status, stderr, error } = spawnSync(command[0], [...command.slice(1), 'true'], { encoding: 'utf8' })
    if (status === 0) return { command }
    reason = error?.message ?? stderr.trim()
  }
  return { reason: `no network namespace can be made here (${reason})` }
}
