// What the kernel tests of traffic control share: links to play with, tc as the witness, and a copier that puts on one link
// what was read from another.
import { spawnSync } from 'node:child_process'
import type { TestContext } from 'node:test'
import type { LinkOptions } from '../../src/index.ts'
import { type Lab, lab } from './reference-lab.ts'

export interface TcLab extends Lab {
  /** Makes links of these names, up, with eight transmit queues. Answers their indexes. */
  links(names: readonly string[]): Promise<number[]>
  /** Runs tc on these lines; answers the numbers of those that failed, from 0 on. */
  batch(lines: readonly string[]): Promise<ReadonlySet<number>>
  /** What tc says of a link: queueing disciplines, classes and filters, without names and handles that the kernel chose. */
  shown(dev: string): string
}

const KINDS = ['dummy', 'ifb', 'veth'] as const

/** A namespace for this test; undefined, and the test skipped, where there can be none or tc is missing. */
export const tcLab = async (t: TestContext): Promise<TcLab | undefined> => {
  if (spawnSync('tc', ['-V']).error) return void t.skip('tc is not installed')
  const here = await lab(t)
  if (here === undefined) return undefined
  const { ip, name } = here
  const tc = (switches: readonly string[], lines: readonly string[]) =>
    spawnSync('tc', ['-n', name, ...switches, '-batch', '-'], { input: `${lines.join('\n')}\n`, encoding: 'utf8', maxBuffer: 1 << 28 })

  const make = async (ifname: string): Promise<number> => {
    for (const kind of KINDS) {
      try {
        const options = { ifname, kind, numTxQueues: 8, numRxQueues: 8, ...(kind === 'veth' && { peer: `${ifname}x` }) }
        const { index } = await ip.link('add', options as LinkOptions)
        // Without an address of its own it sends nothing by itself, which would be counted.
        await ip.link('set', { index, addrgenmode: 'none' })
        await ip.linkUp(index)
        return index
      } catch (error) {
        if ((error as { readonly code?: string }).code !== 'EOPNOTSUPP') throw error
      }
    }
    throw new Error('this kernel makes no link to play with')
  }

  return {
    ...here,
    links: async (names) => {
      const indexes: number[] = []
      for (const one of names) indexes.push(await make(one))
      return indexes
    },
    batch: async (lines) => {
      const { stderr } = tc(['-force'], lines)
      return new Set([...stderr.matchAll(/^Command failed -:(\d+)/gm)].map(([, line]) => Number(line) - 1))
    },
    shown: (dev) => {
      const lines = ['qdisc show', 'class show', 'filter show', 'filter show ingress', 'filter show egress']
      const { stdout } = tc(
        ['-d', '-force'],
        lines.map((line) => `${line.replace(' show', ` show dev ${dev}`)}`),
      )
      return masked(stdout)
    },
  }
}

/** Without what is another on each link: its name, handles that the kernel chose, numbers of programs. */
const masked = (text: string): string =>
  text
    .replace(/\b(dev|indev) \S+/g, '$1 X')
    .replace(/\b8[0-9a-f]{3}:/g, 'AUTO:')
    .replace(/\b(id|jited|tag) \S+/g, '$1 X')

/** Words as a line of `tc -batch`: one with blanks in it is quoted. */
export const batchLine = (words: readonly string[]): string => words.map((word) => (word.includes(' ') ? `"${word}"` : word)).join(' ')
