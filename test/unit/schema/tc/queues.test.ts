// Queues and traffic classes: mqprio, taprio, ets, prio, plug and the fifos, by what tc 6.1 and Linux 6.12 wrote.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rtnetlink } from '../../../../src/schema/index.ts'
import { datagramMessages, difference, vectors } from '../../../vectors/read.ts'

/** A request of tc's: its kind, and TCA_OPTIONS without the header. */
const request = (kind: string, options: string): Uint8Array => {
  const attribute = (type: number, payload: Buffer) => {
    const head = Buffer.alloc(4)
    head.writeUInt16LE(payload.length + 4)
    head.writeUInt16LE(type, 2)
    return Buffer.concat([head, payload, Buffer.alloc(-payload.length & 3)])
  }
  const body = [Buffer.alloc(20), attribute(1, Buffer.from(`${kind}\0`)), attribute(2, Buffer.from(options, 'hex'))]
  const message = Buffer.concat([Buffer.alloc(16), ...body])
  message.writeUInt32LE(message.length)
  message.writeUInt16LE(36, 4)
  message.writeUInt16LE(1, 6)
  return new Uint8Array(message)
}
const optionsOf = (bytes: Uint8Array): unknown => (rtnetlink.decode(bytes)[0] as { readonly options?: unknown }).options
const encoded = (kind: string, options: object): Uint8Array => {
  const header = { type: 'RTM_NEWQDISC', flags: ['request'], seq: 0, pid: 0 }
  return rtnetlink.encode({ header, kind, options } as never)
}

/** These options are these bytes, and the other way round; `people` is what people may write for them. */
const both = (kind: string, hex: string, options: object, people: object = options): void => {
  const bytes = request(kind, hex)
  assert.deepEqual(optionsOf(bytes), options)
  const [left, right] = [bytes, encoded(kind, people)].map((one) => datagramMessages(one)[0]!.payload) as [Uint8Array, Uint8Array]
  assert.equal(difference(left, right, [20]), undefined)
}
/** The options in the kernel's first answer to the command that showed a recorded case. */
const shown = (id: string): Record<string, unknown> => {
  const found = vectors('tc-qdisc').find((one) => one.id === id)
  const answer = found?.show?.exchange.find(({ dir }) => dir === 'in')
  return optionsOf(new Uint8Array(Buffer.from(answer?.hex ?? '', 'hex'))) as Record<string, unknown>
}

const EXPRESS = Array<string>(16).fill('express')
const zeros = (count: number): number[] => Array<number>(count).fill(0)

test('mqprio: queues in the words of tc', () => {
  const options = { numTc: 2, map: [0, 0, 1, 1, ...zeros(12)], hw: 0, queues: ['4@0', '4@4'] }
  const hex = `0200000101${'00'.repeat(13)}04000400${'00'.repeat(28)}00000400${'00'.repeat(28)}0000`
  both('mqprio', hex, options, { numTc: 2, map: [0, 0, 1, 1], queues: ['4@0', '4@4'] })
  const answer = shown('tc-qdisc/mqprio/num_tc-2-map-0-0-1-1-queues-4-0-4-4-hw-0')
  assert.deepEqual(answer, { ...options, fp: EXPRESS })
})

test('mqprio: rates of traffic classes', () => {
  // tc qdisc add dev lo root mqprio num_tc 2 map 0 1 queues 1@0 1@1 hw 1 mode channel shaper bw_rlimit min_rate 1gbit 2gbit
  const rate = (low: string) => `0c000300${low}00000000`
  const rates = [rate('40597307'), rate('80b2e60e'), ...Array<string>(14).fill(rate('00000000'))]
  const struct = `020001${'00'.repeat(14)}01${'01000100'}${'00'.repeat(28)}00000100${'00'.repeat(28)}0000`
  both(
    'mqprio',
    `${struct}060001000100000006000200010000${'00'}c4000380${rates.join('')}`,
    {
      ...{ numTc: 2, map: [0, 1, ...zeros(14)], hw: 1, queues: ['1@0', '1@1'] },
      ...{ mode: 'channel', shaper: 'bw_rate', minRate: [1e9, 2e9, ...zeros(14)] },
    },
    {
      ...{ numTc: 2, map: [0, 1], hw: true, queues: ['1@0', '1@1'] },
      ...{ mode: 'channel', shaper: 'bw_rlimit', minRate: ['1gbit', '2gbit', ...zeros(14)] },
    },
  )
})

test('mqprio: queues of classes that are not counted are kept', () => {
  const hex = `0100${'00'.repeat(15)}00${'020003000000'}${'00'.repeat(26)}${'000002000000'}${'00'.repeat(26)}0000`
  both('mqprio', hex, { numTc: 1, map: zeros(16), hw: 0, queues: ['2@0', '3@2'] })
})

