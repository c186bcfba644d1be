/** What the kernel tests of iproute/ share: iproute2 as the witness, and a pair of links to play with. */
import { execFileSync, spawnSync } from 'node:child_process'
import type { TestContext } from 'node:test'
import { IPRoute } from '../../src/iproute/iproute.ts'
import { IPRSocket } from '../../src/iproute/iprsocket.ts'

/** Runs a command of iproute2; throws where it fails. */
export const ip = (...argv: readonly string[]): string => execFileSync('ip', argv, { encoding: 'utf8', maxBuffer: 1 << 28 })
/** What it shows, as JSON. */
export const shown = (...argv: readonly string[]): Record<string, unknown>[] =>
  JSON.parse(ip('-j', '-d', ...argv) || '[]') as Record<string, unknown>[]

/** Runs several commands in one process: `ip -batch`. */
export const ipBatch = (lines: readonly string[]): void => {
  const { status, stderr } = spawnSync('ip', ['-batch', '-'], { input: `${lines.join('\n')}\n`, encoding: 'utf8' })
  if (status !== 0) throw new Error(`ip -batch: ${stderr}`)
}

/** The links of {@link pair}. */
export const LINK = 'rtnlv0'
const PEER = 'rtnlv1'

/** Makes a pair of links, up, with 192.0.2.1/24; removes it behind the test. Answers the index, or skips the test. */
export const pair = (t: TestContext): number | undefined => {
  const { status, stderr } = spawnSync('ip', ['link', 'add', LINK, 'type', 'veth', 'peer', 'name', PEER], { encoding: 'utf8' })
  if (status !== 0) {
    t.skip(`no veth here: ${stderr.trim()}`)
    return undefined
  }
  t.after(() => ip('link', 'delete', LINK))
  ip('link', 'set', PEER, 'up')
  ip('link', 'set', LINK, 'up')
  ip('address', 'add', '192.0.2.1/24', 'dev', LINK)
  return (shown('link', 'show', LINK)[0] as { ifindex: number }).ifindex
}

/** An emulated processor that others use too may be slow; how long a call waits is tested elsewhere. */
const timeout = 60_000
/** Both ways to a kernel. */
export const makers = [
  { name: 'IPRoute', make: () => new IPRoute({ timeout }) },
  { name: 'IPRSocket', make: () => new IPRSocket({ timeout }) },
] as const

export const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))
