import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative } from 'node:path'
import { test } from 'node:test'

/** What each folder of src may import besides itself. A new folder needs its line here, and a reason. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  netlink: [],
  schema: ['netlink'],
  socket: [],
  // The wire is netlink messages, and who may send which is asked of the tables.
  remote: ['socket', 'schema', 'netlink'],
  iproute: ['schema', 'netlink', 'socket', 'remote'],
  // A machine of iproute's through another carrier than sockets. The package of NATS is its user's: nothing of it is imported.
  nats: ['iproute', 'remote', 'schema', 'netlink', 'socket'],
  testing: ['schema', 'netlink', 'socket'],
  iproute2: ['schema', 'netlink'],
  // Commands look at the datagrams as they pass, and say what a server lets pass.
  cli: ['iproute', 'iproute2', 'schema', 'netlink', 'socket', 'remote'],
}
/** These run in any JavaScript runtime: no module and no global of Node. */
const PURE = ['netlink', 'schema', 'iproute2']
const NODE_GLOBALS = /\b(?:Buffer|process|require|__dirname|setImmediate)\b(?!['":])/

const source = join(process.cwd(), 'src')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/.*$/gm, '')
const IMPORT =
  /^\s*(?:import\s+(?:[\w*{][^'"`;=]*?\bfrom\s*)?|export\s+(?:type\s+)?[*{][^'"`;=]*?\bfrom\s*)['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm
const imports = (text: string): string[] => [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? '')

/** `schema/link/link.ts` -> `schema`; a file in src itself is the public surface and has no folder. */
const layerOf = (file: string): string | undefined => (file.includes('/') ? file.slice(0, file.indexOf('/')) : undefined)

test('the sources are found', () => assert.ok(files.includes('socket/transport.ts'), `no sources below ${relative(process.cwd(), source)}`))

test('imports run one way', () => {
  const wrong: string[] = []
  for (const file of files) {
    const layer = layerOf(file)
    if (layer === undefined) continue
    const allowed = MAY_IMPORT[layer]
    if (allowed === undefined) {
      wrong.push(`${file}: the folder ${layer} has no place among the layers`)
      continue
    }
    for (const specifier of imports(withoutComments(readFileSync(join(source, file), 'utf8')))) {
      if (!specifier.startsWith('.')) {
        if (!specifier.startsWith('node:')) wrong.push(`${file}: imports the package ${specifier}`)
        else if (PURE.includes(layer)) wrong.push(`${file}: imports ${specifier}`)
        continue
      }
      const target = posix.normalize(posix.join(posix.dirname(file), specifier))
      const to = layerOf(target)
      if (to !== layer && (to === undefined || !allowed.includes(to))) wrong.push(`${file}: imports ${target}`)
    }
  }
  assert.deepEqual(wrong, [])
})

test('netlink, schema and iproute2 use no global of Node', () => {
  const wrong = files
    .filter((file) => PURE.includes(layerOf(file) ?? ''))
    .flatMap((file) =>
      withoutComments(readFileSync(join(source, file), 'utf8'))
        .split('\n')
        .filter((line) => NODE_GLOBALS.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    )
  assert.deepEqual(wrong, [])
})

test('the reader of import lines sees every form', () => {
  const text = `import a from './a.ts'\nimport {\n  b,\n} from './b.ts'\nexport * from './c.ts'\nexport type { d } from "./d.ts"\nimport './e.ts'\nconst f = await import('./f.ts')`
  assert.deepEqual(imports(text), ['./a.ts', './b.ts', './c.ts', './d.ts', './e.ts', './f.ts'])
})
