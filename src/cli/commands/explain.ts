// `rtnl explain FILE|-`: captured messages, annotated. Asks no kernel and loads no addon.
import { readFileSync } from 'node:fs'
import { type Call, UsageError } from '../command.ts'
import { explain, readCapture } from '../explain/explain.ts'
import { CaptureError } from '../explain/packet.ts'
import type { Style } from '../style.ts'

async function input(): Promise<Uint8Array> {
  const parts: Buffer[] = []
  for await (const part of process.stdin) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

const coloured = (block: string, style: Style): string =>
  block
    .split('\n')
    .map((line) => {
      if (line.startsWith('#')) return style('title', line)
      if (line.startsWith('=')) return style(/: done(?:$|,)/.test(line) ? 'good' : 'bad', line)
      if (/^[A-Z]/.test(line)) return style('name', line)
      const [, place, rest] = /^( *\d+ +\d+ {2})(.*)$/.exec(line) ?? []
      return place === undefined ? line : `${style('quiet', place)}${rest}`
    })
    .join('\n')

/** Prints the messages of each file. */
export async function run({ out, style, words }: Call): Promise<undefined> {
  if (words.length === 0) throw new UsageError('explain wants a FILE, or - for what is piped in')
  for (const word of words) {
    const bytes = word === '-' ? await input() : readFileSync(word)
    try {
      for (const block of explain(readCapture(bytes))) await out.write(`${coloured(block, style)}\n`)
    } catch (error) {
      throw error instanceof CaptureError ? new CaptureError(`${word === '-' ? 'the input' : word}: ${error.message}`) : error
    }
  }
}
