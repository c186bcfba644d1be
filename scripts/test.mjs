// Runs the suites and ends with one line: N passed, N failed, N skipped.
//
//   node scripts/test.mjs [SUITE...]      all suites of npm test, or those named
//   node scripts/test.mjs --here kernel   the kernel tests in this very network namespace
//   node scripts/test.mjs --full-kernel   the kernel tests under a full kernel (test/kernel-run)
//
// A suite that executes no test is a failure; so is a test file in which none ran.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from 'node:test'
import { fileURLToPath } from 'node:url'
import { enclosure } from './enclosure.mjs'
import { Tally } from './reporter.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const SUITES = ['unit', 'types', 'vectors', 'uapi', 'kernel', 'remote']
/** In one emulated CPU the guest runs JavaScript 20 to 100 times slower than its host. */
const FULL_KERNEL_TIMEOUT = Number(process.env.RTNL_FULL_KERNEL_TIMEOUT ?? 1800)

/** The compiled test files of a suite, found by their sources: dist may still hold tests that are gone. */
const files = (suite) => {
  const folder = join(root, 'test', suite)
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => join(root, 'dist/test', suite, name.replace(/\.ts$/, '.js')))
}

const runSuite = async (suite, tally) => {
  const found = files(suite)
  const before = tally.total
  if (found.length > 0) {
    // Two at a time also where one CPU is reported: many tests wait for a kernel or a child process.
    for await (const event of run({ files: found, concurrency: suite === 'kernel' ? 1 : 2, timeout: 180_000 })) tally.take(event)
  }
  if (tally.total === before) tally.fail(`suite ${suite}`, 'no test ran')
}

/** Runs a command whose last line of output is the sums, and adds these. */
const counted = (what, command, tally, env = process.env) => {
  const folder = mkdtempSync(join(tmpdir(), 'rtnl-test-'))
  const totals = join(folder, 'totals')
  try {
    const { status, error } = spawnSync(command[0], command.slice(1), {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...env, RTNL_TEST_TOTALS: totals },
    })
    if (existsSync(totals)) tally.add(JSON.parse(readFileSync(totals, 'utf8')))
    else tally.fail(what, error?.message ?? `ended with status ${status} before the tests did`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const runKernel = async (tally) => {
  const { command, reason } = await enclosure()
  if (command === undefined) tally.skip(reason, 'kernel tests', files('kernel').length)
  else counted('kernel tests', [...command, process.execPath, join(root, 'scripts/test.mjs'), '--here', 'kernel'], tally)
}

/** Servers and clients, mostly over a kernel in memory: what needs a namespace skips by itself where there is none. */
const runRemote = async (tally) => {
  const { command = [], reason } = await enclosure()
  const env = { ...process.env, ...(reason === undefined ? {} : { RTNL_TEST_WITHOUT_NAMESPACES: reason }) }
  // A new namespace's loopback is down.
  const inside = command.length === 0 ? [] : [...command, 'sh', '-c', 'ip link set lo up; exec "$0" "$@"']
  counted('remote tests', [...inside, process.execPath, join(root, 'scripts/test.mjs'), '--here', 'remote'], tally, env)
}

/** Runs one emulated machine; what it prints comes when it has ended. */
const fullKernel = (tests) =>
  new Promise((resolve) => {
    const words = ['-t', String(FULL_KERNEL_TIMEOUT), '--', process.execPath, '--test-reporter', './scripts/reporter.mjs']
    const child = spawn('test/kernel-run', [...words, 'scripts/kernel-entry.mjs', ...tests], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let stdout = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text
    })
    child.on('error', (error) => resolve({ stdout, status: error.message }))
    child.on('close', (status) => resolve({ stdout, status }))
  })

/**
 * One process for all files of a machine, since starting node is what costs most under emulation; and a machine for each
 * CPU, up to two. Files keep their order: those whose modules put links into every namespace are the last of each machine.
 */
const runFullKernel = async (tally) => {
  const prepared = spawnSync('test/kernel-run', ['--prepare'], { cwd: root, stdio: ['ignore', 'inherit', 'pipe'], encoding: 'utf8' })
  if (prepared.status !== 0) {
    const reason = `no full kernel: ${prepared.stderr.trim().split('\n').at(-1)}`
    // In CI the full kernel is a promise.
    if (process.env.CI === 'true') return tally.fail('kernel tests in the full kernel', reason)
    return tally.skip(reason, 'kernel tests', files('kernel').length)
  }
  const all = files('kernel')
  const machines = Math.min(2, availableParallelism())
  const shares = Array.from({ length: machines }, (_, i) => all.filter((_file, n) => n % machines === i))
  for (const { stdout, status } of await Promise.all(shares.map(fullKernel))) {
    const sums = /^(\d+) passed, (\d+) failed, (\d+) skipped\n?$/m.exec(stdout)
    process.stdout.write(sums === null ? stdout : stdout.slice(0, sums.index))
    if (sums === null) {
      tally.fail('kernel tests in the full kernel', `ended with status ${status} before the tests did`)
      continue
    }
    const [passed, failed, skipped] = sums.slice(1).map(Number)
    if (failed === 0 && status !== 0) tally.fail('kernel tests in the full kernel', `ended with status ${status}`)
    tally.add({ passed, failed, skipped })
  }
}

const parameters = process.argv.slice(2)
const tally = new Tally()
if (parameters[0] === '--full-kernel') await runFullKernel(tally)
else if (parameters[0] === '--here') for (const suite of parameters.slice(1)) await runSuite(suite, tally)
else {
  const suites = parameters.length > 0 ? parameters : SUITES
  for (const suite of suites) {
    if (!SUITES.includes(suite)) tally.fail(`suite ${suite}`, `there is none; one of ${SUITES.join(', ')}`)
    else if (suite === 'kernel') await runKernel(tally)
    else if (suite === 'remote') await runRemote(tally)
    else await runSuite(suite, tally)
  }
}
tally.report()
const { passed, failed, skipped } = tally
if (process.env.RTNL_TEST_TOTALS !== undefined) {
  writeFileSync(process.env.RTNL_TEST_TOTALS, JSON.stringify({ passed, failed, skipped }))
} else {
  process.stdout.write(`${tally}\n`)
}
process.exitCode = failed > 0 ? 1 : 0
