// `rtnl` alone: this machine at a glance.
import type { Call } from '../command.ts'
import { SECTIONS, sections } from '../sections.ts'
import { textOf } from '../table.ts'

/** Prints the sections one below the other. */
export async function run({ ip, out }: Call): Promise<undefined> {
  const shown = await sections(await ip(), SECTIONS)
  await out.write(`${shown.map(textOf).join('\n\n')}\n`)
}
