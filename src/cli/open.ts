// Which kernel a command works on.
import { IPRoute, type IPRouteOptions } from '../iproute/iproute.ts'
import { openerOf } from '../iproute/options.ts'
import { type OptionValues, UsageError } from './command.ts'
import type { Wrap } from './tap.ts'

const text = (value: string | number | undefined): string | undefined => (value === undefined ? undefined : String(value))

/** The options of an IPRoute that `--netns`, `--host` and their like mean. */
async function reach({ netns, host, key, cert, ca, timeout }: OptionValues): Promise<IPRouteOptions> {
  if (host === undefined && (key ?? cert ?? ca) !== undefined) throw new UsageError('--key, --cert and --ca go with --host')
  if (host !== undefined && netns !== undefined) throw new UsageError('--netns is of this machine, and --host means another')
  const seconds = timeout === undefined ? undefined : Number(timeout)
  if (seconds !== undefined && !(seconds >= 0)) throw new UsageError(`--timeout: '${timeout}' is not a number of seconds`)
  const wait = seconds === undefined ? {} : { timeout: seconds * 1000 }
  if (host === undefined) return { ...wait, ...(netns === undefined ? {} : { netns: String(netns) }) }
  const { readFile } = await import('node:fs/promises')
  const pem = async (file: string | number | undefined) => (file === undefined ? undefined : readFile(text(file) as string))
  const [keyPem, certPem, caPem] = await Promise.all([pem(key), pem(cert), pem(ca)])
  return { ...wait, host: String(host), ...(keyPem && { key: keyPem }), ...(certPem && { cert: certPem }), ...(caPem && { ca: caPem }) }
}

/** Opens the kernel that the options mean; `wrap` stands between. */
export async function open(options: OptionValues, wrap: Wrap | undefined): Promise<IPRoute> {
  const wanted = await reach(options)
  const opener = wrap === undefined ? undefined : openerOf(wanted, true)
  if (wrap === undefined || opener === undefined) return new IPRoute(wanted)
  return new IPRoute({ timeout: wanted.timeout, transport: wrap(opener) })
}
