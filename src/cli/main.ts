#!/usr/bin/env node
import { IPRoute } from '../iproute/iproute.ts'
import { nearest } from '../netlink/names.ts'
import { SECTIONS, type SectionName, sections } from './sections.ts'
import { textOf } from './table.ts'

const USAGE = `rtnl [${SECTIONS.join(' | ')}]...

Shows this machine's links, addresses, routes (without the table local), rules and neighbours, or those named.
`

/** A reader that has seen enough (\`rtnl | head\`) ends the program quietly. */
process.stdout.on('error', (error: Error & { readonly code?: string }) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1)
})

const refuse = (message: string): never => {
  process.stderr.write(`rtnl: ${message}\n`)
  process.exit(1)
}

function wishedOf(words: readonly string[]): readonly SectionName[] {
  const wrong = words.find((word) => !(SECTIONS as readonly string[]).includes(word))
  if (wrong === undefined) return words.length === 0 ? SECTIONS : (words as SectionName[])
  const guess = nearest(wrong, SECTIONS)
  return refuse(`'${wrong}' is not known${guess === undefined ? '' : `; did you mean '${guess}'?`}\n${USAGE.trimEnd()}`)
}

async function main(words: readonly string[]): Promise<void> {
  if (words.some((word) => word === '--help' || word === '-h')) {
    process.stdout.write(USAGE)
    return
  }
  const wished = wishedOf(words)
  const ip = new IPRoute()
  try {
    const shown = await sections(ip, wished)
    process.stdout.write(`${shown.map(textOf).join('\n\n')}\n`)
  } finally {
    await ip.release()
  }
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  refuse(error instanceof Error ? error.message : String(error))
}
