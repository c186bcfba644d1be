import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tcBatch, tcDevice, tcSize } from './workload.ts'
import type { Around, Side, Work } from './works.ts'

/** What the comparisons make sides of. */
export interface Makers {
  whole(name: string, around: Around, aim: Side['aim'], ...argv: string[]): Side
  oursAround(name: string, aim: Side['aim'], steps: Around, ...args: string[]): Side
  /** Why tc cannot run here. */
  readonly skip: string | undefined
}

const title = `${tcSize.classes.toLocaleString('en')} htb classes and ${tcSize.filters.toLocaleString('en')} u32 filters`

/** Traffic control, against tc(8). */
export const tcWorks = ({ whole, oursAround, skip }: Makers): Work[] => {
  const file = join(tmpdir(), `rtnl-bench-${process.pid}-tc`)
  writeFileSync(file, tcBatch())
  const empty: Around = { after: ['tc', 'qdisc', 'delete', 'dev', tcDevice, 'root'] }
  const filled: Around = { ...empty, before: ['tc', '-batch', file] }
  const tc = (name: string, around: Around, ...argv: string[]): Side => ({ ...whole(name, around, undefined, ...argv), skip })
  const ours = (...parameters: Parameters<Makers['oursAround']>): Side => ({ ...oursAround(...parameters), skip })
  const count = tcSize.classes + tcSize.filters
  return [
    {
      name: 'tc-install',
      title: `Install ${title}`,
      sides: [
        tc('tc -batch', empty, 'tc', '-batch', file),
        ours('ip.batch, calls of batch.tc', { count: count + 2 }, empty, 'tc-install', 'route'),
      ],
    },
    {
      name: 'tc-dump',
      title: `List ${title}`,
      sides: [
        tc(
          'tc -j filter show, tc -j class show',
          filled,
          'sh',
          '-c',
          `tc -j filter show dev ${tcDevice} parent 1: && tc -j class show dev ${tcDevice}`,
        ),
        ours('await (IPRoute), arrays', { count }, filled, 'tc-dump', 'route', 'collect'),
        ours('for await (IPRoute)', { count }, filled, 'tc-dump', 'route', 'stream'),
      ],
    },
  ]
}
