// `rtnl serve URL`: lets other machines use this kernel.
import { readFileSync } from 'node:fs'
import { readOnly } from '../../remote/guard.ts'
import { type Call, UsageError } from '../command.ts'
import { open } from '../open.ts'

/** Serves until it is interrupted. */
export async function run({ ip, options: given, out, signal, words }: Call): Promise<undefined> {
  const [url, ...others] = words
  if (url === undefined || others.length > 0)
    throw new UsageError('serve wants one URL: rtnl serve unix:///run/rtnl.sock, rtnl serve tls://0.0.0.0:7000 --key ...')
  const pem = (name: 'key' | 'cert' | 'ca') => (given[name] === undefined ? {} : { [name]: readFileSync(String(given[name])) })
  // With --host it is a link in a chain, and key and certificates serve both sides.
  const { key: _key, cert: _cert, ca: _ca, ...own } = given
  const kernel = given['host'] === undefined ? await open(own, undefined) : await ip()
  const serving = await kernel.serve(url, {
    ...pem('key'),
    ...pem('cert'),
    ...pem('ca'),
    ...(given['read-only'] !== undefined && { authorize: readOnly }),
    insecure: given['insecure'] !== undefined,
  })
  await out.write(`serving ${serving.url}${given['read-only'] === undefined ? '' : ', read only'}\n`)
  if (!signal.aborted) await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  await kernel.release()
}
