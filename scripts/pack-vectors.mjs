// Packs recorded vectors into the repository: npm run vectors -- FOLDER packs each FOLDER/AREA.jsonl as
// test/vectors/open/AREA.jsonl.br. Brotli, since Node 20 has no zstd; quality 11 makes 9 MB into 0.2 MB.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'

const [folder] = process.argv.slice(2)
if (folder === undefined) {
  process.stderr.write('usage: npm run vectors -- FOLDER\n')
  process.exit(2)
}
const target = fileURLToPath(new URL('../test/vectors/open/', import.meta.url))
for (const name of readdirSync(folder).filter((name) => name.endsWith('.jsonl'))) {
  const text = readFileSync(join(folder, name))
  for (const line of text.toString().split('\n')) if (line !== '') JSON.parse(line)
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
  }
  const packed = brotliCompressSync(text, { params })
  writeFileSync(join(target, `${name}.br`), packed)
  process.stdout.write(`${name}: ${text.length} bytes, packed ${packed.length}\n`)
}
