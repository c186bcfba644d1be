// Links and routes over TLS, with certificates on both sides. openssl makes them here; a real fleet has an authority of its
// own, and between machines the places are tls://0.0.0.0:7000 and tls://router:7000.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allow, IPRoute } from 'rtnl'

const folder = mkdtempSync(join(tmpdir(), 'rtnl-'))
const file = (name: string) => join(folder, name)
const openssl = (...words: string[]) => spawnSync('openssl', words, { cwd: folder, stdio: 'ignore' }).status === 0
const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
const issue = (name: string, alternative: string) =>
  openssl(
    'req',
    '-new',
    ...ec,
    '-subj',
    `/CN=${name}`,
    '-addext',
    `subjectAltName=${alternative}`,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.csr`,
  ) &&
  openssl(
    ...['x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial'],
    ...['-copy_extensions', 'copy', '-out', `${name}.crt`],
  )
const made =
  openssl('req', '-x509', ...ec, '-subj', '/CN=fleet', '-keyout', 'ca.key', '-out', 'ca.crt') &&
  issue('router', 'DNS:localhost') &&
  issue('console', 'DNS:console.example')

if (made) {
  const read = (name: string) => readFileSync(file(name))
  const ca = read('ca.crt')
  const router = new IPRoute()
  const { url } = await router.serve(`unix+tls://${file('socket')}`, {
    ...{ key: read('router.key'), cert: read('router.crt'), ca },
    authorize: (wanted) => wanted.peer.names.includes('console.example') && allow(['RTM_GETLINK', 'RTM_GETROUTE'])(wanted),
  })
  await using ip = new IPRoute({ host: url, key: read('console.key'), cert: read('console.crt'), ca })
  console.log((await ip.getLinks()).map(({ ifname }) => ifname))
  await ip.getRules().catch((error) => console.log((error as Error).message))
  await router.release()
} else console.log('openssl is missing here')
rmSync(folder, { recursive: true })
