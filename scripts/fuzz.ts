// Mutated real messages and random bytes through both decoders: the same answer or the same error, nothing else.
//
//   npm run fuzz                     10 million messages
//   npm run fuzz -- --seconds 60     as many as fit
//   npm run fuzz -- --count N --seed S
import { inspect, isDeepStrictEqual, parseArgs } from 'node:util'
import { useInterpreter } from '../src/netlink/engine.ts'
import { rtnetlink } from '../src/schema/index.ts'
import { AREAS, datagramMessages, vectors } from '../test/vectors/read.ts'

const { decode, encode } = rtnetlink
const { values } = parseArgs({ options: { count: { type: 'string' }, seconds: { type: 'string' }, seed: { type: 'string' } } })
const COUNT = Number(values.count ?? (values.seconds === undefined ? 10_000_000 : Number.POSITIVE_INFINITY))
const MILLISECONDS = 1000 * Number(values.seconds ?? Number.POSITIVE_INFINITY)
const SEED = Number(values.seed ?? Date.now() % 2 ** 31) | 1
/** Changing the engine builds all decoders anew, so each takes its turn over many messages. */
const BATCH = 20_000

let state = SEED
/** Marsaglia's xorshift: 32 bits, never zero. */
const random = (below: number): number => {
  state ^= state << 13
  state ^= state >>> 17
  state ^= state << 5
  return (state >>> 0) % below
}

const corpus = AREAS.flatMap((area) => vectors(area))
  .flatMap(({ exchange, show }) => [...exchange, ...(show?.exchange ?? [])])
  .filter(({ protocol }) => protocol === undefined)
  .flatMap(({ hex }) => datagramMessages(hex))
  .map(({ bytes }) => bytes)
  .filter((bytes) => bytes.length <= 2048)

const pick = (): Uint8Array => corpus[random(corpus.length)] as Uint8Array
const INTERESTING = [0, 1, 2, 3, 4, 5, 7, 8, 0x7f, 0x80, 0xfe, 0xff]

const mutate = (): Uint8Array => {
  if (random(50) === 0) return Uint8Array.from({ length: random(200) }, () => random(256))
  let bytes = pick().slice()
  for (let changes = 1 + random(4); changes > 0; changes--) {
    const at = random(bytes.length)
    const word = at & ~3
    switch (random(7)) {
      case 0:
        bytes[at] = random(256)
        break
      case 1:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8))
        break
      // Most words inside are lengths and types of attributes.
      case 2:
        bytes[word] = INTERESTING[random(INTERESTING.length)] as number
        break
      case 3:
        if (word + 2 < bytes.length) bytes[word + 2] = random(80)
        break
      case 4:
        bytes = bytes.slice(0, at)
        break
      case 5: {
        const other = pick()
        bytes.set(other.subarray(0, bytes.length - at).subarray(0, random(64)), at)
        break
      }
      default: {
        const grown = new Uint8Array(bytes.length + 4 * (1 + random(8)))
        grown.set(bytes.subarray(0, word))
        grown.set(bytes.subarray(word), grown.length - (bytes.length - word))
        bytes = grown
      }
    }
    if (bytes.length === 0) break
  }
  // Mostly with a length that fits, or nothing behind the header would ever be read.
  if (bytes.length >= 4 && random(20) !== 0) new DataView(bytes.buffer).setUint32(0, bytes.length, true)
  return bytes
}

const show = (value: unknown): string =>
  inspect(value, { depth: 40, maxArrayLength: null, maxStringLength: null, breakLength: Number.POSITIVE_INFINITY, sorted: true })
/** What a decoder says: messages, or why it refuses. */
const answer = (bytes: Uint8Array): object | string => {
  try {
    return decode(bytes)
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`
  }
}
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

let done = 0
let refused = 0
let failures = 0
const fail = (what: string, bytes: Uint8Array, ...more: string[]): void => {
  failures++
  process.stdout.write(`FAILED ${what}: ${hex(bytes)}\n${more.map((text) => `    ${text.slice(0, 2000)}\n`).join('')}`)
}

/** What was read can be written, or is refused as input; never another error. */
const writes = (bytes: Uint8Array): void => {
  let messages: readonly unknown[]
  try {
    messages = decode(bytes)
  } catch {
    return
  }
  for (const message of messages) {
    try {
      encode(message as never)
    } catch (error) {
      if (
        !(error instanceof TypeError || error instanceof RangeError) ||
        /undefined|not a function|not iterable|offset is out/i.test(error.message)
      ) {
        fail('encode', bytes, String((error as Error).stack), show(message))
      }
    }
  }
}

process.stdout.write(`fuzz: seed ${SEED}, ${corpus.length} messages to start from\n`)
const started = Date.now()
while (done < COUNT && Date.now() - started < MILLISECONDS && failures < 10) {
  const batch = Array.from({ length: Math.min(BATCH, COUNT - done) }, mutate)
  useInterpreter(false)
  const compiled = batch.map(answer)
  for (let i = 0; i < batch.length; i += 10) writes(batch[i] as Uint8Array)
  useInterpreter(true)
  for (const [i, bytes] of batch.entries()) {
    const [one, other] = [compiled[i], answer(bytes)]
    if (!isDeepStrictEqual(one, other)) fail('the decoders differ', bytes, show(one), show(other))
    if (typeof one !== 'string') continue
    refused++
    if (!one.startsWith('DecodeError: ')) fail('not a DecodeError', bytes, one)
  }
  done += batch.length
}
useInterpreter(undefined)
const seconds = (Date.now() - started) / 1000
process.stdout.write(`fuzz: ${done} messages in ${seconds.toFixed(0)} s, ${refused} refused, ${failures} failures\n`)
process.exitCode = failures > 0 ? 1 : 0
