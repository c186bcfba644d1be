// The code of the README and of the guides compiles against the package as its users see it: dist/src/index.d.ts through `exports`.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const root = process.cwd()
/** Strict, and without what a user's own project may lack. */
const compilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  target: 'es2023',
  lib: ['es2023', 'esnext.disposable'],
  module: 'nodenext',
  types: ['node'],
  noEmit: true,
  skipLibCheck: true,
}

const guides = readdirSync(join(root, 'docs/guides')).map((name) => `docs/guides/${name}`)
const blocks = ['README.md', ...guides].flatMap((file) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => match[1] ?? ''),
)

test('the code of the README and the guides compiles', () => {
  assert.ok(guides.length >= 8 && blocks.length >= 15, 'no code in them')
  mkdirSync(join(root, 'dist'), { recursive: true })
  // Inside the package, so that `rtnl` means this very package.
  const folder = mkdtempSync(join(root, 'dist/readme-'))
  try {
    for (const [i, block] of blocks.entries()) {
      // Later pieces go on with the `ip` of the first.
      const start = block.includes('new IPRoute') ? '' : "import { IPRoute } from 'rtnl'\ndeclare const ip: IPRoute\n"
      writeFileSync(join(folder, `block-${i + 1}.mts`), `${start}${block}\nexport {}\n`)
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.mts'] }))
    const { stdout, status } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/lib/tsc.js'), '-p', folder], {
      encoding: 'utf8',
    })
    assert.equal(stdout, '')
    assert.equal(status, 0)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
