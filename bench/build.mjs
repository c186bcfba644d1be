// Compiles the bare C programs of the bench: `node bench/build.mjs`, with $CC or cc. Writes dist/bench-c/rtbench.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The bench/ directory of the sources, also when this file was copied elsewhere. */
const here = dirname(fileURLToPath(import.meta.url))
const sources = join(here, 'c')
const output = join(here, '..', 'dist', 'bench-c', 'rtbench')

/** Answers the program's path, after compiling it where a source is newer. */
export const buildBench = () => {
  const files = readdirSync(sources).map((name) => join(sources, name))
  const built = statSync(output, { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (files.every((file) => statSync(file).mtimeMs < built)) return output
  mkdirSync(dirname(output), { recursive: true })
  const flags = ['-O2', '-std=gnu11', '-Wall', '-Wextra', '-o', output]
  execFileSync(process.env.CC ?? 'cc', [...flags, ...files.filter((file) => file.endsWith('.c'))], { stdio: 'inherit' })
  return output
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(buildBench())
