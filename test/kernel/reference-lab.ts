// A network namespace for one test, and iproute2 looking into it: what we did is judged by its eyes, not by our own.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import type { TestContext } from 'node:test'
import { type IPRoute, netns } from '../../src/index.ts'
import { reach } from './reach.ts'

export type Json = Record<string, unknown>

export interface Lab {
  /** The namespace's name. */
  readonly name: string
  readonly ip: IPRoute
  /** `ip -j -d` in the namespace. */
  show(...words: string[]): Json[]
  /** A tool in the namespace, without JSON; for what iproute2 6.1 prints wrong there. */
  text(tool: 'ip' | 'bridge', ...words: string[]): string
  /** Two links of kind veth, `a` and `b`, both up. Answers their indexes. */
  pair(): Promise<{ readonly a: number; readonly b: number }>
  /** Makes a link whose kind the kernel may lack; false, and the test skipped, if it does. */
  has(kind: string): Promise<boolean>
}

let count = 0

const run = (tool: string, words: readonly string[]): string => {
  const { status, stdout, stderr, error } = spawnSync(tool, words, { encoding: 'utf8' })
  if (error) throw error
  assert.equal(status, 0, `${tool} ${words.join(' ')}: ${stderr}`)
  return stdout
}

/** Makes a namespace for this test; undefined, and the test skipped, where that is not allowed or iproute2 is missing. */
export const lab = async (t: TestContext): Promise<Lab | undefined> => {
  const skip = (reason: string): undefined => void t.skip(reason)
  if (spawnSync('ip', ['-V']).error) return skip('iproute2 is not installed')
  const name = `rtnl-${process.pid}-${count++}`
  // Where a kernel is stuck, it would never come back.
  const without = process.env['RTNL_TEST_WITHOUT_NAMESPACES']
  if (without !== undefined) return skip(without)
  try {
    await netns.create(name)
  } catch (error) {
    return skip(`no network namespace can be made here: ${(error as Error).message}`)
  }
  const { ip, end } = await reach(name)
  t.after(async () => {
    await end()
    await netns.remove(name)
  })
  const text = (tool: 'ip' | 'bridge', ...words: string[]) => run(tool, ['-n', name, ...words])
  const pair = async () => {
    const { index: a } = await ip.link('add', { ifname: 'a', kind: 'veth', peer: 'b' })
    await Promise.all([ip.linkUp('a'), ip.linkUp('b'), ip.linkUp('lo')])
    const [b = 0] = await ip.linkLookup({ ifname: 'b' })
    return { a, b }
  }
  const has = async (kind: string) => {
    try {
      await ip.link('add', { ifname: 'probe', kind })
      await ip.linkRemove('probe')
      return true
    } catch (error) {
      const { code } = error as { code?: string }
      if (code !== 'EOPNOTSUPP') return true
      t.skip(`this kernel has no links of kind ${kind}`)
      return false
    }
  }
  return { name, ip, text, pair, has, show: (...words) => JSON.parse(text('ip', '-j', '-d', ...words) || '[]') as Json[] }
}

/** The only one; anything else fails the test. */
export const only = (found: readonly Json[]): Json => {
  assert.equal(found.length, 1, JSON.stringify(found))
  return found[0] as Json
}

/** Those members of an object that are named. */
export const pick = (object: Json, ...keys: string[]): Json => Object.fromEntries(keys.map((key) => [key, object[key]]))
