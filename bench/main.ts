/**
 * Ours against bare C and other programs, side by side, in a network namespace of its own:
 *
 *     npm run bench -- [--rounds N] [--only dump,request] [--routes N] [--write]
 *
 * Prints tables; `--write` also puts them into bench/RESULTS.md. Only ratios mean something: the machine is shared.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { release } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { allWorks } from './comparisons.ts'
import type { Sample } from './sample.ts'
import type { Measured } from './table.ts'
import { table } from './table.ts'
import type { Work } from './works.ts'

/** The package's directory, seen from dist/bench. */
const root = fileURLToPath(new URL('../..', import.meta.url))

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string' },
    routes: { type: 'string', default: '1000000' },
    write: { type: 'boolean', default: false },
  },
})

/** Set in the process that runs inside the namespace. */
const inside = 'RTNL_BENCH_INSIDE'

const enterNamespace = (): number => {
  const flags = process.getuid?.() === 0 ? '-n' : '-rn'
  const environment = { ...process.env, [inside]: '1' }
  const { status, error } = spawnSync('unshare', [flags, process.execPath, ...process.argv.slice(1)], {
    stdio: 'inherit',
    env: environment,
  })
  if (error) throw error
  return status ?? 1
}

/** Runs the sides in turn, round after round, so that a slow minute of the machine slows all of them. */
const measureWork = async (work: Work, rounds: number): Promise<Measured> => {
  const measured = new Map<string, Sample[]>()
  const failed = new Set<string>()
  for (let round = 0; round < rounds; round++) {
    for (const side of work.sides) {
      if (side.skip !== undefined || failed.has(side.name) || (side.once && round > 0)) continue
      try {
        const sample = await side.run()
        measured.set(side.name, [...(measured.get(side.name) ?? []), sample])
      } catch (error) {
        failed.add(side.name)
        measured.delete(side.name)
        console.error(`${work.name}: ${side.name}: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  }
  return measured
}

const main = async (): Promise<void> => {
  const bench = execFileSync(process.execPath, [join(root, 'bench/build.mjs')], { encoding: 'utf8' }).trim()
  const only = options.only?.split(',')
  const works = allWorks({ root, bench, routes: Number(options.routes) }).filter(({ name }) => !only || only.includes(name))
  const command = ['npm run bench --', ...process.argv.slice(2).filter((word) => word !== '--write')].join(' ')
  const where = `Linux ${release()}, Node ${process.version}, ${options.rounds} rounds; ${new Date().toISOString().slice(0, 10)}; \`${command}\``
  console.log(`${where}\n`)
  const parts: string[] = []
  for (const work of works) {
    const text = table(work, await measureWork(work, Number(options.rounds)))
    console.log(text)
    parts.push(text)
  }
  if (options.write) writeResults(`${where}\n\n${parts.join('\n')}`)
}

/** Replaces what stands between the two marks; the words around the figures are written by people. */
const writeResults = (figures: string): void => {
  const file = join(root, 'bench/RESULTS.md')
  const text = readFileSync(file, 'utf8')
  const replaced = text.replace(
    /(<!-- figures -->\n)[\s\S]*(<!-- end of figures -->)/,
    (_, begin: string, end: string) => `${begin}\n${figures}\n${end}`,
  )
  writeFileSync(file, replaced)
}

if (process.env[inside] === undefined) process.exitCode = enterNamespace()
else await main()
