// `--native`: the messages as this library decodes them.
import type { Call } from './command.ts'
import { jsonText, PRETTY } from './json.ts'

/** Bytes that are written at once. */
const PIECE = 64 * 1024

/** Prints a list of values as JSON while they come. */
export async function printNative({ out, options }: Call, values: AsyncIterable<unknown> | Iterable<unknown>): Promise<void> {
  const pretty = options['pretty'] !== undefined
  let text = ''
  let first = true
  for await (const value of values) {
    text += `${first ? '[' : ','}${pretty ? `\n${PRETTY}` : ''}${jsonText(value, pretty ? PRETTY : '', pretty ? PRETTY : '')}`
    first = false
    if (text.length < PIECE) continue
    await out.write(text)
    text = ''
  }
  await out.write(`${text}${first ? '[]' : pretty ? '\n]' : ']'}\n`)
}
