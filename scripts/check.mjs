// Type-checks the whole project and says what CPU time that took (aim: below 10 s).
// The compiler runs in this very process, so that the process's own times are its times.
import { createRequire } from 'node:module'

process.argv.push('-p', 'tsconfig.json', '--noEmit', '--incremental', 'false')
process.on('exit', (status) => {
  const { user, system } = process.cpuUsage()
  process.stdout.write(`types: ${status === 0 ? 'no error' : 'errors'}, ${((user + system) / 1e6).toFixed(1)} s CPU\n`)
})
createRequire(import.meta.url)('typescript/lib/tsc.js')
