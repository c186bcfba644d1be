// Loads the built addon in every runtime we promise and works with it in a network namespace of its own: a dump and
// small requests on both paths, an event socket overrun on purpose, worker threads where there are any. One line each.
//
//   npm run build && node scripts/runtimes.mjs [node20 node22 node24 node26 deno bun]
//
// The runtimes come as npm packages into RUNTIMES_CACHE, or else into a directory of the system for temporary files.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { enclosure } from './enclosure.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const arch = process.arch
const bunArch = arch === 'arm64' ? 'aarch64' : arch
const child = join(root, 'scripts', 'runtimes-check.mjs')

/** Name, npm package, path of the program in it, arguments before the script. */
const runtimes = [
  ['node20', `node-linux-${arch}@20`, 'bin/node', []],
  ['node22', `node-linux-${arch}@22`, 'bin/node', []],
  ['node24', `node-linux-${arch}@24`, 'bin/node', []],
  ['node26', `node-linux-${arch}@26`, 'bin/node', []],
  ['deno', `@deno/linux-${arch}-glibc@2`, 'deno', ['run', '--allow-all', '--no-lock']],
  ['bun', `@oven/bun-linux-${bunArch}@1.3.0`, 'bin/bun', ['run']],
]

const cache = process.env.RUNTIMES_CACHE ?? join(tmpdir(), 'rtnl-runtimes')
const fetch = (name, spec) => {
  const place = join(cache, 'node_modules', name)
  if (existsSync(place)) return place
  mkdirSync(cache, { recursive: true })
  if (!existsSync(join(cache, 'package.json'))) writeFileSync(join(cache, 'package.json'), '{"private":true}\n')
  const done = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--no-prune', `${name}@npm:${spec}`], {
    cwd: cache,
    encoding: 'utf8',
  })
  return done.status === 0 ? place : undefined
}

const built =
  process.argv
    .slice(2)
    .filter((word) => word.startsWith('--dist='))
    .map((word) => word.slice(7))[0] ?? join(root, 'dist')
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
if (!existsSync(join(built, 'src/socket/kernel.js'))) {
  console.error('build first: npm run build')
  process.exit(1)
}

const enclosed = await enclosure()
let passed = 0
let failed = 0
let skipped = 0
for (const [name, spec, program, options] of runtimes) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const here = name === `node${process.versions.node.split('.')[0]}` ? process.execPath : undefined
  const place = here ?? fetch(name, spec)
  if (place === undefined) {
    skipped++
    console.log(`${name.padEnd(7)} not checked: npm could not fetch ${spec}`)
    continue
  }
  if (enclosed.command === undefined) {
    skipped++
    console.log(`${name.padEnd(7)} not checked: ${enclosed.reason}`)
    continue
  }
  const command = [here ?? join(place, program), ...options, child, built]
  const run = spawnSync('unshare', ['-rn', ...command], { encoding: 'utf8', timeout: 60_000, env: { ...process.env, NO_COLOR: '1' } })
  if (run.status === 0) {
    passed++
    console.log(`${name.padEnd(7)} ${run.stdout.trim()}`)
  } else {
    failed++
    console.log(`${name.padEnd(7)} FAILED (${run.signal ?? run.status ?? run.error?.message})\n${run.stdout}${run.stderr}`)
  }
}
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exit(failed === 0 ? 0 : 1)
