// tc 6.1 prints classes as text even where JSON is asked for. What it says in it of the recorded answers, against what
// we decode.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { iproute2Json } from '../../src/iproute2/index.ts'
import { rtnetlink } from '../../src/schema/index.ts'
import { type Vector, vectors } from './read.ts'

type Values = Readonly<Record<string, unknown>>

/** The lines about one class: its own, and those indented below it. */
interface Block {
  readonly words: string[]
  counted: string
}
const blocksOf = (text: string): Block[] => {
  const blocks: Block[] = []
  for (const line of text.split('\n')) {
    if (line.startsWith('class ')) blocks.push({ words: line.trim().split(/\s+/), counted: '' })
    else if (blocks.length > 0) blocks[blocks.length - 1]!.counted += `${line} `
  }
  return blocks
}

const UNITS: Readonly<Record<string, number>> = {
  ...{ '': 1, bit: 1, Kbit: 1e3, Mbit: 1e6, Gbit: 1e9 },
  ...{ b: 1, Kb: 2 ** 10, Mb: 2 ** 20, us: 1, ms: 1e3, s: 1e6 },
}
/** A number with tc's unit, in bit/s, bytes or microseconds; undefined for a word. */
const quantity = (text: string): number | undefined => {
  const match = /^(-?[\d.]+)([A-Za-z]*)(?:\/1)?$/.exec(text)
  const unit = match === null ? undefined : UNITS[match[2]!]
  return unit === undefined ? undefined : Number(match![1]) * unit
}

/** tc shows three digits of times and whole kilobytes. */
const ROUNDED = 0.005
const saysSame = (said: string, ours: unknown, what: string): void => {
  const number = quantity(said)
  if (number === undefined) assert.equal(ours, said, what)
  else assert.ok(Math.abs(Number(ours) - number) <= ROUNDED * Math.abs(number), `${what}: tc says ${said}, we ${String(ours)}`)
}

/** Words of tc that are other keys of ours. */
const KEYS: Readonly<Record<string, string>> = { maxpkt: 'lmax' }
const CURVES = ['sc', 'rt', 'ls', 'ul']
/** The options that tc's words tell, in their order: `rate 1Mbit ceil 2Mbit`, `sc m1 0bit d 8ms m2 1Mbit`. */
const compareOptions = (words: readonly string[], options: Values): number => {
  const seen = new Set<string>()
  let from = options
  let curve = ''
  for (let i = 0; i < words.length; ) {
    const word = words[i++] as string
    if (CURVES.includes(word)) {
      curve = `${word}.`
      from = options[word] as Values
      assert.ok(from, `${word} is missing`)
      continue
    }
    const key = `${curve}${word}`
    // The second mpu of htb is that of ceil; it has no key where it is the same.
    if (!seen.has(key)) saysSame(words[i++] as string, from[KEYS[word] ?? word], key)
    else i++
    seen.add(key)
  }
  return seen.size
}

const COUNTERS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/Sent (\d+) bytes (\d+) pkt/, ['bytes', 'packets']],
  [/\(dropped (\d+), overlimits (\d+) requeues (\d+)\)/, ['drops', 'overlimits', 'requeues']],
  [/ rate (\S+) (\d+)pps/, ['rate', 'pps']],
  [/ backlog (\S+) (\d+)p /, ['backlog', 'qlen']],
]
const OWN_COUNTERS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/lended: (\d+) borrowed: (\d+) giants: (\d+)/, ['lends', 'borrows', 'giants']],
  [/ tokens: (-?\d+) ctokens: (-?\d+)/, ['tokens', 'ctokens']],
  [/ period (\d+) .*level (\d+)/, ['period', 'level']],
  [/ work (\d+) bytes rtwork (\d+) bytes/, ['work', 'rtwork']],
  [/ deficit (-?\d+) /, ['deficit']],
]
const compareCounters = (text: string, counters: typeof COUNTERS, ours: Values | undefined): void => {
  for (const [pattern, keys] of counters) {
    const match = pattern.exec(text)
    keys.forEach((key, i) => {
      const said = match?.[i + 1]
      if (said !== undefined) saysSame(said, ours?.[key], key)
    })
  }
}

/** What we decode of one class, and what we would print. */
interface Ours {
  readonly message: Values
  readonly printed: Values
}
const oursOf = ({ show, links }: Vector): Ours[] => {
  const answers = (show?.exchange ?? []).filter(({ dir }) => dir === 'in').map(({ hex }) => new Uint8Array(Buffer.from(hex, 'hex')))
  const messages = answers.flatMap((bytes) => rtnetlink.decode(bytes)).filter(({ header }) => header.type === 'RTM_NEWTCLASS')
  const printed = iproute2Json(show?.argv ?? [], answers, { links: links[''] ?? {} }) as readonly Values[]
  assert.equal(printed.length, messages.length)
  return messages.map((message, i) => ({ message: message as unknown as Values, printed: printed[i]! }))
}

/** Where the class hangs, and the number of words that say so. */
const comparePlace = ([, kind, handle, ...words]: readonly string[], { message, printed }: Ours): number => {
  assert.deepEqual([printed['class'], printed['handle']], [kind, handle])
  const isRoot = words[0] === 'root'
  assert.deepEqual([printed['root'], printed['parent']], isRoot ? [true, undefined] : [undefined, words[1]])
  const place = isRoot ? 4 : 5
  const leaf = words[place - 3] === 'leaf' ? words[place - 2] : undefined
  assert.equal((message['info'] as number) >>> 16, leaf === undefined ? 0 : Number.parseInt(leaf, 16))
  return leaf === undefined ? place : place + 2
}

for (const vector of vectors('tc-class')) {
  const { text } = vector.show ?? {}
  if (text === undefined) continue
  test(`${vector.id}: decoded as tc tells it`, () => {
    const ours = oursOf(vector)
    const blocks = blocksOf(text)
    assert.equal(ours.length, blocks.length)
    blocks.forEach(({ words, counted }, i) => {
      const one = ours[i] as Ours
      const { options = {}, stats2 } = one.message as { readonly options?: Values; readonly stats2?: { readonly app?: Values } }
      const said = words.slice(comparePlace(words, one))
      assert.equal(compareOptions(said, options) > 0, said.length > 0)
      const stats = one.printed['stats'] as Values | undefined
      assert.equal(stats !== undefined, counted.trim() !== '')
      compareCounters(counted, COUNTERS, stats)
      compareCounters(counted, OWN_COUNTERS, stats2?.app)
    })
  })
}
