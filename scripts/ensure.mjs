// Makes a fresh clone ready to run: installs node_modules, builds the addon and the TypeScript, each only when
// missing or older than its sources. Says what it does on stderr, so that stdout stays the program's own.
// Plain JavaScript, because it runs before there is a compiler.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const path = (...parts) => join(root, ...parts)
const modified = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0)

/** The newest change below the given files and folders, in milliseconds since 1970. */
const newest = (...places) => {
  let latest = 0
  for (const place of places) {
    if (!existsSync(place)) continue
    const stat = statSync(place)
    // A folder's own time counts too: it moves when a file goes.
    latest = Math.max(latest, stat.mtimeMs)
    if (stat.isDirectory()) for (const name of readdirSync(place)) latest = Math.max(latest, newest(join(place, name)))
  }
  return latest
}

const run = (why, command, args) => {
  process.stderr.write(`rtnl: ${why}\n`)
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] })
  if (error) process.stderr.write(`rtnl: ${command}: ${error.message}\n`)
  return status === 0
}
const stop = (message) => {
  process.stderr.write(`rtnl: ${message}\n`)
  process.exit(1)
}

const installDependencies = () => {
  const { devDependencies } = JSON.parse(readFileSync(path('package.json'), 'utf8'))
  if (Object.keys(devDependencies).every((name) => existsSync(path('node_modules', name, 'package.json')))) return
  const install = () => run('installing node_modules (npm ci)', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel', 'error'])
  // A registry may hiccup; once more is enough to tell that from an outage.
  if (!install() && !install()) stop('npm ci failed')
}

/** Knows itself whether there is anything to do. The addon is optional here: decoding works without, and what needs it says so. */
const buildAddon = () => {
  const script = path('scripts/build-native.mjs')
  const { status } = spawnSync(process.execPath, [script], { cwd: root, stdio: ['ignore', 2, 2] })
  if (status !== 0) process.stderr.write('rtnl: going on without the addon\n')
}

const buildTypeScript = () => {
  const stamp = path('dist/.built')
  const sources = ['src', 'test', 'bench', 'examples', 'scripts', 'tsconfig.json', 'package.json', 'package-lock.json'].map((name) =>
    path(name),
  )
  if (modified(stamp) > newest(...sources)) return
  const started = Date.now()
  if (!run('compiling TypeScript', process.execPath, [path('node_modules/typescript/lib/tsc.js'), '-p', 'tsconfig.json']))
    stop('tsc failed')
  if (!run('bundling', process.execPath, [path('scripts/bundle.mjs')])) stop('bundling failed')
  writeFileSync(stamp, `${new Date(started).toISOString()}\n`)
}

installDependencies()
buildAddon()
buildTypeScript()
