// Runs every example, each in network and mount namespaces of its own, and ends with N passed, N failed, N skipped.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { enclosure } from './enclosure.mjs'
import { Tally } from './reporter.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const tally = new Tally()
const { command, reason } = await enclosure()
for (const name of readdirSync(`${root}examples`)
  .filter((name) => name.endsWith('.ts'))
  .sort()) {
  if (command === undefined) {
    tally.skip(reason, `examples/${name}`)
    continue
  }
  const { status, signal, stdout, stderr } = spawnSync(
    command[0],
    [...command.slice(1), process.execPath, `${root}dist/examples/${name.replace(/\.ts$/, '.js')}`],
    { cwd: root, encoding: 'utf8', timeout: 60_000, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  if (status === 0) {
    tally.passed++
    process.stdout.write(`ok     examples/${name}\n`)
  } else tally.fail(`examples/${name}`, `status ${status ?? signal}\n${stdout}${stderr}`)
}
if (tally.total === 0) tally.fail('examples', 'there is none')
tally.report()
process.stdout.write(`${tally}\n`)
process.exitCode = tally.failed > 0 ? 1 : 0
