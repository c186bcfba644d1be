// Type-checks the whole project with the native compiler (TypeScript 7), a second opinion beside the TypeScript 6 that
// builds it, and says what CPU time that took (aim: below 10 s).
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const compiler = fileURLToPath(new URL('../node_modules/typescript7/bin/tsc', import.meta.url))
// Node does not tell the CPU time of a child; the shell does: the second line of `times`, user and system.
const { status, stdout } = spawnSync(
  'sh',
  [
    '-c',
    '"$@"; status=$?; times; exit $status',
    'sh',
    process.execPath,
    compiler,
    '-p',
    'tsconfig.json',
    '--noEmit',
    '--incremental',
    'false',
  ],
  {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  },
)
const lines = stdout.trimEnd().split('\n')
const [children = ''] = lines.splice(-2).slice(1)
const seconds = children
  .split(' ')
  .reduce((sum, part) => sum + 60 * Number.parseInt(part, 10) + Number.parseFloat(part.split('m')[1] ?? '0'), 0)
if (lines.length > 0) console.log(lines.join('\n'))
console.log(`types: ${status === 0 ? 'no error' : 'errors'}, ${seconds.toFixed(1)} s CPU`)
process.exitCode = status ?? 1
