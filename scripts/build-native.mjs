// Builds the addon in native/ with the system's C compiler and the headers of the package node-api-headers, when a
// source is newer than the result: prebuilds/<platform>-<arch>-<glibc|musl>/rtnl.node. Plain JavaScript, because it
// runs before the compiler of TypeScript.
//
//   node scripts/build-native.mjs [--force]
//
// CC names another compiler (clang, musl-gcc, a cross compiler), CFLAGS and LDFLAGS are added to ours, TARGET names
// the directory under prebuilds/ where the compiler's target is not this machine.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stop = (message) => {
  console.error(`build-native: ${message}`)
  process.exit(1)
}
const words = (text) => (text ?? '').split(/\s+/).filter(Boolean)

if (process.platform !== 'linux') stop(`rtnetlink is an interface of Linux; nothing to build on ${process.platform}`)

const libc = readFileSync('/proc/self/maps', 'latin1').includes('/ld-musl-') ? 'musl' : 'glibc'
const target = process.env.TARGET ?? `linux-${process.arch}-${libc}`
const directory = join(root, 'native')
const sources = readdirSync(directory)
  .filter((name) => name.endsWith('.c'))
  .map((name) => join(directory, name))
const inputs = [...sources, join(directory, 'rtnl.h'), fileURLToPath(import.meta.url)]
const output = join(root, 'prebuilds', target, 'rtnl.node')
const newest = Math.max(...inputs.map((path) => statSync(path).mtimeMs))
if (existsSync(output) && statSync(output).mtimeMs >= newest && !process.argv.includes('--force')) process.exit(0)

let headers
try {
  headers = createRequire(import.meta.url)('node-api-headers').include_dir
} catch {
  stop('the package node-api-headers is missing: run `npm install --no-save node-api-headers` first')
}

const compiler = words(process.env.CC)[0]
  ? words(process.env.CC)
  : ['cc', 'gcc', 'clang'].filter((name) => !spawnSync(name, ['--version']).error).slice(0, 1)
if (compiler.length === 0) {
  stop(
    'no C compiler found (looked for cc, gcc, clang). Debian, Ubuntu: apt install gcc libc6-dev; ' +
      'Fedora: dnf install gcc; Alpine: apk add gcc musl-dev linux-headers. Or set CC.',
  )
}

mkdirSync(dirname(output), { recursive: true })
const temporary = `${output}.${process.pid}` // renamed at the end: a process that loads the old one keeps it
const flags = [
  '-std=gnu17',
  '-O2',
  '-g1',
  '-fPIC',
  '-shared',
  '-pthread',
  '-fvisibility=hidden',
  '-fstack-protector-strong',
  '-Wall',
  '-Wextra',
  '-Wshadow',
  '-Wconversion',
  '-Werror=implicit',
  '-Werror=incompatible-pointer-types',
  '-Werror=return-type',
  // The code stays mapped when the last environment has gone: a thread may still be at its last instructions.
  '-Wl,-z,nodelete',
  '-Wl,-z,relro',
]
const result = spawnSync(
  compiler[0],
  [
    ...compiler.slice(1),
    ...flags,
    `-I${headers}`,
    ...words(process.env.CFLAGS),
    ...sources,
    '-o',
    temporary,
    '-ldl',
    ...words(process.env.LDFLAGS),
  ],
  { stdio: 'inherit' },
)
if (result.error) stop(`cannot run ${compiler[0]}: ${result.error.message}`)
if (result.status !== 0) stop(`${compiler.join(' ')} failed; native/ needs the headers of Linux (linux-libc-dev) and libc`)
renameSync(temporary, output)
console.log(`built ${output.slice(root.length + 1)}`)