test('taprio: a schedule', () => {
  // tc qdisc add dev lo root taprio num_tc 2 map 0 1 queues 1@0 1@1 cycle-time 1000000 cycle-time-extension 5000 sched-entry S 03 300000 ...
  const priomap = `56000100020001${'00'.repeat(15)}01000100${'00'.repeat(28)}00000100${'00'.repeat(28)}0000`
  both(
    'taprio',
    `080005000b00000008000a0002000000${priomap}0c00080040420f00000000000c0009008813000000000000` +
      '200002801c0001000500020000000000080003000300000008000400e0930400',
    {
      ...{ numTc: 2, map: [0, 1, ...zeros(14)], hw: 0, queues: ['1@0', '1@1'], clockid: 'tai', flags: ['full_offload'] },
      ...{ cycleTime: 1_000_000, cycleTimeExtension: 5000, schedule: [{ cmd: 'set_gates', gateMask: 3, interval: 300_000 }] },
    },
    {
      ...{ numTc: 2, map: [0, 1], queues: ['1@0', '1@1'], clockid: 11, flags: 2 },
      ...{ cycleTime: '1ms', cycleTimeExtension: '5us', schedule: [{ cmd: 'S', gateMask: 3, interval: '300us' }] },
    },
  )
})

test('taprio: what the kernel shows, and the schedule to come', () => {
  const answer = shown('tc-qdisc/taprio/qdisc-change-dev-d0-root-handle-100.-taprio-base-tim')
  const { map, ...options } = answer
  assert.deepEqual(map, [1, ...zeros(15)])
  assert.deepEqual(options, {
    ...{ numTc: 2, hw: 0, queues: ['1@0', '1@1'], clockid: 'tai', maxSdu: zeros(16), fp: EXPRESS },
    ...{ baseTime: 1e9, cycleTime: 600_000, cycleTimeExtension: 0 },
    schedule: [
      { index: 0, cmd: 'set_gates', gateMask: 1, interval: 300_000 },
      { index: 1, cmd: 'set_gates', gateMask: 2, interval: 300_000 },
    ],
    adminSched: {
      ...{ baseTime: 2_000_000_000_000_000_000n, cycleTime: 800_000, cycleTimeExtension: 0 },
      schedule: [
        { index: 0, cmd: 'set_gates', gateMask: 7, interval: 500_000 },
        { index: 1, cmd: 'set_gates', gateMask: 1, interval: 300_000 },
      ],
    },
  })
})

test('taprio: entries that no arrays can say are kept as they are', () => {
  const entry = (index: number, number: number) => `14000c80080001000${index}000000080${`00${number}00`}01000000`
  both('taprio', entry(0, 2) + entry(2, 2), {
    tcEntry: [
      { index: 0, maxSdu: 1 },
      { index: 2, maxSdu: 1 },
    ],
  })
  both('taprio', entry(0, 2) + entry(1, 3), {
    tcEntry: [
      { index: 0, maxSdu: 1 },
      { index: 1, fp: 'express' },
    ],
  })
  both('taprio', entry(0, 2) + entry(1, 2), { maxSdu: [1, 1] })
})

test('ets, prio, plug and fifos', () => {
  // tc qdisc add dev lo root ets bands 3 strict 1 quanta 1500 3000 priomap 0 1 2 2
  both(
    'ets',
    '050001000300000005000200010000001400038008000400dc05000008000400b80b000024000580' +
      '0500060000000000050006000100000005000600020000000500060002000000',
    { bands: 3, strict: 1, quanta: [1500, 3000], priomap: [0, 1, 2, 2] },
    { TCA_ETS_NBANDS: 3, strict: 1, quanta: ['1500b', 3000], priomap: [0, 1, 2, 2] },
  )
  // tc qdisc add dev lo root prio bands 4 priomap 0 1 2 3
  const priomap = [0, 1, 2, 3, 1, 2, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1]
  both('prio', '040000000001020301020000010101010101010104000200', { bands: 4, priomap, compat: {} })
  both('plug', '0300000000800000', { action: 'limit', limit: 32_768 }, { action: 'limit', limit: '32k' })
  both('plug', '0000000000000000', { action: 'buffer', limit: 0 }, { action: 'block' })
  both('bfifo', '00800000', { limit: 32_768 }, { limit: '32k' })
  both('skbprio', '64000000', { limit: 100 })
})

test('what is wrong is named', () => {
  assert.throws(
    () => encoded('mqprio', { queues: ['4@0', '4'] }),
    /options\.queues.*: '4' is not a number of queues and the first of them \('4@0'\)/,
  )
  assert.throws(() => encoded('mqprio', { queues: '4@0' }), /options\.queues.*: an array/)
  assert.throws(() => encoded('mqprio', { fp: Array<string>(17).fill('E') }), /options\.fp.*17 values, 16 at most/)
  assert.throws(() => encoded('mqprio', { queus: ['4@0'] }), /'queus' is not an option of the qdisc mqprio; did you mean 'queues'\?/)
  assert.throws(() => encoded('taprio', { maxSdu: [0], tcEntry: [{ index: 0, maxSdu: 0 }] }), /'maxSdu' is given beside 'tcEntry'/)
  assert.throws(() => encoded('taprio', { clockid: 'tia' }), /options\.clockid.*did you mean 'tai'/)
  assert.throws(() => encoded('prio', { priomap: zeros(17) }), RangeError)
})
